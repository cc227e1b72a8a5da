using CycleSim.Kernel;

namespace CycleSim.Accelerator.Components;

/// <summary>When the running phases of array and vector unit end; their ends are known when they start.</summary>
/// <param name="simulation">The simulation.</param>
internal sealed class LaneActivityEnds(Simulation simulation)
{
    private readonly List<long> _endsPs = [];

    /// <summary>The earliest end that lies ahead, ps; null when nothing runs.</summary>
    internal long? NextPs
    {
        get
        {
            _endsPs.RemoveAll(end => end <= simulation.NowPs);
            return _endsPs.Count == 0 ? null : _endsPs.Min();
        }
    }

    /// <summary>A phase has started.</summary>
    internal void Add(long endPs)
    {
        _endsPs.RemoveAll(end => end <= simulation.NowPs);
        _endsPs.Add(endPs);
    }
}
