using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.FastForward;

namespace CycleSim.Accelerator.Tests.Components;

/// <summary>A phase of given ports that stand at their start, with boundaries.</summary>
internal class PortsPhase(IEnumerable<SegmentBoundary>? boundaries = null) : LanePhase, IDividedPhase
{
    public IEnumerable<SegmentBoundary> Boundaries => boundaries ?? [];
}
