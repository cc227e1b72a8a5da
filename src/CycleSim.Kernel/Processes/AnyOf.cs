namespace CycleSim.Kernel;

/// <summary>Happens when one of its events is processed; at once if there are none.</summary>
public sealed class AnyOf : Condition
{
    /// <summary>Creates the condition.</summary>
    /// <param name="simulation">The simulation.</param>
    /// <param name="events">The events; they may have happened already.</param>
    /// <exception cref="ArgumentException">An event belongs to another simulation.</exception>
    public AnyOf(Simulation simulation, params Event[] events)
        : base(simulation, events, Math.Min(1, events?.Length ?? 0))
    {
    }

    /// <inheritdoc/>
    public override string Describe() => $"any of ({DescribeEvents(" or ")})";
}
