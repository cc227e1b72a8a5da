using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CycleSim.Kernel;

/// <summary>
/// Pending events in exact (time, priority, scheduling) order: two wheels of 64 slots and two heaps.
/// <list type="bullet">
/// <item>The fine wheel holds the 64 slots of the block that the cursor is in.</item>
/// <item>The coarse wheel holds the next 63 blocks, one slot each; a block moves to the fine wheel when the
/// cursor enters it.</item>
/// <item>The far heap holds everything beyond, and hands over a block as soon as the coarse wheel reaches it.</item>
/// <item>The late heap holds events that belong before the end of the active slot's list.</item>
/// </list>
/// Blocks are aligned, so all events of a fine slot arrive in scheduling order: first the block's earlier events
/// when it is unfolded, then the new ones. Lists are therefore sorted already when all events of a slot
/// share one time, which is the normal case for clocked models; other slots are sorted once, on activation.
/// </summary>
internal sealed class EventQueue
{
    private const int SlotBits = 6;
    private const int Slots = 1 << SlotBits;
    private const int SlotMask = Slots - 1;

    private readonly WheelSlot[] _fine = new WheelSlot[Slots];
    private readonly WheelSlot[] _coarse = new WheelSlot[Slots];
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
    private ulong _fineOccupied;
    private ulong _fineUnsorted;
    private ulong _coarseOccupied;
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
        if ((slot ^ _cursor) < Slots)
            AppendFine((int)slot & SlotMask, index, ref node);
        else
            InsertBeyondBlock(slot, index);
        return index;
    }

    /// <summary>
    /// The first pending node of the active slot, or 0 when the slot is used up (see <see cref="TryAdvance"/>).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int First()
    {
        int head = FineSlot((int)_cursor & SlotMask).Head;
        return _lateCount == 0 ? head : FirstOfListAndLate(head);
    }

    /// <summary>Takes the node that <see cref="First"/> returned out of the queue and recycles it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void RemoveFirst(int index, ref EventNode node)
    {
        ref WheelSlot active = ref FineSlot((int)_cursor & SlotMask);
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
        _fineOccupied &= ~(1UL << ((int)_cursor & SlotMask));
        if (_fineOccupied == 0 && !TryEnterNextBlock(limitPs))
            return false;

        int slot = BitOperations.TrailingZeroCount(_fineOccupied);
        long next = (_cursor & ~(long)SlotMask) | (uint)slot;
        if (next << _slotShift >= limitPs)
            return false;
        _cursor = next;
        ulong bit = 1UL << slot;
        if ((_fineUnsorted & bit) != 0)
        {
            _fineUnsorted &= ~bit;
            EventListSorter.Sort(_nodes, ref _fine[slot]);
        }

        return true;
    }

    /// <summary>Time of the next event that is not cancelled, or long.MaxValue; moves nothing.</summary>
    public long PeekTimePs()
    {
        int active = (int)_cursor & SlotMask;
        long earliest = Math.Min(EarliestOfHeap(_late), EarliestOfList(_fine[active].Head));
        for (int slot = active + 1; slot < Slots && earliest == long.MaxValue; slot++)
            earliest = EarliestOfList(_fine[slot].Head);
        for (int ahead = 1; ahead < Slots && earliest == long.MaxValue; ahead++)
            earliest = EarliestOfList(_coarse[(int)((_cursor >> SlotBits) + ahead) & SlotMask].Head);
        return earliest != long.MaxValue ? earliest : EarliestOfHeap(_far);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref WheelSlot FineSlot(int slot) =>
        ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_fine), (uint)slot);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Recycle(int index, ref EventNode node)
    {
        node.Next = ~_free;
        _free = index;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AppendFine(int slot, int index, ref EventNode node)
    {
        ref WheelSlot list = ref FineSlot(slot);
        if (list.Head == 0)
        {
            list.Head = index;
            _fineOccupied |= 1UL << slot;
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
            _fineUnsorted |= 1UL << slot;
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

    private void InsertBeyondBlock(long slot, int index)
    {
        long block = slot >> SlotBits;
        if (block - (_cursor >> SlotBits) < Slots)
            AppendCoarse((int)block & SlotMask, index);
        else
            InsertFar(index);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void InsertFar(int index)
    {
        ref EventNode node = ref Node(index);
        _far.Push(node.TimePs, node.Order, index);
    }

    private void AppendCoarse(int slot, int index)
    {
        ref WheelSlot list = ref _coarse[slot];
        if (list.Head == 0)
        {
            list.Head = index;
            _coarseOccupied |= 1UL << slot;
        }
        else
        {
            Node(list.Tail).Next = index;
        }

        list.Tail = index;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryEnterNextBlock(long limitPs)
    {
        long block = _cursor >> SlotBits;
        if (_coarseOccupied != 0)
        {
            // Everything in the far heap lies beyond the coarse wheel, so the wheel's first block is next.
            int start = (int)(block + 1) & SlotMask;
            block += 1 + BitOperations.TrailingZeroCount(BitOperations.RotateRight(_coarseOccupied, start));
        }
        else if (_far.Count != 0)
        {
            block = _far.TopTimePs >> (_slotShift + SlotBits);
        }
        else
        {
            return false;
        }

        if (block << (_slotShift + SlotBits) >= limitPs)
            return false;
        _cursor = block << SlotBits;
        Unfold((int)block & SlotMask);
        while (_far.Count != 0 && (_far.TopTimePs >> (_slotShift + SlotBits)) - block < Slots)
            PlaceFromFar(_far.Pop(), block);
        return true;
    }

    private void PlaceFromFar(int index, long block)
    {
        long slot = Node(index).TimePs >> _slotShift;
        if (slot >> SlotBits == block)
            AppendUnfolded((int)slot & SlotMask, index);
        else
            AppendCoarse((int)(slot >> SlotBits) & SlotMask, index);
    }

    private void Unfold(int coarseSlot)
    {
        int index = _coarse[coarseSlot].Head;
        _coarse[coarseSlot] = default;
        _coarseOccupied &= ~(1UL << coarseSlot);
        while (index != 0)
        {
            ref EventNode node = ref Node(index);
            int next = node.Next;
            node.Next = 0;
            AppendUnfolded((int)(node.TimePs >> _slotShift) & SlotMask, index);
            index = next;
        }
    }

    // Like AppendFine, but no slot of the block is active yet: disorder only marks the slot for sorting.
    private void AppendUnfolded(int slot, int index)
    {
        ref WheelSlot list = ref FineSlot(slot);
        ulong bit = 1UL << slot;
        if (list.Head == 0)
        {
            list.Head = index;
            _fineOccupied |= bit;
        }
        else
        {
            ref EventNode tail = ref Node(list.Tail);
            if (Node(index).Precedes(in tail))
                _fineUnsorted |= bit;
            tail.Next = index;
        }

        list.Tail = index;
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
