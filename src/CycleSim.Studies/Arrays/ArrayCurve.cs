using System.Collections.Immutable;
using CycleSim.Arrays;

namespace CycleSim.Studies.Arrays;

/// <summary>A technology's metrics over capacity.</summary>
/// <param name="Name">The technology.</param>
/// <param name="Source">The model that gives the metrics.</param>
/// <param name="Points">Metrics, by increasing capacity.</param>
public sealed record ArrayCurve(string Name, MemoryModelKind Source, ImmutableArray<MemoryMetrics> Points);
