namespace CycleSim.Accelerator.FastForward;

/// <summary>What a simulation did itself and what it took over from before. It says something about the host's work, nothing about the machine.</summary>
/// <param name="AccessesSimulated">Scratchpad accesses that were played one by one.</param>
/// <param name="SegmentsSimulated">Stretches of array and vector phases whose accesses were played.</param>
/// <param name="SegmentHits">Stretches whose outcome was known.</param>
/// <param name="DramCyclesVisited">DRAM cycles in which the controller looked for something to do.</param>
/// <param name="DramRowSegmentHits">Rows of bursts whose commands were known.</param>
public readonly record struct SimulationEffort(
    long AccessesSimulated, long SegmentsSimulated, long SegmentHits, long DramCyclesVisited, long DramRowSegmentHits);
