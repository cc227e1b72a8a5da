namespace CycleSim.Kernel;

/// <summary>A resource whose units are granted in the order of asking.</summary>
public sealed class Resource : ResourceBase
{
    private readonly TicketList _queue = new();

    /// <summary>Creates a resource with all units free.</summary>
    /// <param name="simulation">The simulation.</param>
    /// <param name="capacity">Number of units, at least 1.</param>
    /// <param name="name">Name in reports.</param>
    /// <exception cref="ArgumentOutOfRangeException">The capacity is below 1.</exception>
    public Resource(Simulation simulation, int capacity = 1, string name = "resource")
        : base(simulation, capacity, name)
    {
    }

    /// <inheritdoc/>
    public override int QueueLength => _queue.Count;

    /// <summary>Asks for a unit.</summary>
    /// <returns>The request; yield it to wait, dispose it to release.</returns>
    public Request Request() => Ask(0, preempts: false);

    private protected override void Enqueue(ResourceTicket ticket) => _queue.Append(ticket);

    private protected override ResourceTicket? Dequeue()
    {
        if (_queue.First is not ResourceTicket first)
            return null;
        _queue.Remove(first);
        return first;
    }

    private protected override void Unqueue(ResourceTicket ticket) => _queue.Remove(ticket);
}
