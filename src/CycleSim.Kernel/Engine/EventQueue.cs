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
    public const int Blocks = 64;
    public const int Slots = Blocks * SlotsPerBlock;

    private const int BlockBits = 6;
    private const int SlotsPerBlock = 1 << BlockBits;
    private const int SlotMask = Slots - 1;
    private const int BlockMask = Blocks - 1;

    private readonly EventHeap _late = new();
    private readonly EventHeap _far = new();
    private readonly int _slotShift;
    private WheelSlots _slots;

    // One word per block, one bit per slot. The active slot's bit may be set although its list is used up.
    private BlockMasks _occupied;
    private BlockMasks _unsorted;

    // Node 0 is never used: index 0 means "none", which makes zeroed arrays valid empty lists.
    private EventNode[] _nodes = new EventNode[256];
    private int _nodesUsed = 1;
    private int _free;

    // The node freed last, or 0. It is kept out of the list because a handler that schedules one event takes it
    // right back: through the list, every event would have to wait for the links of the one before.
    private int _spare;

    // Number of the active slot, counted from time 0. Events before it can exist only in the late heap
    // or in the active slot's own list.
    private long _cursor;

    // Number of the slot after the wheel's last one.
    private long _wheelEnd = Slots;
    private ulong _occupiedBlocks;
    private int _lateCount;

    public EventQueue(int slotWidthLog2) => _slotShift = slotWidthLog2;

    /// <summary>The node at an index; valid until the next insertion, which may move the pool.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref EventNode Node(int index) =>
        ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_nodes), (uint)index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Insert(long timePs, int priority, long order, IEventHandler target, EventPayload payload)
    {
        long slotNumber = timePs >> _slotShift;
        long key = EventNode.MakeKey(timePs, priority);
        int slot = (int)slotNumber & SlotMask;
        ref WheelSlot list = ref _slots[slot];

        // Calls only at the ends of paths, so that no registers have to be saved for them: all that is not common is
        // one call, and the target, whose store may call the write barrier, comes last. Both ends of the wheel take
        // one comparison.
        if ((ulong)(slotNumber - _cursor) >= (ulong)(_wheelEnd - _cursor) || list.IsBeforeTail(key))
            return InsertUncommon(timePs, order, target, payload);
        int index = TakeRecycled();
        if (index == 0)
            return InsertUncommon(timePs, order, target, payload);
        ref EventNode node = ref Node(index);
        Fill(ref node, timePs, order, in payload);
        Append(ref list, slot, key, index);
        SetTarget(ref node, target);
        return index;
    }

    /// <summary>
    /// The active slot, whose head is the first pending node; without one it is used up (see <see cref="TryAdvance"/>).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref WheelSlot ActiveSlot()
    {
        if (_lateCount != 0)
            MoveLateToFront();
        return ref _slots[(int)_cursor & SlotMask];
    }

    /// <summary>Takes the head of the active slot out of the queue and recycles it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void RemoveFirst(ref WheelSlot active, int index, ref EventNode node)
    {
        int next = node.Next;
        active.Head = next;
        if (next == 0)
            active.Tail = 0;
        int spare = _spare;
        if (spare != 0)
            Recycle(spare);
        _spare = index;
        node.Next = ~0;
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
    /// finds its slot in the wheel.
    /// </summary>
    public bool TryAdvance(long limitPs)
    {
        int slot = (int)_cursor & SlotMask;
        int block = slot >> BlockBits;
        ulong left = _occupied[block] & ~(1UL << slot);
        _occupied[block] = left;
        if (left != 0)
        {
            long next = (_cursor & -SlotsPerBlock) | (uint)BitOperations.TrailingZeroCount(left);
            if (next << _slotShift >= limitPs)
                return false;
            _cursor = next;
        }
        else if (!TryEnterNextBlock(limitPs))
        {
            return false;
        }

        slot = (int)_cursor & SlotMask;
        if ((_unsorted[slot >> BlockBits] & (1UL << slot)) != 0)
            SortSlot(slot);
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
            ulong slots = _occupied[(int)block & BlockMask];
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
    private static void Fill(ref EventNode node, long timePs, long order, in EventPayload payload)
    {
        node.TimePs = timePs;
        node.Order = order;
        node.A = payload.A;
        node.B = payload.B;
        node.Kind = payload.Kind;
        node.Next = 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SetTarget(ref EventNode node, IEventHandler target)
    {
        // A component that reschedules itself mostly gets back the node it just left; skipping the
        // store of the same reference saves the garbage collector's write barrier.
        if (!ReferenceEquals(node.Target, target))
            node.Target = target;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Recycle(int index)
    {
        Node(index).Next = ~_free;
        _free = index;
    }

    // Without branches: whether a slot is empty is unpredictable when events are sparse.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Append(ref WheelSlot list, int slot, long key, int index)
    {
        // The tail of an empty list is node 0, which exists to take this store.
        Node(list.Tail).Next = index;
        int head = list.Head;
        list.Head = head | (index & ((head - 1) >> 31));
        list.Tail = index;
        list.TailKey = key;
        int block = (slot >> BlockBits) & BlockMask;
        _occupied[block] |= 1UL << slot;
        _occupiedBlocks |= 1UL << block;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int InsertUncommon(long timePs, long order, IEventHandler target, EventPayload payload)
    {
        int index = TakeFree();
        ref EventNode node = ref Node(index);
        Fill(ref node, timePs, order, in payload);
        SetTarget(ref node, target);
        long slotNumber = timePs >> _slotShift;
        int slot = (int)slotNumber & SlotMask;
        ref WheelSlot list = ref _slots[slot];
        long key = node.KeyInSlot;
        if (slotNumber >= _wheelEnd)
        {
            _far.Push(timePs, order, index);
        }
        else if (slotNumber < _cursor || (slotNumber == _cursor && list.IsBeforeTail(key)))
        {
            // Before the end of the active slot's list or, possible after a run was stopped early, before that slot.
            _late.Push(timePs, order, index);
            _lateCount = _late.Count;
        }
        else
        {
            if (list.IsBeforeTail(key))
                _unsorted[slot >> BlockBits] |= 1UL << slot;
            Append(ref list, slot, key, index);
        }

        return index;
    }

    // Puts the earliest late event into the active slot's list if it is earlier than all that is there.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void MoveLateToFront()
    {
        int slot = (int)_cursor & SlotMask;
        ref WheelSlot list = ref _slots[slot];
        int head = list.Head;
        int late = _late.TopNode;
        ref EventNode node = ref Node(late);
        if (head != 0 && !node.Precedes(in Node(head)))
            return;
        _late.Pop();
        _lateCount = _late.Count;
        if (head == 0)
        {
            Append(ref list, slot, node.KeyInSlot, late);
        }
        else
        {
            node.Next = head;
            list.Head = late;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void SortSlot(int slot)
    {
        _unsorted[slot >> BlockBits] &= ~(1UL << slot);
        EventListSorter.Sort(_nodes, ref _slots[slot]);
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
            next = (block << BlockBits) | (uint)BitOperations.TrailingZeroCount(_occupied[(int)block & BlockMask]);
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
        _wheelEnd = (block + Blocks) << BlockBits;
        while (_far.Count != 0 && (_far.TopTimePs >> (_slotShift + BlockBits)) - block < Blocks)
        {
            int index = _far.Pop();
            ref EventNode node = ref Node(index);
            int slot = (int)(node.TimePs >> _slotShift) & SlotMask;
            Append(ref _slots[slot], slot, node.KeyInSlot, index);
        }

        return true;
    }

    // A node that was freed before, or 0.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int TakeRecycled()
    {
        int index = _spare;
        if (index != 0)
        {
            _spare = 0;
        }
        else
        {
            index = _free;
            if (index != 0)
                _free = ~Node(index).Next;
        }

        return index;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int TakeFree()
    {
        int index = TakeRecycled();
        if (index != 0)
            return index;
        if (_nodesUsed == _nodes.Length)
            Array.Resize(ref _nodes, _nodes.Length * 2);
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
            Recycle(index);
        }

        _lateCount = _late.Count;
        return heap.Count == 0 ? long.MaxValue : heap.TopTimePs;
    }
}
