using CycleSim.Accelerator.Replay;

namespace CycleSim.Studies.Reports;

/// <summary>How the DRAM kept up with transfers that come when they were recorded, as a report has it.</summary>
/// <param name="Transfers">Transfers.</param>
/// <param name="DelayedTransfers">Those that had to wait for the one before.</param>
/// <param name="DelayCycles">Core cycles that they waited, summed.</param>
/// <param name="LongestDelayCycles">Longest of these waits.</param>
/// <param name="LateCycles">Core cycles after the recorded end at which the last transfer ends; 0 when it keeps up.</param>
public sealed record DramContention(long Transfers, long DelayedTransfers, long DelayCycles, long LongestDelayCycles, long LateCycles)
{
    internal static DramContention? Of(OpenLoopDram? dram) => dram is null
        ? null
        : new DramContention(dram.Transfers, dram.DelayedTransfers, dram.DelayCycles, dram.LongestDelayCycles, dram.LateCycles);
}
