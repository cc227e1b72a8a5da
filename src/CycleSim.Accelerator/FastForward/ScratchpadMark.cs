using CycleSim.Accelerator.Components;

namespace CycleSim.Accelerator.FastForward;

/// <summary>Counters of a scratchpad at a moment.</summary>
/// <param name="Counts">What it had done.</param>
/// <param name="IdleAt">First cycle in which every access requested so far had ended.</param>
internal readonly record struct ScratchpadMark(ScratchpadCounts Counts, long IdleAt);
