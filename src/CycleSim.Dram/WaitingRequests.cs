namespace CycleSim.Dram;

/// <summary>A request inside the controller.</summary>
internal struct WaitingRequest
{
    internal long Burst;
    internal long Arrival;
    internal long AcceptCycle;
    internal int Row;
    internal int Column;
    internal int Queue;
    internal int Readers;
    internal bool IsWrite;
}

/// <summary>The requests inside a controller, in fixed slots; lists and queues hold slot numbers.</summary>
internal sealed class WaitingRequests
{
    private readonly WaitingRequest[] _slots;
    private readonly ushort[] _free;
    private int _freeCount;

    internal WaitingRequests(int capacity)
    {
        _slots = new WaitingRequest[capacity];
        _free = [.. Enumerable.Range(0, capacity).Select(i => (ushort)(capacity - 1 - i))];
        _freeCount = capacity;
    }

    internal ref WaitingRequest this[int slot] => ref _slots[slot];

    internal ushort Take() => _free[--_freeCount];

    internal void Free(ushort slot) => _free[_freeCount++] = slot;
}

/// <summary>Slot numbers in order of arrival, at most a fixed number.</summary>
internal sealed class SlotList(int capacity)
{
    private readonly ushort[] _slots = new ushort[capacity];

    internal int Count { get; private set; }

    internal bool IsFull => Count == _slots.Length;

    internal ReadOnlySpan<ushort> Slots => _slots.AsSpan(0, Count);

    internal ushort this[int position] => _slots[position];

    internal ushort Last => _slots[Count - 1];

    internal void Clear() => Count = 0;

    /// <summary>Sum over the requests in these slots.</summary>
    internal long Sum(WaitingRequests requests, Func<WaitingRequest, long> value)
    {
        long sum = 0;
        foreach (ushort slot in Slots)
            sum += value(requests[slot]);
        return sum;
    }

    internal void Add(ushort slot) => _slots[Count++] = slot;

    internal void RemoveAt(int position)
    {
        Count--;
        _slots.AsSpan(position + 1, Count - position).CopyTo(_slots.AsSpan(position));
    }
}
