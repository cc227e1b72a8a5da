namespace CycleSim.Kernel;

/// <summary>
/// A pending event in the node pool: 48 bytes, linked by index. The payload is spread into fields because
/// a nested struct would be padded to 24 bytes and push the node over three quarters of a cache line.
/// </summary>
internal struct EventNode
{
    /// <summary>Who is called; null once the event is cancelled.</summary>
    public IEventHandler? Target;

    public long TimePs;

    /// <summary>Priority in the upper 16 bits, scheduling number below; never 0.</summary>
    public long Order;

    public long A;
    public long B;
    public int Kind;

    /// <summary>Next node of the same slot, 0 at its end; in the free list the complement of the next node, below 0.</summary>
    public int Next;

    /// <summary>Whether this event is due strictly before the other one.</summary>
    public readonly bool Precedes(in EventNode other) =>
        TimePs < other.TimePs || (TimePs == other.TimePs && Order < other.Order);
}
