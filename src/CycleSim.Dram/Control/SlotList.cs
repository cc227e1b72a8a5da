namespace CycleSim.Dram.Control;

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
        for (int i = position; i < Count; i++)
            _slots[i] = _slots[i + 1];
    }
}
