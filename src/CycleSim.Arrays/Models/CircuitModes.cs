using System.Collections.Immutable;
using CycleSim.Configuration.Keys;

namespace CycleSim.Arrays.Models;

/// <summary>What files and options can say of capacities and nodes between tabulated ones.</summary>
public static class CircuitModes
{
    /// <summary>All of them with their meanings.</summary>
    public static ImmutableArray<EnumValue<CircuitMode>> All { get; } =
    [
        new(CircuitMode.Compatible, "as NVSim: powers of two are designed at the node itself, other capacities are interpolated"),
        new(
            CircuitMode.Smooth,
            "designed at tabulated nodes and powers of two, and interpolated; area and leakage never fall with capacity"),
    ];
}
