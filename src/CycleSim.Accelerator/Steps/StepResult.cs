using System.Collections.Immutable;
using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Energy;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Scheduling;
using CycleSim.Arrays;
using CycleSim.Dram.Statistics;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Steps;

/// <summary>The result of a training step.</summary>
/// <param name="Program">What ran.</param>
/// <param name="Machine">On what.</param>
/// <param name="CapacityBytes">Total on-chip capacity.</param>
/// <param name="Memory">Name of the memory technology.</param>
/// <param name="MemoryModel">Which model of the technology gave the array metrics.</param>
/// <param name="Metrics">Metrics of the arrays.</param>
/// <param name="ReadCycles">Read latency of a scratchpad, core cycles.</param>
/// <param name="WriteCycles">Write latency of a scratchpad, core cycles.</param>
/// <param name="LeakageMw">Leakage of the scratchpads, mW.</param>
/// <param name="AreaMm2">Area of the scratchpads, mm2.</param>
/// <param name="Operations">One entry for each operation, and one for the final write-back.</param>
/// <param name="Plan">The placement that was used.</param>
/// <param name="KernelEvents">Events the kernel processed.</param>
public sealed record StepResult(
    StepProgram Program,
    MachineSpec Machine,
    long CapacityBytes,
    string Memory,
    MemoryModelKind MemoryModel,
    MemoryMetrics Metrics,
    int ReadCycles,
    int WriteCycles,
    double LeakageMw,
    double AreaMm2,
    ImmutableArray<OperationResult> Operations,
    ResidencyPlan Plan,
    long KernelEvents)
{
    /// <summary>Cycles by cause.</summary>
    public CycleCounts Cycles => Operations.Aggregate(default(CycleCounts), (sum, operation) => sum + operation.Cycles);

    /// <summary>Scratchpad counts.</summary>
    public ScratchpadTotals Scratchpads =>
        Operations.Aggregate(default(ScratchpadTotals), (sum, operation) => sum + operation.Scratchpads);

    /// <summary>DRAM counts.</summary>
    public DramCounts Dram => Operations.Aggregate(default(DramCounts), (sum, operation) => sum + operation.Dram);

    /// <summary>Words of the accumulator buffer.</summary>
    public AccumulatorCounts Accumulators =>
        Operations.Aggregate(default(AccumulatorCounts), (sum, operation) => sum + operation.Accumulators);

    /// <summary>Energy by component.</summary>
    public EnergyBreakdown Energy =>
        Operations.Aggregate(default(EnergyBreakdown), (sum, operation) => sum + operation.Energy);

    /// <summary>Where the time of array and DMA channel went; null with a custom ordering.</summary>
    public StepTimes? UnitTimes => Operations.All(operation => operation.Times is not null)
        ? Operations.Aggregate(default(StepTimes), (sum, operation) => sum + operation.Times.GetValueOrDefault())
        : null;

    /// <summary>Multiply-accumulates.</summary>
    public long Macs => Operations.Sum(operation => operation.Gemm?.Macs ?? 0);

    /// <summary>Bytes to and from DRAM.</summary>
    public long DramBytes => Dram.Bursts * Machine.Dram.BurstBytes;

    /// <summary>Run time of the step, seconds.</summary>
    public double TimeS => Cycles.Total * (Machine.ClockPeriodPs * 1e-12);

    /// <summary>Share of the array's multiply-accumulate slots that were used, 0 to 1.</summary>
    public double Utilisation => Cycles.Total == 0
        ? 0
        : (double)Macs / ((double)Cycles.Total * Machine.Array.Rows * Machine.Array.FoldColumns);
}
