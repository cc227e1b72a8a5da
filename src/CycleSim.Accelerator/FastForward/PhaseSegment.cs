using CycleSim.Memoization;

namespace CycleSim.Accelerator.FastForward;

/// <summary>What array, ports and scratchpads do from one boundary of a phase to another, or in a whole phase.</summary>
/// <param name="Cycles">How long it takes.</param>
/// <param name="ConflictStall">Cycles of it in which the wavefront stalled for a bank that had been busy.</param>
/// <param name="LatencyStall">Cycles in which it stalled for the access itself.</param>
/// <param name="Scratchpads">What each scratchpad did that the key names, in the key's order.</param>
/// <param name="Ports">Where each port is at the end that had something to do; empty when the phase ends there.</param>
internal sealed record PhaseSegment(
    long Cycles, long ConflictStall, long LatencyStall, ScratchpadChange[] Scratchpads, KeyBlock[] Ports);
