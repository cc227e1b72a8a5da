namespace CycleSim.Accelerator.Components;

/// <summary>The ports of a phase, in lane order.</summary>
internal sealed class LanePorts
{
    private readonly List<LanePort> _reads = [];
    private readonly List<LanePort> _writes = [];
    private readonly List<Scratchpad> _scratchpads = [];

    /// <summary>Read ports.</summary>
    internal IReadOnlyList<LanePort> Reads => _reads;

    /// <summary>Write ports; in a cycle they are served after the reads.</summary>
    internal IReadOnlyList<LanePort> Writes => _writes;

    /// <summary>The scratchpads that the ports use.</summary>
    internal IReadOnlyList<Scratchpad> Scratchpads => _scratchpads;

    /// <summary>Adds a port behind the others of its direction.</summary>
    internal void Add(LanePort port)
    {
        (port.IsWrite ? _writes : _reads).Add(port);
        if (!_scratchpads.Contains(port.Scratchpad))
            _scratchpads.Add(port.Scratchpad);
    }
}
