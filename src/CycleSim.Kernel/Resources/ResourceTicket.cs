namespace CycleSim.Kernel;

/// <summary>One request for a unit of a resource.</summary>
internal sealed class ResourceTicket(ResourceBase resource) : Ticket(resource.Simulation)
{
    public ResourceBase Resource => resource;

    public int Priority { get; set; }

    /// <summary>Order of asking, across the resource.</summary>
    public long Number { get; set; }

    /// <summary>Whether the request may take a unit away from a less urgent holder.</summary>
    public bool Preempts { get; set; }

    public bool IsHeld { get; set; }

    public long GrantedPs { get; set; }

    /// <summary>Order of being granted, across the resource.</summary>
    public long GrantNumber { get; set; }

    /// <summary>Index among the holders, while the unit is held.</summary>
    public int HolderIndex { get; set; }

    /// <summary>The process that asked, or null if a handler did.</summary>
    public Process? Owner { get; set; }

    /// <summary>Index in the heap of a priority queue, or -1.</summary>
    public int HeapIndex { get; set; } = -1;

    /// <summary>Whether this request is served before the other one.</summary>
    public bool Precedes(ResourceTicket other) =>
        Priority < other.Priority || (Priority == other.Priority && Number < other.Number);

    public override string Describe() => resource.DescribeRequest();

    protected override void Withdraw() => resource.GiveUp(this);

    protected override void Recycle()
    {
        Owner = null;
        resource.Recycle(this);
    }
}
