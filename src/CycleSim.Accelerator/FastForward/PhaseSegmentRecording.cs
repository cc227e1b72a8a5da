using CycleSim.Accelerator.Components;

namespace CycleSim.Accelerator.FastForward;

/// <summary>A segment, or a whole phase, that is being simulated in detail to become a memo entry.</summary>
/// <param name="Key">Its state key.</param>
/// <param name="Generation">How often the memo had been cleared when the key was built.</param>
/// <param name="Bases">The bank of each scratchpad that counts as zero.</param>
/// <param name="Scratchpads">Counters of these scratchpads at its start.</param>
/// <param name="Ports">Progress of each port at its start.</param>
/// <param name="Start">Cycle and stalls of the phase at its start.</param>
internal sealed record PhaseSegmentRecording(
    int[] Key,
    int Generation,
    (Scratchpad Scratchpad, int Bank)[] Bases,
    ScratchpadMark[] Scratchpads,
    PortMark[] Ports,
    PhaseTiming Start);
