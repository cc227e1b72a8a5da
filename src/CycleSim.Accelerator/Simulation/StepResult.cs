using System.Collections.Immutable;
using CycleSim.Accelerator.Array;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Placement;
using CycleSim.Accelerator.Scratchpads;
using CycleSim.Arrays;
using CycleSim.Dram;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Simulation;

/// <summary>Which tiles follow each other.</summary>
public enum TileOrder
{
    /// <summary>Row tiles run fastest; the column operand's panel stays.</summary>
    RowsFirst,

    /// <summary>Column tiles run fastest; the row operand's panel stays.</summary>
    ColumnsFirst,
}

/// <summary>Core cycles by cause; every cycle has exactly one.</summary>
/// <param name="Compute">Steps in which a fold consumes operands: K for each fold.</param>
/// <param name="FillDrain">Steps in which the wavefront enters and outputs leave.</param>
/// <param name="Vector">Steps of the vector path (element-wise operations, DMA through the lane buffers).</param>
/// <param name="Dram">Cycles in which DRAM bursts move and everything else waits.</param>
/// <param name="BankConflict">Standstill because a bank was busy with another access.</param>
/// <param name="AccessLatency">Standstill for the scratchpads' latency itself.</param>
public readonly record struct CycleCounts(
    long Compute, long FillDrain, long Vector, long Dram, long BankConflict, long AccessLatency)
{
    /// <summary>All cycles.</summary>
    public long Total => Compute + FillDrain + Vector + Dram + BankConflict + AccessLatency;

    /// <summary>Sum.</summary>
    public static CycleCounts operator +(CycleCounts a, CycleCounts b) => new(
        a.Compute + b.Compute, a.FillDrain + b.FillDrain, a.Vector + b.Vector, a.Dram + b.Dram,
        a.BankConflict + b.BankConflict, a.AccessLatency + b.AccessLatency);
}

/// <summary>The three scratchpads' counts.</summary>
/// <param name="Activation">Activation scratchpad.</param>
/// <param name="Weight">Weight scratchpad.</param>
/// <param name="Error">Error scratchpad.</param>
public readonly record struct ScratchpadTotals(ScratchpadCounts Activation, ScratchpadCounts Weight, ScratchpadCounts Error)
{
    /// <summary>The counts of one scratchpad.</summary>
    public ScratchpadCounts Of(TensorRole role) => role switch
    {
        TensorRole.Activation => Activation,
        TensorRole.Weight => Weight,
        _ => Error,
    };

    /// <summary>Sum.</summary>
    public static ScratchpadTotals operator +(ScratchpadTotals a, ScratchpadTotals b) =>
        new(a.Activation + b.Activation, a.Weight + b.Weight, a.Error + b.Error);

    /// <summary>Difference.</summary>
    public static ScratchpadTotals operator -(ScratchpadTotals a, ScratchpadTotals b) =>
        new(a.Activation - b.Activation, a.Weight - b.Weight, a.Error - b.Error);
}

/// <summary>What one operation (or the final write-back) took.</summary>
/// <param name="Index">Position in the program.</param>
/// <param name="Layer">Name of the layer.</param>
/// <param name="Pass">Pass.</param>
/// <param name="Part">Name of the operation within layer and pass.</param>
/// <param name="Gemm">M, N, K, folds and tile order; null for operations of the vector path.</param>
/// <param name="Cycles">Core cycles by cause.</param>
/// <param name="Scratchpads">Scratchpad counts.</param>
/// <param name="Dram">DRAM counts.</param>
/// <param name="Energy">Energy by component.</param>
public sealed record OperationResult(
    int Index, string Layer, Pass Pass, string Part, GemmResult? Gemm, CycleCounts Cycles, ScratchpadTotals Scratchpads,
    DramCounts Dram, EnergyBreakdown Energy)
{
    /// <summary>Stands for the layer behind the last operation.</summary>
    internal const string EndOfStep = "(end of step)";

    /// <summary>What happens there.</summary>
    internal const string WriteBack = "write-back";

    /// <summary>Share of the array's multiply-accumulate slots that the operation used, 0 to 1.</summary>
    public double Utilisation(ArrayGeometry array)
    {
        ArgumentNullException.ThrowIfNull(array);
        return Cycles.Total == 0 ? 0 : (Gemm?.Macs ?? 0) / ((double)Cycles.Total * array.Rows * array.Columns);
    }
}

/// <summary>Shape and tiling of a GEMM that ran.</summary>
/// <param name="M">Output rows.</param>
/// <param name="N">Output columns.</param>
/// <param name="K">Products of each output.</param>
/// <param name="Folds">Tiles.</param>
/// <param name="Macs">Multiply-accumulates.</param>
/// <param name="Order">Tile order.</param>
public sealed record GemmResult(long M, long N, long K, long Folds, long Macs, TileOrder Order);

/// <summary>The result of a training step.</summary>
/// <param name="Program">What ran.</param>
/// <param name="Machine">On what.</param>
/// <param name="CapacityBytes">Total on-chip capacity.</param>
/// <param name="Memory">Name of the memory technology.</param>
/// <param name="MemorySource">Which model of the technology gave the array figures.</param>
/// <param name="Figures">Array figures used.</param>
/// <param name="ReadCycles">Read latency of a scratchpad, core cycles.</param>
/// <param name="WriteCycles">Write latency of a scratchpad, core cycles.</param>
/// <param name="LeakageMw">Leakage of all on-chip memory, mW.</param>
/// <param name="AreaMm2">Area of all on-chip memory, mm2.</param>
/// <param name="Operations">One entry for each operation, and one for the final write-back.</param>
/// <param name="Plan">The placement that was followed.</param>
/// <param name="KernelEvents">Events the kernel processed.</param>
public sealed record StepResult(
    StepProgram Program,
    MachineSpec Machine,
    long CapacityBytes,
    string Memory,
    MemoryModelKind MemorySource,
    MemoryFigures Figures,
    int ReadCycles,
    int WriteCycles,
    double LeakageMw,
    double AreaMm2,
    ImmutableArray<OperationResult> Operations,
    PlacementPlan Plan,
    long KernelEvents)
{
    /// <summary>Cycles by cause.</summary>
    public CycleCounts Cycles => Operations.Aggregate(default(CycleCounts), (sum, operation) => sum + operation.Cycles);

    /// <summary>Scratchpad counts.</summary>
    public ScratchpadTotals Scratchpads =>
        Operations.Aggregate(default(ScratchpadTotals), (sum, operation) => sum + operation.Scratchpads);

    /// <summary>DRAM counts.</summary>
    public DramCounts Dram => Operations.Aggregate(default(DramCounts), (sum, operation) => sum + operation.Dram);

    /// <summary>Energy by component.</summary>
    public EnergyBreakdown Energy =>
        Operations.Aggregate(default(EnergyBreakdown), (sum, operation) => sum + operation.Energy);

    /// <summary>Multiply-accumulates.</summary>
    public long Macs => Operations.Sum(operation => operation.Gemm?.Macs ?? 0);

    /// <summary>Run time of the step, seconds.</summary>
    public double TimeS => Cycles.Total * (Machine.ClockPeriodPs * 1e-12);

    /// <summary>Share of the array's multiply-accumulate slots that were used, 0 to 1.</summary>
    public double Utilisation => Cycles.Total == 0
        ? 0
        : (double)Macs / ((double)Cycles.Total * Machine.Array.Rows * Machine.Array.Columns);
}
