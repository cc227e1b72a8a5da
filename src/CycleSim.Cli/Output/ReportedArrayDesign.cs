using System.Text.Json.Serialization;
using CycleSim.Arrays;

namespace CycleSim.Cli.Output;

/// <summary>A memory array, as `cyclesim array --json` and, without its organisation, `array sweep --json` write it.</summary>
/// <param name="metrics">Its metrics.</param>
internal sealed class ReportedArrayDesign(MemoryMetrics metrics) : ReportedMetrics(metrics)
{
    [JsonPropertyOrder(-2)]
    public required string Technology { get; init; }

    /// <summary>The model that the metrics are from.</summary>
    [JsonPropertyOrder(-1)]
    public required string Source { get; init; }

    [JsonPropertyOrder(1)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ReportedOrganisation? Organisation { get; init; }

    /// <summary>What a write takes; null where no circuit was designed.</summary>
    [JsonPropertyOrder(2)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ReportedWriteEnergy? WriteEnergy { get; init; }

    /// <summary>The error correcting code; null without one.</summary>
    [JsonPropertyOrder(3)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ReportedCode? Code { get; init; }

    /// <summary>How its cells are written; null where no circuit was designed, and for SRAM.</summary>
    [JsonPropertyOrder(4)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ReportedWritePoint? WritePoint { get; init; }
}
