namespace CycleSim.Arrays;

/// <summary>One row of a memory technology's table.</summary>
/// <param name="Metrics">The metrics at the row's capacity.</param>
/// <param name="Source">Where this row comes from, if it differs from the technology's sources; else empty.</param>
public sealed record MemoryRow(MemoryMetrics Metrics, string Source);
