using System.Collections.Immutable;
using CycleSim.Arrays;

namespace CycleSim.Studies.Arrays;

/// <summary>A technology's figures over capacity.</summary>
/// <param name="Name">The technology.</param>
/// <param name="Source">The model that gives the figures.</param>
/// <param name="Points">Figures, by increasing capacity.</param>
public sealed record ArrayCurve(string Name, MemoryModelKind Source, ImmutableArray<MemoryMetrics> Points);
