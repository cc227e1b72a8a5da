using CycleSim.Configuration.Keys;

namespace CycleSim.Arrays.Technology;

/// <summary>The keys of an element of "current_sense" in a technology's file.</summary>
internal static class CurrentSenseKeys
{
    internal static readonly KeySet All = new("current sense amplifier", "The current-to-voltage converter of one node.");

    internal static readonly Key<double> Node = All.Number("node_nm", "Process node.", 1, 1000, "nm");

    internal static readonly Key<double> Latency = All.Number("latency_ns", "Latency.", 1e-3, 1e3, "ns");

    internal static readonly Key<double> Energy = All.Number("energy_fj", "Energy of a read.", 0, 1e6, "fJ");

    internal static readonly Key<double> Leakage = All.Number("leakage_nw", "Leakage power.", 0, 1e6, "nW");
}
