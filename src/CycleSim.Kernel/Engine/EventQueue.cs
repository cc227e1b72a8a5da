using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CycleSim.Kernel;

/// <summary>
/// Pending events in exact (time, priority, scheduling) order: a wheel of 64 x 64 slots and two heaps.
/// <list type="bullet">
/// <item>The wheel holds the block of 64 slots that the cursor is in and the 63 blocks after it. A mask per block
/// tells which of its slots hold events, a mask over the blocks which of these do, so the next slot is found in
/// constant time, however far it is.</item>
/// <item>The far heap holds everything beyond, and hands over a block as soon as the wheel reaches it.</item>
/// <item>The late heap holds events that belong before the end of the active slot's list.</item>
/// </list>
/// A block comes from the far heap before anything can be scheduled into it directly, so the events of a slot arrive in
/// scheduling order. Lists are therefore sorted already when all events of a slot share one time, which is the normal
/// case for clocked models; other slots are sorted once, on activation.
/// </summary>
internal sealed class EventQueue
{
    private const int BlockBits = 6;
    private const int SlotsPerBlock = 1 << BlockBits;
    private const int Blocks = 64;
    private const int SlotMask = (Blocks * SlotsPerBlock) - 1;

    private readonly WheelSlot[] _slots = new WheelSlot[Blocks * SlotsPerBlock];

    // One word per block, one bit per slot. The active slot's bit may be set although its list is used up.
    private readonly ulong[] _occupied = new ulong[Blocks];
    private readonly ulong[] _unsorted = new ulong[Blocks];
    private readonly EventHeap _late = new();
    private readonly EventHeap _far = new();
    private readonly int _slotShift;

    // Node 0 is never used: index 0 means "none", which makes zeroed arrays valid empty lists.
    private EventNode[] _nodes = new EventNode[256];
    private int _nodesUsed = 1;
    private int _free;

    // Number of the active slot, counted from time 0. Events before it can exist only in the late heap
    // or in the active slot's own list.
    private long _cursor;
    private ulong _occupiedBlocks;
    private int _lateCount;

    public EventQueue(int slotWidthLog2) => _slotShift = slotWidthLog2;

    /// <summary>The node at an index; valid until the next insertion, which may move the pool.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref EventNode Node(int index) =>
        ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_nodes), (uint)index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Insert(long timePs, long order, IEventHandler target, in EventPayload payload)
    {
        int index = _free;
        if (index == 0)
            index = AddNode();
        ref EventNode node = ref Node(index);
        _free = ~node.Next;
        node.TimePs = timePs;
        node.Order = order;
        node.A = payload.A;
        node.B = payload.B;
        node.Kind = payload.Kind;
        node.Next = 0;

        // A component that reschedules itself mostly gets back the node it just left; skipping the
        // store of the same reference saves the garbage collector's write barrier.
        if (!ReferenceEquals(node.Target, target))
            node.Target = target;

        // Times before the active slot (possible after a run was stopped early) are treated as part of it.
        long slot = Math.Max(timePs >> _slotShift, _cursor);
        if ((slot >> BlockBits) - (_cursor >> BlockBits) < Blocks)
            Append((int)slot & SlotMask, index, ref node);
        else
            InsertFar(index);
        return index;
    }

    /// <summary>
    /// The first pending node of the active slot, or 0 when the slot is used up (see <see cref="TryAdvance"/>).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int First()
    {
        int head = Slot((int)_cursor & SlotMask).Head;
        return _lateCount == 0 ? head : FirstOfListAndLate(head);
    }

    /// <summary>Takes the node that <see cref="First"/> returned out of the queue and recycles it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void RemoveFirst(int index, ref EventNode node)
    {
        ref WheelSlot active = ref Slot((int)_cursor & SlotMask);
        if (active.Head == index)
            active.Head = node.Next;
        else
            RemoveLate();
        Recycle(index, ref node);
    }

    public bool Cancel(int index, long order)
    {
        if ((uint)index >= (uint)_nodesUsed || order == 0)
            return false;
        ref EventNode node = ref _nodes[index];
        if (node.Order != order || node.Next < 0 || node.Target is null)
            return false;

        // The node stays where it is and is dropped when its turn comes.
        node.Target = null;
        return true;
    }

    /// <summary>
    /// Moves the cursor to the next slot that holds events, if that slot starts before <paramref name="limitPs"/>.
    /// The limit keeps the cursor close to the clock, so that what is scheduled after a stopped run still
    /// finds its place in the wheel.
    /// </summary>
    public bool TryAdvance(long limitPs)
    {
        int active = (int)_cursor & SlotMask;
        ref ulong block = ref _occupied[active >> BlockBits];
        block &= ~(1UL << active);
        if (block != 0)
        {
            long next = (_cursor & -SlotsPerBlock) | (uint)BitOperations.TrailingZeroCount(block);
            if (next << _slotShift >= limitPs)
                return false;
            _cursor = next;
        }
        else if (!TryEnterNextBlock(limitPs))
        {
            return false;
        }

        int slot = (int)_cursor & SlotMask;
        if ((_unsorted[slot >> BlockBits] & (1UL << slot)) != 0)
        {
            _unsorted[slot >> BlockBits] &= ~(1UL << slot);
            EventListSorter.Sort(_nodes, ref _slots[slot]);
        }

        return true;
    }

    /// <summary>Time of the next event that is not cancelled, or long.MaxValue; moves nothing.</summary>
    public long PeekTimePs()
    {
        long earliest = EarliestOfHeap(_late);
        long firstBlock = _cursor >> BlockBits;
        for (long block = firstBlock; block < firstBlock + Blocks; block++)
        {
            // Every slot of a block is later than those before it, so the first live event decides.
            ulong slots = _occupied[block & (Blocks - 1)];
            for (; slots != 0; slots &= slots - 1)
            {
                int slot = ((int)block << BlockBits) | BitOperations.TrailingZeroCount(slots);
                earliest = Math.Min(earliest, EarliestOfList(_slots[slot & SlotMask].Head));
                if (earliest != long.MaxValue)
                    return earliest;
            }
        }

        return earliest != long.MaxValue ? earliest : EarliestOfHeap(_far);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref WheelSlot Slot(int slot) =>
        ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_slots), (uint)slot);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Recycle(int index, ref EventNode node)
    {
        node.Next = ~_free;
        _free = index;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Append(int slot, int index, ref EventNode node)
    {
        ref WheelSlot list = ref Slot(slot);
        if (list.Head == 0)
        {
            list.Head = index;
            _occupied[slot >> BlockBits] |= 1UL << slot;
            _occupiedBlocks |= 1UL << (slot >> BlockBits);
        }
        else
        {
            ref EventNode tail = ref Node(list.Tail);
            if (node.Precedes(in tail) && !TryAppendUnsorted(slot, index))
                return;
            tail.Next = index;
        }

        list.Tail = index;
    }

    // The rare case, kept out of line so that the common one stays short: a slot that is not active yet may be in
    // disorder until it is, the active one may not.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryAppendUnsorted(int slot, int index)
    {
        if (slot != ((int)_cursor & SlotMask))
        {
            _unsorted[slot >> BlockBits] |= 1UL << slot;
            return true;
        }

        ref EventNode node = ref Node(index);
        _late.Push(node.TimePs, node.Order, index);
        _lateCount = _late.Count;
        return false;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int FirstOfListAndLate(int head)
    {
        if (head == 0)
            return _late.TopNode;
        ref EventNode first = ref Node(head);
        bool late = _late.TopTimePs < first.TimePs
            || (_late.TopTimePs == first.TimePs && _late.TopOrder < first.Order);
        return late ? _late.TopNode : head;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void RemoveLate()
    {
        _late.Pop();
        _lateCount = _late.Count;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void InsertFar(int index)
    {
        ref EventNode node = ref Node(index);
        _far.Push(node.TimePs, node.Order, index);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryEnterNextBlock(long limitPs)
    {
        long block = _cursor >> BlockBits;
        _occupiedBlocks &= ~(1UL << (int)block);
        long next;
        if (_occupiedBlocks != 0)
        {
            // Everything in the far heap lies beyond the wheel, so the wheel's first block is next.
            block += 1 + BitOperations.TrailingZeroCount(BitOperations.RotateRight(_occupiedBlocks, (int)(block + 1)));
            next = (block << BlockBits) | (uint)BitOperations.TrailingZeroCount(_occupied[block & (Blocks - 1)]);
        }
        else if (_far.Count != 0)
        {
            next = _far.TopTimePs >> _slotShift;
            block = next >> BlockBits;
        }
        else
        {
            return false;
        }

        if (next << _slotShift >= limitPs)
            return false;
        _cursor = next;
        while (_far.Count != 0 && (_far.TopTimePs >> (_slotShift + BlockBits)) - block < Blocks)
        {
            int index = _far.Pop();
            ref EventNode node = ref Node(index);
            Append((int)(node.TimePs >> _slotShift) & SlotMask, index, ref node);
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int AddNode()
    {
        if (_nodesUsed == _nodes.Length)
            Array.Resize(ref _nodes, _nodes.Length * 2);

        // Linked like the last node of the free list, so that the caller leaves that list empty, as it found it.
        _nodes[_nodesUsed].Next = ~0;
        return _nodesUsed++;
    }

    private long EarliestOfList(int index)
    {
        long earliest = long.MaxValue;
        while (index != 0)
        {
            ref EventNode node = ref _nodes[index];
            if (node.Target is not null)
                earliest = Math.Min(earliest, node.TimePs);
            index = node.Next;
        }

        return earliest;
    }

    private long EarliestOfHeap(EventHeap heap)
    {
        // Cancelled tops would hide the next live event; dropping them here changes nothing else.
        while (heap.Count != 0 && _nodes[heap.TopNode].Target is null)
        {
            int index = heap.Pop();
            Recycle(index, ref _nodes[index]);
        }

        _lateCount = _late.Count;
        return heap.Count == 0 ? long.MaxValue : heap.TopTimePs;
    }
}
