using CycleSim.Accelerator.FastForward;

namespace CycleSim.Accelerator.Tests.Components;

/// <summary>The same with a key for the phase as a whole.</summary>
internal sealed class KeyedPortsPhase(IEnumerable<SegmentBoundary> boundaries, Action<PhaseKey> describe)
    : PortsPhase(boundaries), IKeyedPhase
{
    public bool TryDescribe(PhaseKey key)
    {
        describe(key);
        return true;
    }
}
