using System.Collections.Immutable;

namespace CycleSim.Studies.Reproduction;

/// <summary>The sizes at which a network is compared.</summary>
/// <param name="Network">The network.</param>
/// <param name="Capacities">Capacities.</param>
/// <param name="AreaCapacities">Capacities of STT-MRAM whose areas are compared.</param>
public sealed record NetworkGrid(string Network, ImmutableArray<long> Capacities, ImmutableArray<long> AreaCapacities)
{
    /// <summary>Further areas that are compared, in mm².</summary>
    public ImmutableArray<double> Areas { get; init; } = [];
}
