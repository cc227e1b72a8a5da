using System.Collections.Immutable;
using CycleSim.Configuration.Keys;

namespace CycleSim.Device.Variation;

/// <summary>What files and options can say of the distribution of a property.</summary>
public static class CellDistributions
{
    /// <summary>All of them with their meanings.</summary>
    public static ImmutableArray<EnumValue<CellDistribution>> All { get; } =
    [
        new(CellDistribution.Normal, "the nominal value times 1 + sigma x"),
        new(CellDistribution.Lognormal, "the nominal value times exp(sigma x), so that it is the median"),
    ];
}
