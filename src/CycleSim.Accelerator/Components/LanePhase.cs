namespace CycleSim.Accelerator.Components;

/// <summary>
/// Work of the array or of the vector unit that runs without a break: a number of steps, and ports that move lines in them. The ports may
/// be shared by many phases; <see cref="Prepare"/> sets them to the start of this one.
/// </summary>
internal abstract class LanePhase
{
    /// <summary>Index of the operation that it belongs to.</summary>
    internal required int Operation { get; init; }

    /// <summary>Number of steps; every line of every port belongs to one of them.</summary>
    internal required long Steps { get; init; }

    /// <summary>Read ports in lane order.</summary>
    internal abstract IReadOnlyList<LanePort> Reads { get; }

    /// <summary>Write ports in lane order; in a cycle they are served after the reads.</summary>
    internal abstract IReadOnlyList<LanePort> Writes { get; }

    /// <summary>The scratchpads that the ports use.</summary>
    internal abstract IReadOnlyList<Scratchpad> Scratchpads { get; }

    /// <summary>Sets all ports to the start of the phase.</summary>
    internal abstract void Prepare();
}
