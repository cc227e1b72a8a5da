using System.Numerics;

namespace CycleSim.Dram.Control;

/// <summary>
/// The requests of one direction that wait for room in their bank queues: in order of arrival for each queue, so that the oldest one that
/// can move is found among few.
/// </summary>
internal sealed class WaitingList
{
    private readonly WaitingRequests _requests;
    private readonly SlotList[] _byQueue;

    /// <summary>Arrival of the first request for each queue that has one.</summary>
    private readonly long[] _first;
    private ulong _queues;

    /// <summary>Makes an empty list.</summary>
    /// <param name="capacity">Maximum number of requests.</param>
    /// <param name="queues">Bank queues of the channel, at most 64.</param>
    /// <param name="requests">What the slots mean.</param>
    internal WaitingList(int capacity, int queues, WaitingRequests requests)
    {
        Capacity = capacity;
        _requests = requests;
        _byQueue = [.. Enumerable.Range(0, queues).Select(_ => new SlotList(capacity))];
        _first = new long[queues];
    }

    internal int Capacity { get; }

    internal int Count { get; private set; }

    /// <summary>Bit i: requests wait for queue i.</summary>
    internal ulong Queues => _queues;

    internal bool IsFull => Count == Capacity;

    /// <summary>The requests for one queue, oldest first.</summary>
    internal SlotList Of(int queue) => _byQueue[queue];

    internal void Add(ushort slot)
    {
        int queue = _requests[slot].Queue;
        if (_byQueue[queue].Count == 0)
            _first[queue] = _requests[slot].Arrival;
        _byQueue[queue].Add(slot);
        _queues |= 1UL << queue;
        Count++;
    }

    /// <summary>Finds the queue, of some, whose first request here is the oldest.</summary>
    internal bool TryOldest(ulong among, out int queue)
    {
        queue = -1;
        long oldest = long.MaxValue;
        for (ulong mask = _queues & among; mask != 0; mask &= mask - 1)
        {
            int candidate = BitOperations.TrailingZeroCount(mask);
            if (_first[candidate] < oldest)
                (oldest, queue) = (_first[candidate], candidate);
        }

        return queue >= 0;
    }

    /// <summary>Finds the oldest request for some queues that does not wait for a read.</summary>
    internal bool TryOldestWithout(AddressTable pendingReads, ulong among, out int queue, out int position)
    {
        (queue, position) = (-1, -1);
        long oldest = long.MaxValue;
        for (ulong mask = _queues & among; mask != 0; mask &= mask - 1)
        {
            int candidate = BitOperations.TrailingZeroCount(mask);
            ReadOnlySpan<ushort> slots = _byQueue[candidate].Slots;
            int first = 0;
            while (first < slots.Length && pendingReads.Contains(_requests[slots[first]].Burst))
                first++;
            if (first < slots.Length && _requests[slots[first]].Arrival < oldest)
                (oldest, queue, position) = (_requests[slots[first]].Arrival, candidate, first);
        }

        return queue >= 0;
    }

    internal ushort Take(int queue, int position)
    {
        SlotList list = _byQueue[queue];
        ushort slot = list[position];
        list.RemoveAt(position);
        Count--;
        if (list.Count == 0)
            _queues &= ~(1UL << queue);
        else if (position == 0)
            _first[queue] = _requests[list[0]].Arrival;
        return slot;
    }

    internal void Clear(int queue)
    {
        Count -= _byQueue[queue].Count;
        _byQueue[queue].Clear();
        _queues &= ~(1UL << queue);
    }

    /// <summary>Sum over the requests.</summary>
    internal long Sum(Func<WaitingRequest, long> value) => _byQueue.Sum(list => list.Sum(_requests, value));
}
