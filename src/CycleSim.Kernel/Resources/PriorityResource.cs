namespace CycleSim.Kernel;

/// <summary>A resource whose units are granted by (priority, order of asking); lower priority values first.</summary>
public sealed class PriorityResource : ResourceBase
{
    private readonly TicketHeap _queue = new();

    /// <summary>Creates a resource with all units free.</summary>
    /// <param name="simulation">The simulation.</param>
    /// <param name="capacity">Number of units, at least 1.</param>
    /// <param name="name">Name in reports.</param>
    /// <exception cref="ArgumentOutOfRangeException">The capacity is below 1.</exception>
    public PriorityResource(Simulation simulation, int capacity = 1, string name = "resource")
        : base(simulation, capacity, name)
    {
    }

    /// <inheritdoc/>
    public override int QueueLength => _queue.Count;

    /// <summary>Asks for a unit.</summary>
    /// <param name="priority">Rank in the queue: lower values first.</param>
    /// <returns>The request; yield it to wait, dispose it to release.</returns>
    public Request Request(int priority = 0) => Ask(priority, preempts: false);

    private protected override void Enqueue(ResourceTicket ticket) => _queue.Push(ticket);

    private protected override ResourceTicket? Dequeue() => _queue.Count == 0 ? null : _queue.Pop();

    private protected override void Unqueue(ResourceTicket ticket) => _queue.Remove(ticket);
}
