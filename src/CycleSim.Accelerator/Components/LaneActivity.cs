namespace CycleSim.Accelerator.Components;

/// <summary>A phase that a unit has run.</summary>
/// <param name="StartCycle">First core cycle.</param>
/// <param name="EndCycle">Core cycle after the last.</param>
/// <param name="ConflictStallCycles">Cycles in which the wavefront stalled for a bank that had been busy.</param>
/// <param name="LatencyStallCycles">Cycles in which it stalled for the access itself, and in which the last accesses ended.</param>
/// <param name="Moved">Accesses of the scratchpads.</param>
internal readonly record struct LaneActivity(
    long StartCycle, long EndCycle, long ConflictStallCycles, long LatencyStallCycles, ScratchpadTotals Moved);
