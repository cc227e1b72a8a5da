using CycleSim.Accelerator.Components;

namespace CycleSim.Accelerator.Replay;

/// <summary>A recorded phase of the vector unit.</summary>
/// <param name="ports">Its ports, made for this phase alone.</param>
internal sealed class RecordedVectorPhase(RecordedPorts ports) : LanePhase
{
    internal override IReadOnlyList<LanePort> Reads => ports.Reads;

    internal override IReadOnlyList<LanePort> Writes => ports.Writes;

    internal override IReadOnlyList<Scratchpad> Scratchpads => ports.Scratchpads;

    internal override void Prepare()
    {
        // The ports stand at their start: each phase has its own.
    }
}
