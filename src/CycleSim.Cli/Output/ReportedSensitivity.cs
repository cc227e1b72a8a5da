using System.Text.Json.Serialization;
using CycleSim.Arrays;

namespace CycleSim.Cli.Output;

/// <summary>A row of `cyclesim array sensitivity --json`.</summary>
/// <param name="metrics">Metrics of the array.</param>
internal sealed class ReportedSensitivity(MemoryMetrics metrics) : ReportedMetrics(metrics)
{
    [JsonPropertyOrder(-4)]
    public required string Technology { get; init; }

    /// <summary>Kind of the transistors.</summary>
    [JsonPropertyOrder(-3)]
    public required string Devices { get; init; }

    /// <summary>Whether the wires of the H-tree have repeaters.</summary>
    [JsonPropertyOrder(-2)]
    public required string Wires { get; init; }

    [JsonPropertyOrder(-1)]
    public required double TemperatureK { get; init; }
}
