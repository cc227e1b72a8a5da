using System.Runtime.CompilerServices;

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

    /// <summary>The key of <see cref="MakeKey"/>.</summary>
    public readonly long KeyInSlot => MakeKey(TimePs, (int)(Order >> Simulation.PriorityShift));

    /// <summary>
    /// Orders the events of one slot by time and priority with a single subtraction. The upper bits of the time are
    /// shifted out, so that only differences between keys mean something, and only as long as the times are less
    /// than 2^47 ps apart; a slot is at most 2^40 ps wide.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long MakeKey(long timePs, int priority) => (timePs << 16) + priority;

    /// <summary>Whether this event is due strictly before the other one.</summary>
    public readonly bool Precedes(in EventNode other) =>
        TimePs < other.TimePs || (TimePs == other.TimePs && Order < other.Order);
}
