using CycleSim.Configuration.Keys;

namespace CycleSim.Dram;

/// <summary>The keys of "timing_cycles" in a DRAM part's file.</summary>
internal static class DramTimingKeys
{
    internal static readonly KeySet All = new("DRAM timing", "Timing constraints by their JEDEC names.");

    internal static readonly Key<int> Cl = Cycles("cl", "Read latency: read command to data.", 1, 100);

    internal static readonly Key<int> Cwl = Cycles("cwl", "Write latency: write command to data.", 1, 100);

    internal static readonly Key<int> Burst = Cycles("burst", "Cycles that a burst takes on the data bus.", 1, 16);

    internal static readonly Key<int> Trcd = Cycles("trcd", "Activate to read or write.", 1, 200);

    internal static readonly Key<int> Trp = Cycles("trp", "Precharge to activate.", 1, 200);

    internal static readonly Key<int> Tras = Cycles("tras", "Activate to precharge.", 1, 500);

    internal static readonly Key<int> Trrd = Cycles("trrd", "Activate to activate of another bank.", 1, 100);

    internal static readonly Key<int> Tfaw = Cycles("tfaw", "Window with at most four activates of a rank.", 1, 400);

    internal static readonly Key<int> Tccd = Cycles("tccd", "Read to read, or write to write.", 1, 16);

    internal static readonly Key<int> Twtr = Cycles("twtr", "End of written data to read.", 1, 100);

    internal static readonly Key<int> Trtp = Cycles("trtp", "Read to precharge.", 1, 100);

    internal static readonly Key<int> Twr = Cycles("twr", "End of written data to precharge.", 1, 200);

    internal static readonly Key<int> Trtrs = Cycles("trtrs", "Gap on the data bus between bursts of two ranks.", 0, 16);

    internal static readonly Key<int> Trefi = Cycles("trefi", "Interval between refreshes.", 100, 1_000_000);

    internal static readonly Key<int> Trfc = Cycles("trfc", "Duration of a refresh.", 1, 10_000);

    internal static readonly Key<int> Al = All.Int("al", "Additive latency.", 0, 100, Unit, 0);

    private const string Unit = "cycles";

    private static Key<int> Cycles(string name, string meaning, int min, int max) => All.Int(name, meaning, min, max, Unit);
}
