using CycleSim.Configuration.Keys;

namespace CycleSim.Studies.Plans;

/// <summary>The keys of "capacity_range" in a study plan.</summary>
internal static class CapacityRangeKeys
{
    internal static readonly KeySet All = new("capacity range", "On-chip capacities in equal ratios.");

    internal static readonly Key<long> From = All.Bytes("from", "Smallest capacity.");

    internal static readonly Key<long> To = All.Bytes("to", "Largest capacity, at least from.");

    internal static readonly Key<int> PerOctave = All.Int("per_octave", "Capacities for each doubling.", 1, 1000, fallback: 1);
}
