using CycleSim.Accelerator.Components;

namespace CycleSim.Accelerator.Replay;

/// <summary>The ports of a recorded phase.</summary>
internal sealed class RecordedPorts
{
    private readonly List<Scratchpad> _scratchpads = [];

    /// <summary>Read ports in lane order.</summary>
    internal List<LanePort> Reads { get; } = [];

    /// <summary>Write ports in lane order.</summary>
    internal List<LanePort> Writes { get; } = [];

    /// <summary>The scratchpads that they use.</summary>
    internal IReadOnlyList<Scratchpad> Scratchpads => _scratchpads;

    /// <summary>Adds a port.</summary>
    internal void Add(LanePort port)
    {
        (port.IsWrite ? Writes : Reads).Add(port);
        if (!_scratchpads.Contains(port.Scratchpad))
            _scratchpads.Add(port.Scratchpad);
    }
}
