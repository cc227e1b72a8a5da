namespace CycleSim.Arrays.Models;

/// <summary>An array of some capacity: what it costs and how it is organised.</summary>
/// <param name="Metrics">Latencies, energies, area, leakage.</param>
/// <param name="Write">A write's energy by what its bits do.</param>
/// <param name="Data">Organisation of the data array in words.</param>
/// <param name="Tags">Organisation of the tag array in words; null without one.</param>
public sealed record ArrayDesign(MemoryMetrics Metrics, WriteEnergy Write, string Data, string? Tags);
