using CycleSim.Accelerator.Machine;

namespace CycleSim.Accelerator.Components;

/// <summary>How long a scratchpad's accesses take.</summary>
/// <param name="ReadCycles">Read latency in core cycles, at least 0.</param>
/// <param name="WriteCycles">Write latency in core cycles, at least 0.</param>
/// <param name="WriteVerify">How writes are verified; null for not at all.</param>
internal readonly record struct ScratchpadTiming(int ReadCycles, int WriteCycles, WriteVerifySpec? WriteVerify);
