using System.Globalization;

namespace CycleSim.Kernel;

/// <summary>
/// Common part of the resources: a number of equal units, those who hold one, and those who wait for one. Units that
/// come free are granted at once, in the order of the queue.
/// </summary>
public abstract class ResourceBase
{
    private readonly TicketPool<ResourceTicket> _pool;
    private long _lastNumber;
    private long _lastGrant;

    private protected ResourceBase(Simulation simulation, int capacity, string name)
    {
        ArgumentNullException.ThrowIfNull(simulation);
        ArgumentNullException.ThrowIfNull(name);
        if (capacity <= 0)
            throw new ArgumentOutOfRangeException(nameof(capacity), capacity, $"The capacity of resource '{name}' must be at least 1.");
        Simulation = simulation;
        Capacity = capacity;
        Name = name;
        _pool = new TicketPool<ResourceTicket>(() => new ResourceTicket(this));
    }

    /// <summary>The simulation that the resource belongs to.</summary>
    public Simulation Simulation { get; }

    /// <summary>Name in reports.</summary>
    public string Name { get; }

    /// <summary>Number of units.</summary>
    public int Capacity { get; }

    /// <summary>Number of units that are held.</summary>
    public int InUse => Holders.Count;

    /// <summary>Number of requests that wait.</summary>
    public abstract int QueueLength { get; }

    /// <summary>Told whenever a unit or the queue changes hands.</summary>
    public Hook<OccupancyChange> Changed { get; } = new();

    private protected HolderList Holders { get; } = new();

    /// <summary>Gives a unit back; the same as disposing the request.</summary>
    /// <param name="request">A request for this resource.</param>
    /// <exception cref="ArgumentException">The request is for another resource.</exception>
    public void Release(Request request)
    {
        if (!request.IsFor(this))
            throw new ArgumentException($"The request is not for resource '{Name}'.", nameof(request));
        request.Dispose();
    }

    internal string DescribeRequest()
    {
        List<string> holders = [];
        foreach (ResourceTicket holder in Holders.InOrder())
            holders.Add(holder.Owner is { } owner ? $"'{owner.Name}'" : "a handler");
        string text = string.Create(CultureInfo.InvariantCulture, $"resource '{Name}' ({InUse} of {Capacity} in use");
        return holders.Count == 0 ? text + ")" : $"{text}, by {string.Join(", ", holders)})";
    }

    internal void GiveUp(ResourceTicket ticket)
    {
        if (ticket.IsHeld)
        {
            TakeBack(ticket);
            if (Dequeue() is { } next)
                Grant(next);
        }
        else if (!ticket.IsTriggered)
        {
            Unqueue(ticket);
        }
        else
        {
            // The unit was taken away before; nothing changes hands.
            return;
        }

        EmitChanged();
    }

    internal void Recycle(ResourceTicket ticket) => _pool.Return(ticket);

    private protected Request Ask(int priority, bool preempts)
    {
        ResourceTicket ticket = _pool.Take();
        ticket.Priority = priority;
        ticket.Number = ++_lastNumber;
        ticket.Preempts = preempts;
        ticket.Owner = Simulation.ActiveProcess;
        if (InUse < Capacity || TryMakeRoom(ticket))
            Grant(ticket);
        else
            Enqueue(ticket);
        EmitChanged();
        return new Request(ticket);
    }

    /// <summary>Takes the unit of a holder away without granting it to anybody.</summary>
    private protected void TakeBack(ResourceTicket ticket)
    {
        ticket.IsHeld = false;
        Holders.Remove(ticket);
    }

    /// <summary>Frees a unit for a request if the resource's rules allow it.</summary>
    private protected virtual bool TryMakeRoom(ResourceTicket ticket) => false;

    private protected abstract void Enqueue(ResourceTicket ticket);

    private protected abstract ResourceTicket? Dequeue();

    private protected abstract void Unqueue(ResourceTicket ticket);

    private void Grant(ResourceTicket ticket)
    {
        ticket.IsHeld = true;
        ticket.GrantedPs = Simulation.NowPs;
        ticket.GrantNumber = ++_lastGrant;
        Holders.Add(ticket);
        ticket.Grant();
    }

    private void EmitChanged()
    {
        if (Changed.IsObserved)
            Changed.Emit(new OccupancyChange(Simulation.NowPs, InUse, QueueLength));
    }
}
