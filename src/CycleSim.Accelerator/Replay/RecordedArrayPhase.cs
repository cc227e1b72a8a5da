using CycleSim.Accelerator.Components;

namespace CycleSim.Accelerator.Replay;

/// <summary>Recorded folds on the array.</summary>
/// <param name="ports">Its ports, made for this phase alone.</param>
internal sealed class RecordedArrayPhase(RecordedPorts ports) : ArrayPhase
{
    internal override IReadOnlyList<LanePort> Reads => ports.Reads;

    internal override IReadOnlyList<LanePort> Writes => ports.Writes;

    internal override IReadOnlyList<Scratchpad> Scratchpads => ports.Scratchpads;

    internal override void Prepare()
    {
        // The ports stand at their start: each phase has its own.
    }
}
