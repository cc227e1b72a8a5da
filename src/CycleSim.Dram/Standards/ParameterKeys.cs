using CycleSim.Configuration.Keys;

namespace CycleSim.Dram.Standards;

/// <summary>The keys of a timing parameter in a DRAM standard's file.</summary>
internal static class ParameterKeys
{
    internal const int MaxCycles = 1_000_000;

    internal static readonly KeySet All = new("DRAM parameter", "A timing of the standard's parts, in clock cycles.");

    internal static readonly Key<string> Name = All.String("name", "The key in timing_cycles of a part.");

    internal static readonly Key<string> Meaning = All.String("meaning", "What it is, as a sentence.");

    internal static readonly Key<string> Min = All.String("min", "Smallest value, a formula of all parameters and of ranks.", "1");

    internal static readonly Key<string> Max = All.String("max", "Largest value, a formula likewise.", "10000");

    internal static readonly Key<string> Default = All.String(
        "default", "Value of a part that does not give it: a formula of the parameters above.", whenMissing: "a part must give it");

    internal static readonly Key<string> Dramsim3 = All.String(
        "dramsim3", "The key in a configuration of DRAMsim3.", whenMissing: "that tool does not know it");
}
