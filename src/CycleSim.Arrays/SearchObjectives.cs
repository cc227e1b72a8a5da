using System.Collections.Immutable;
using CycleSim.Configuration.Keys;

namespace CycleSim.Arrays;

/// <summary>What files and options can make as small as possible.</summary>
public static class SearchObjectives
{
    /// <summary>All of them with their meanings.</summary>
    public static ImmutableArray<EnumValue<SearchObjective>> All { get; } =
    [
        new(SearchObjective.ReadLatency, "latency of a read"),
        new(SearchObjective.WriteLatency, "latency of a write"),
        new(SearchObjective.ReadEnergy, "energy of a read"),
        new(SearchObjective.WriteEnergy, "energy of a write"),
        new(SearchObjective.ReadEnergyDelay, "energy times latency of a read"),
        new(SearchObjective.WriteEnergyDelay, "energy times latency of a write"),
        new(SearchObjective.Area, "area"),
        new(SearchObjective.Leakage, "static power"),
    ];
}
