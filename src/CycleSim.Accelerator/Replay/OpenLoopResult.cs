using CycleSim.Accelerator.Energy;

namespace CycleSim.Accelerator.Replay;

/// <summary>The result of an open-loop replay.</summary>
/// <param name="RecordedCycles">Length of what was recorded: the run, or the window of a selection.</param>
/// <param name="Scratchpads">The scratchpads that were recorded.</param>
/// <param name="Dram">The DRAM; null when transfers were not recorded.</param>
/// <param name="Energy">Energy over the recorded time, DRAM and scratchpads.</param>
public sealed record OpenLoopResult(
    long RecordedCycles, IReadOnlyList<OpenLoopScratchpad> Scratchpads, OpenLoopDram? Dram, EnergyBreakdown Energy);
