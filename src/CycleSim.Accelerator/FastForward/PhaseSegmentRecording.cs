using CycleSim.Accelerator.Components;

namespace CycleSim.Accelerator.FastForward;

/// <summary>An edge that is being worked out.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Generation">How often all had been forgotten when the key was written.</param>
/// <param name="Bases">The bank of each scratchpad that counts as zero.</param>
/// <param name="Scratchpads">Counters of these scratchpads at its start.</param>
/// <param name="Ports">Progress of each port at its start.</param>
/// <param name="Start">Cycle and stalls of the phase at its start.</param>
internal sealed record PhaseSegmentRecording(
    int[] Key, int Generation, (Scratchpad Scratchpad, int Bank)[] Bases, ScratchpadMark[] Scratchpads, PortMark[] Ports, PhaseTiming Start);
