namespace CycleSim.Kernel;

/// <summary>
/// Common part of <see cref="AllOf"/> and <see cref="AnyOf"/>: an event that happens once enough of its events are
/// processed, and fails as soon as one of them fails.
/// </summary>
public abstract class Condition : Event, IEventListener
{
    private readonly Event[] _events;
    private int _missing;

    private protected Condition(Simulation simulation, Event[] events, int needed)
        : base(simulation)
    {
        ArgumentNullException.ThrowIfNull(events);
        foreach (Event part in events)
        {
            ArgumentNullException.ThrowIfNull(part, nameof(events));
            if (!ReferenceEquals(part.Simulation, simulation))
                throw new ArgumentException($"{part.Describe()} belongs to another simulation.", nameof(events));
        }

        _events = events;
        _missing = needed;
        Watch();
    }

    /// <summary>The events that the condition is made of, in the order given.</summary>
    public IReadOnlyList<Event> Events => _events;

    /// <inheritdoc/>
    void IEventListener.OnProcessed(Event source) => Count(source);

    /// <summary>The events that have not happened, in words.</summary>
    private protected string DescribeEvents(string conjunction) =>
        string.Join(conjunction, _events.Select(part => part.IsProcessed ? part.Describe() + " (done)" : part.Describe()));

    private void Watch()
    {
        if (_missing == 0)
            Succeed();
        foreach (Event part in _events)
        {
            if (IsTriggered)
                return;
            if (part.IsProcessed)
                Count(part);
            else
                part.AddListener(this);
        }
    }

    private void Count(Event part)
    {
        if (IsTriggered)
            return;
        if (part.Exception is not null)
            Fail(part.Exception);
        else if (--_missing == 0)
            Succeed();
        else
            return;

        // Events that live on must not collect the listeners of conditions that are settled.
        foreach (Event other in _events)
        {
            if (!other.IsProcessed)
                other.RemoveListener(this);
        }
    }
}
