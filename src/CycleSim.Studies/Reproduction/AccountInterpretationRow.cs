using System.Collections.Immutable;

namespace CycleSim.Studies.Reproduction;

/// <summary>The headlines under one reading.</summary>
/// <param name="Name">The reading.</param>
/// <param name="Capacity">Maximum improvement at equal capacity.</param>
/// <param name="CapacityBytes">Where it is.</param>
/// <param name="Areas">Maximum improvement at equal area, network by network.</param>
/// <param name="Compute">Maximum share of compute.</param>
/// <param name="Spike">AlexNet's spike; null where it has too few areas.</param>
internal sealed record AccountInterpretationRow(
    string Name, double Capacity, long CapacityBytes, ImmutableArray<double> Areas, double Compute, AreaSpike? Spike);
