namespace CycleSim.Accelerator.Components;

/// <summary>How long a phase of the array or of the vector unit took, in core cycles.</summary>
/// <param name="EndCycle">Cycle after the last.</param>
/// <param name="ConflictStall">Cycles in which the wavefront stalled for a line whose bank had been busy.</param>
/// <param name="LatencyStall">Cycles in which it stalled for the access latency itself.</param>
internal readonly record struct PhaseTiming(long EndCycle, long ConflictStall, long LatencyStall);
