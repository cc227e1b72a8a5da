namespace CycleSim.Accelerator.Components;

/// <summary>
/// Work of the array or of the vector unit that runs without a break: a number of steps, and ports that move lines in them.
/// </summary>
internal class LanePhase
{
    private LanePorts? _ports;

    /// <summary>Index of the operation that it belongs to.</summary>
    internal required int Operation { get; init; }

    /// <summary>Number of steps; every line of every port belongs to one of them.</summary>
    internal required long Steps { get; init; }

    /// <summary>Makes its ports, when they are first asked for: fast-forward often needs none.</summary>
    internal required Func<LanePorts> MakePorts { private get; init; }

    /// <summary>Its ports.</summary>
    internal LanePorts Ports => _ports ??= MakePorts();

    /// <summary>The scratchpads that its ports use.</summary>
    internal virtual IReadOnlyList<Scratchpad> Scratchpads => Ports.Scratchpads;

    /// <summary>Sets all ports to the start of the phase; ports that serve this phase alone stand there.</summary>
    internal virtual void Prepare()
    {
    }
}
