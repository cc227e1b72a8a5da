using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Energy;
using CycleSim.Accelerator.Machine;
using CycleSim.Dram.Statistics;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Steps;

/// <summary>What one operation (or the final write-back) took.</summary>
/// <param name="Index">Position in the program.</param>
/// <param name="Layer">Name of the layer.</param>
/// <param name="Pass">Pass.</param>
/// <param name="Part">Name of the operation within layer and pass.</param>
/// <param name="Gemm">M, N, K, folds and their order; null for operations of the vector unit.</param>
/// <param name="Cycles">Core cycles by cause.</param>
/// <param name="Scratchpads">Scratchpad counts.</param>
/// <param name="Dram">DRAM counts.</param>
/// <param name="Energy">Energy by component.</param>
public sealed record OperationResult(
    int Index, string Layer, Pass Pass, string Part, GemmResult? Gemm, CycleCounts Cycles, ScratchpadTotals Scratchpads,
    DramCounts Dram, EnergyBreakdown Energy)
{
    /// <summary>Where the time of array and DMA channel went; null with a custom ordering.</summary>
    public StepTimes? Times { get; init; }

    /// <summary>Words of the accumulator buffer.</summary>
    public AccumulatorCounts Accumulators { get; init; }

    /// <summary>Stands for the layer behind the last operation.</summary>
    internal const string EndOfStep = "(end of step)";

    /// <summary>What happens there.</summary>
    internal const string WriteBack = "write-back";

    /// <summary>Share of the array's multiply-accumulate slots that the operation used, 0 to 1.</summary>
    public double Utilisation(SystolicArraySpec array)
    {
        ArgumentNullException.ThrowIfNull(array);
        return Cycles.Total == 0 ? 0 : (Gemm?.Macs ?? 0) / ((double)Cycles.Total * array.Rows * array.FoldColumns);
    }
}
