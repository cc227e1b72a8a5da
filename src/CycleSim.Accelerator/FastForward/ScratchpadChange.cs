using CycleSim.Accelerator.Components;

namespace CycleSim.Accelerator.FastForward;

/// <summary>What a scratchpad did between two boundaries.</summary>
/// <param name="Counts">What it did.</param>
/// <param name="Idle">When the last access ended, after the second boundary; null when there was none.</param>
/// <param name="Busy">Banks that are busy then, with for how long; ends with -1.</param>
internal sealed record ScratchpadChange(ScratchpadCounts Counts, long? Idle, int[] Busy);
