namespace CycleSim.Kernel;

/// <summary>
/// A priority resource where an urgent request takes a unit away from the least urgent holder. The holder's process is
/// interrupted with a <see cref="Preempted"/> cause and no longer holds the unit.
/// </summary>
public sealed class PreemptiveResource : ResourceBase
{
    private readonly TicketHeap _queue = new();

    /// <summary>Creates a resource with all units free.</summary>
    /// <param name="simulation">The simulation.</param>
    /// <param name="capacity">Number of units, at least 1.</param>
    /// <param name="name">Name in reports.</param>
    /// <exception cref="ArgumentOutOfRangeException">The capacity is below 1.</exception>
    public PreemptiveResource(Simulation simulation, int capacity = 1, string name = "resource")
        : base(simulation, capacity, name)
    {
    }

    /// <inheritdoc/>
    public override int QueueLength => _queue.Count;

    /// <summary>Asks for a unit. Only processes can ask, because holders must be able to be interrupted.</summary>
    /// <param name="priority">Lower values are more urgent.</param>
    /// <param name="preempt">
    /// Whether to take a unit from the holder with the highest priority value (of several, the one that asked last),
    /// provided that its value is above <paramref name="priority"/>.
    /// </param>
    /// <returns>The request; yield it to wait, dispose it to release.</returns>
    /// <exception cref="InvalidOperationException">Called outside a process.</exception>
    public Request Request(int priority = 0, bool preempt = true)
    {
        if (Simulation.ActiveProcess is null)
            throw new InvalidOperationException($"Resource '{Name}' can be taken away from its holders, so only a process can ask for it.");
        return Ask(priority, preempt);
    }

    private protected override void Enqueue(ResourceTicket ticket) => _queue.Push(ticket);

    private protected override ResourceTicket? Dequeue() => _queue.Count == 0 ? null : _queue.Pop();

    private protected override void Unqueue(ResourceTicket ticket) => _queue.Remove(ticket);

    private protected override bool TryMakeRoom(ResourceTicket ticket)
    {
        if (!ticket.Preempts || LowestPriorityHolder() is not { } victim || victim.Priority <= ticket.Priority)
            return false;

        TakeBack(victim);

        // A process that ended without giving back, or that takes from itself, has nothing to be interrupted in.
        Process owner = victim.Owner!;
        if (owner.IsAlive && !ReferenceEquals(owner, ticket.Owner))
            owner.Interrupt(new Preempted(this, ticket.Owner!, victim.GrantedPs));
        return true;
    }

    private ResourceTicket? LowestPriorityHolder()
    {
        ResourceTicket? worst = null;
        for (int i = 0; i < Holders.Count; i++)
        {
            ResourceTicket candidate = Holders[i];
            if (worst is null || worst.Precedes(candidate))
                worst = candidate;
        }

        return worst;
    }
}
