using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.FastForward;

namespace CycleSim.Accelerator.Tests.Components;

/// <summary>A phase made of given ports that stand at their start.</summary>
internal class PortsPhase(IReadOnlyList<LanePort> reads, IReadOnlyList<LanePort> writes, IEnumerable<SegmentBoundary>? boundaries = null)
    : LanePhase, IDividedPhase
{
    internal override IReadOnlyList<LanePort> Reads => reads;

    internal override IReadOnlyList<LanePort> Writes => writes;

    internal override IReadOnlyList<Scratchpad> Scratchpads => [.. reads.Concat(writes).Select(port => port.Scratchpad).Distinct()];

    public IEnumerable<SegmentBoundary> Boundaries => boundaries ?? [];

    internal override void Prepare()
    {
    }
}
