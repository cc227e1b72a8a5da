using System.Text.Json.Serialization;
using CycleSim.Accelerator.Machine;
using CycleSim.Configuration.Text;

namespace CycleSim.Studies.Reports;

/// <summary>The machine of a step, as a report has it. Choices are in snake case.</summary>
public sealed record ReportedMachine
{
    /// <summary>Name of the machine.</summary>
    public required string Name { get; init; }

    /// <summary>Rows of the array.</summary>
    [JsonConverter(typeof(ArraySideConverter))]
    public required long Rows { get; init; }

    /// <summary>Columns of the array.</summary>
    [JsonConverter(typeof(ArraySideConverter))]
    public required long Columns { get; init; }

    /// <summary>How outputs leave the array.</summary>
    public required string Drain { get; init; }

    /// <summary>Whether folds at an edge are as small as what is left.</summary>
    public required bool TrimEdgeFolds { get; init; }

    /// <summary>Period of the core clock, ps.</summary>
    [JsonConverter(typeof(ClockPeriodConverter))]
    public required long ClockPeriodPs { get; init; }

    /// <summary>Number format of the products.</summary>
    public required string DataType { get; init; }

    /// <summary>Number formats in which activations, weights and errors are stored; null where all have that of the products.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? StoredFormats { get; init; }

    /// <summary>Banks of a scratchpad.</summary>
    public required long Banks { get; init; }

    /// <summary>Bytes of a line of a scratchpad.</summary>
    public required long LineBytes { get; init; }

    /// <summary>Which bank a line is in.</summary>
    public required string Banking { get; init; }

    /// <summary>Core cycles after which a pipelined bank takes its next access; null if a bank is busy for the access's latency.</summary>
    public long? InitiationIntervalCycles { get; init; }

    /// <summary>Which array the properties of the memory are of.</summary>
    [JsonPropertyName("array_figures")]
    public required string MemoryMetrics { get; init; }

    /// <summary>Words that the vector unit takes in a cycle.</summary>
    public required long VectorWords { get; init; }

    /// <summary>Which tensors are on chip when.</summary>
    [JsonPropertyName("placement")]
    public required string Residency { get; init; }

    /// <summary>Whether DRAM and on-chip accesses overlap.</summary>
    public required string Ordering { get; init; }

    /// <summary>Which tensor leaves a scratchpad when room is needed; null for the paper's rule.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Eviction { get; init; }

    /// <summary>What the choice of tiles makes as small as possible; null for bytes.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Mapping { get; init; }

    /// <summary>In which direction the loops over tiles run; null for forward.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TileLoops { get; init; }

    /// <summary>How often tensors that are not on chip are fetched.</summary>
    public required string DramRefetch { get; init; }

    /// <summary>Energy of a multiply-accumulate, pJ.</summary>
    public required double MacEnergyPj { get; init; }

    /// <summary>Name of the DRAM part.</summary>
    public required string Dram { get; init; }

    /// <summary>Period of the DRAM clock, ps.</summary>
    public required long DramClockPeriodPs { get; init; }

    /// <summary>Ranks of the DRAM.</summary>
    public required long DramRanks { get; init; }

    /// <summary>Peak bandwidth of the DRAM, GB/s.</summary>
    [JsonConverter(typeof(BandwidthConverter))]
    public required double DramPeakGbPerS { get; init; }

    /// <summary>Buffers of each operand where computation and transfers overlap; null elsewhere.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? OperandBuffers { get; init; }

    /// <summary>Buffers of outputs, likewise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? OutputBuffers { get; init; }

    /// <summary>What the DMA channel moves next, likewise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? DmaPolicy { get; init; }

    /// <summary>Which banks the DMA engine fills and empties while lanes compute; null for its own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? FillBanks { get; init; }

    /// <summary>Number of arrays; null for one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Arrays { get; init; }

    /// <summary>What stays in the processing elements; null for outputs.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Dataflow { get; init; }

    /// <summary>When the next tile of a stationary operand is loaded; null without one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Variant { get; init; }

    /// <summary>The accumulator buffer; null where there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ReportedAccumulators? Accumulators { get; init; }

    /// <summary>How writes are verified; null for not at all.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ReportedWriteVerify? WriteVerify { get; init; }

    /// <summary>Passes of the vector unit, and cycles of its functions; null where all take one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ReportedVectorUnit? VectorUnit { get; init; }

    /// <summary>The memory where it is ideal; null for a DRAM part.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ReportedIdealDram? IdealDram { get; init; }

    /// <summary>Reports say where time went, as those of version 0.1 and of machines like its own did not.</summary>
    internal static bool HasTimes(MachineSpec machine) => machine.IdealDram is not null
        || machine.Ordering != PaperChoices.Ordering || machine.Residency != PaperChoices.Residency;

    /// <summary>Multiply-accumulates of all arrays in a cycle.</summary>
    internal double MacsPerCycle() => (double)Rows * Columns * (Arrays ?? 1);

    internal static ReportedMachine Of(MachineSpec machine) => new()
    {
        Name = machine.Name,
        Rows = machine.Array.Rows,
        Columns = machine.Array.Columns,
        Drain = EnumName.Of(machine.Array.Drain),
        TrimEdgeFolds = machine.Array.TrimEdgeFolds,
        ClockPeriodPs = machine.ClockPeriodPs,
        DataType = machine.ProductFormat.Name,
        StoredFormats = machine.Formats == RoleFormats.None ? null : machine.Formats.ToString(),
        Banks = machine.Scratchpad.Banks,
        LineBytes = machine.Scratchpad.LineBytes,
        Banking = machine.Scratchpad.Banking,
        InitiationIntervalCycles = machine.Scratchpad.InitiationIntervalCycles,
        MemoryMetrics = EnumName.Of(machine.MemoryMetricsScope),
        VectorWords = machine.VectorWords,
        Residency = machine.Residency,
        Ordering = machine.Ordering,
        Eviction = machine.Eviction == PaperChoices.Eviction ? null : machine.Eviction,
        Mapping = machine.Mapping == PaperChoices.Mapping ? null : machine.Mapping,
        TileLoops = machine.TileLoops == PaperChoices.TileLoops ? null : EnumName.Of(machine.TileLoops),
        DramRefetch = EnumName.Of(machine.DramRefetch),
        MacEnergyPj = machine.MacEnergyPj,
        Dram = machine.Dram.Name,
        DramClockPeriodPs = machine.Dram.ClockPeriodPs,
        DramRanks = machine.Dram.Ranks,
        DramPeakGbPerS = machine.DramPeakGbPerS,
        OperandBuffers = IfMore(machine, machine.Overlap.OperandBuffers),
        OutputBuffers = IfMore(machine, machine.Overlap.OutputBuffers),
        FillBanks = machine.Overlap.FillBanks == Accelerator.Machine.FillBanks.Split ? null : EnumName.Of(machine.Overlap.FillBanks),
        DmaPolicy = machine.Overlap == OverlapSpec.None ? null : machine.Overlap.DmaPolicy,
        IdealDram = ReportedIdealDram.Of(machine.IdealDram),
        Arrays = machine.Array.Arrays == 1 ? null : machine.Array.Arrays,
        Dataflow = machine.Array.HasStationaryOperand ? EnumName.Of(machine.Array.Dataflow) : null,
        Variant = machine.Array.HasStationaryOperand ? machine.Array.TileLoad : null,
        Accumulators = ReportedAccumulators.Of(machine.Accumulators),
        WriteVerify = ReportedWriteVerify.Of(machine.Scratchpad.WriteVerify),
        VectorUnit = ReportedVectorUnit.Of(machine.VectorUnit),
    };

    private static long? IfMore(MachineSpec machine, int buffers) => machine.Overlap == OverlapSpec.None ? null : buffers;
}
