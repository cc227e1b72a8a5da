using CycleSim.Dram.Statistics;

namespace CycleSim.Accelerator.Replay;

/// <summary>How the DRAM kept up with transfers that come when they were recorded.</summary>
/// <param name="Counts">What it did.</param>
/// <param name="Transfers">Transfers.</param>
/// <param name="DelayedTransfers">Those that had to wait for the one before.</param>
/// <param name="DelayCycles">Core cycles that they waited, summed.</param>
/// <param name="LongestDelayCycles">Longest of these waits.</param>
/// <param name="LateCycles">Core cycles after the recorded end of the run at which the last transfer ends; 0 when it keeps up.</param>
public sealed record OpenLoopDram(
    DramCounts Counts, long Transfers, long DelayedTransfers, long DelayCycles, long LongestDelayCycles, long LateCycles);
