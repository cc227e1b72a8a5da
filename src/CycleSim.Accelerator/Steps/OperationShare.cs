using CycleSim.Accelerator.Components;
using CycleSim.Dram.Statistics;

namespace CycleSim.Accelerator.Steps;

/// <summary>An operation's share of the run.</summary>
/// <param name="Cycles">Core cycles by cause.</param>
/// <param name="Scratchpads">Accesses of the scratchpads.</param>
/// <param name="Dram">What DRAM did.</param>
/// <param name="Times">Where its time went; null where array and DMA channel were busy at once, and nobody kept account.</param>
internal readonly record struct OperationShare(CycleCounts Cycles, ScratchpadTotals Scratchpads, DramCounts Dram, StepTimes? Times)
{
    /// <summary>Words of the accumulator buffer.</summary>
    internal AccumulatorCounts Accumulators { get; init; }
}
