using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.FastForward;

namespace CycleSim.Accelerator.Tests.Components;

/// <summary>Short ways to run ports on an engine.</summary>
internal static class LaneEngines
{
    internal static PhaseTiming Run(
        this ILaneEngine engine, long start, long steps, IReadOnlyList<LanePort> reads, IReadOnlyList<LanePort> writes,
        IEnumerable<SegmentBoundary>? boundaries = null) =>
        engine.Run(start, new PortsPhase(boundaries) { Operation = 0, Steps = steps, MakePorts = () => Ports([.. reads, .. writes]) });

    internal static PhaseTiming RunKeyed(
        this ILaneEngine engine, long start, long steps, IReadOnlyList<LanePort> reads, IReadOnlyList<LanePort> writes,
        IEnumerable<SegmentBoundary> boundaries, Action<PhaseKey> describe) =>
        engine.Run(start, new KeyedPortsPhase(boundaries, describe)
        {
            Operation = 0,
            Steps = steps,
            MakePorts = () => Ports([.. reads, .. writes]),
        });

    internal static LanePorts Ports(params LanePort[] ports)
    {
        var all = new LanePorts();
        foreach (LanePort port in ports)
            all.Add(port);
        return all;
    }
}
