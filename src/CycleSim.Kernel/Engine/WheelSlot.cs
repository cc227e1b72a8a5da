using System.Runtime.CompilerServices;

namespace CycleSim.Kernel;

/// <summary>A list of nodes, by index. Head and tail are 0 when it is empty.</summary>
internal struct WheelSlot
{
    /// <summary><see cref="EventNode.KeyInSlot"/> of the tail; stale when the list is empty.</summary>
    public long TailKey;

    public int Head;
    public int Tail;

    /// <summary>
    /// Whether an event with this key precedes the tail. Arbitrary when the list is empty: appending to it is right
    /// then, and so is everything that is done with events that must not be appended.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool IsBeforeTail(long key) => key - TailKey < 0;
}

/// <summary>The slots of the wheel, inside the queue object: no array to load and no bounds to check.</summary>
[InlineArray(EventQueue.Slots)]
internal struct WheelSlots
{
    private WheelSlot _first;
}

/// <summary>One word per block of slots, inside the queue object.</summary>
[InlineArray(EventQueue.Blocks)]
internal struct BlockMasks
{
    private ulong _first;
}
