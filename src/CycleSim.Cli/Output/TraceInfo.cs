using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace CycleSim.Cli.Output;

/// <summary>What `cyclesim trace info --json` writes of a trace.</summary>
internal sealed record TraceInfo
{
    public required string Network { get; init; }

    public required uint Batch { get; init; }

    public required string Machine { get; init; }

    public required string Memory { get; init; }

    public required ulong CapacityBytes { get; init; }

    /// <summary>Name of the DRAM part; empty where the trace has none.</summary>
    public required string Dram { get; init; }

    /// <summary>Channels of the DRAM; left out when there is one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public uint? DramChannels { get; init; }

    /// <summary>Bank groups of a rank; left out when banks have none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public uint? DramBankGroups { get; init; }

    /// <summary>"tiled" where tensors flow in tiles; else left out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Residency { get; init; }

    /// <summary>"overlapped" where tiles overlap; else left out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Ordering { get; init; }

    public required ulong Seed { get; init; }

    public required string ToolVersion { get; init; }

    public required ulong ClockPeriodPs { get; init; }

    public required ulong DramClockPeriodPs { get; init; }

    public required int Operations { get; init; }

    public required int Tensors { get; init; }

    public required long Cycles { get; init; }

    public required int Chunks { get; init; }

    public required long FileBytes { get; init; }

    /// <summary>Of a salvaged trace: up to which time all components are complete, or text that says that nobody knows.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonValue? CompleteToPs { get; init; }

    /// <summary>Which part of the run was traced.</summary>
    public required string Content { get; init; }

    /// <summary>Totals by name of the component.</summary>
    public required IReadOnlyDictionary<string, TracedComponent> Components { get; init; }
}
