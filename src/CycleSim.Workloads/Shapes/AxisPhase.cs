using System.Collections.Immutable;

namespace CycleSim.Workloads.Shapes;

/// <summary>The positions of an axis with the same remainder by the stride; they share their taps.</summary>
/// <param name="Index">The remainder.</param>
/// <param name="Positions">How many positions there are.</param>
/// <param name="Taps">Taps that reach them, last first; empty where none does.</param>
public readonly record struct AxisPhase(int Index, long Positions, ImmutableArray<int> Taps);
