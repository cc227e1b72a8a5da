namespace CycleSim.Accelerator.FastForward;

/// <summary>
/// Effort counters: what was simulated in detail and what the memo gave. They tell of the host's work and say nothing about the machine.
/// </summary>
/// <param name="AccessesSimulated">Scratchpad accesses simulated one by one.</param>
/// <param name="SegmentsSimulated">Segments of array and vector phases simulated in detail.</param>
/// <param name="SegmentHits">Segments, or whole phases, that were memo hits.</param>
/// <param name="DramCyclesVisited">DRAM cycles in which the controller looked for something to do.</param>
/// <param name="DramRowSegmentHits">Segments of DRAM rows that were memo hits.</param>
public readonly record struct SimulationEffort(
    long AccessesSimulated, long SegmentsSimulated, long SegmentHits, long DramCyclesVisited, long DramRowSegmentHits);
