using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.FastForward;

namespace CycleSim.Accelerator.Steps;

/// <summary>A block of a vector operation.</summary>
/// <param name="ports">The operation's ports, which all its blocks use.</param>
/// <param name="block">Which block.</param>
internal sealed class VectorPhase(VectorPorts ports, StreamBlock block) : LanePhase, IDividedPhase, IKeyedPhase
{
    public IEnumerable<SegmentBoundary> Boundaries => ports.SegmentBoundaries(Steps);

    internal override void Prepare() => ports.Restart(block, Steps);

    public bool TryDescribe(PhaseKey key) => ports.TryDescribe(key, block, Steps);
}
