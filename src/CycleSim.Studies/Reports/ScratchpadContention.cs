using CycleSim.Accelerator.Replay;

namespace CycleSim.Studies.Reports;

/// <summary>How a scratchpad kept up with requests that come when they were recorded, as a report has it.</summary>
/// <param name="LongestWaitCycles">Longest wait for a bank, core cycles.</param>
/// <param name="BusyShare">Share of bank cycles that were busy; above 1 when the requests are more than the banks can serve.</param>
/// <param name="LateCycles">Core cycles after the recorded end at which the last access ends; 0 when it keeps up.</param>
public sealed record ScratchpadContention(long LongestWaitCycles, double BusyShare, long LateCycles)
{
    internal static ScratchpadContention? Of(OpenLoopScratchpad? scratchpad) => scratchpad is null
        ? null
        : new ScratchpadContention(scratchpad.LongestWaitCycles, scratchpad.BusyShare, scratchpad.LateCycles);
}
