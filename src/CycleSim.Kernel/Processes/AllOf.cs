namespace CycleSim.Kernel;

/// <summary>Happens when all of its events are processed; at once if there are none.</summary>
public sealed class AllOf : Condition
{
    /// <summary>Creates the condition.</summary>
    /// <param name="simulation">The simulation.</param>
    /// <param name="events">The events; they may have happened already.</param>
    /// <exception cref="ArgumentException">An event belongs to another simulation.</exception>
    public AllOf(Simulation simulation, params Event[] events)
        : base(simulation, events, events?.Length ?? 0)
    {
    }

    /// <inheritdoc/>
    public override string Describe() => $"all of ({DescribeEvents(" and ")})";
}
