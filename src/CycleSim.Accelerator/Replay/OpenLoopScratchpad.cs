using CycleSim.Accelerator.Components;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Replay;

/// <summary>How a scratchpad kept up with requests that come when they were recorded.</summary>
/// <param name="Scratchpad">Which scratchpad.</param>
/// <param name="Counts">Accesses, bytes, and those that found their bank busy.</param>
/// <param name="LongestWaitCycles">Longest wait for a bank.</param>
/// <param name="BusyShare">
/// Share of bank cycles that were busy, 0 to 1 and above 1 when the requests are more than the banks can serve.
/// </param>
/// <param name="LateCycles">Cycles after the recorded end of the run at which the last access ends; 0 when it keeps up.</param>
public sealed record OpenLoopScratchpad(
    TensorRole Scratchpad, ScratchpadCounts Counts, long LongestWaitCycles, double BusyShare, long LateCycles);
