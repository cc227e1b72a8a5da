namespace CycleSim.Kernel;

/// <summary>
/// A binary min-heap of (time, order, node). It serves the two cases that the wheel cannot: events beyond its
/// horizon, and events inserted out of order into the slot that is being processed.
/// </summary>
internal sealed class EventHeap
{
    // Keys are stored with the index so that sifting stays inside one array.
    private Entry[] _entries = new Entry[64];

    public int Count { get; private set; }

    public int TopNode => _entries[0].Node;

    public long TopTimePs => _entries[0].TimePs;

    public void Push(long timePs, long order, int node)
    {
        if (Count == _entries.Length)
            Array.Resize(ref _entries, Count * 2);
        Entry added = new(timePs, order, node);
        int hole = Count++;
        while (hole > 0)
        {
            int parent = (hole - 1) >> 1;
            if (!added.Precedes(in _entries[parent]))
                break;
            _entries[hole] = _entries[parent];
            hole = parent;
        }

        _entries[hole] = added;
    }

    public int Pop()
    {
        int top = _entries[0].Node;
        Entry last = _entries[--Count];
        int hole = 0;
        while (true)
        {
            int child = (2 * hole) + 1;
            if (child >= Count)
                break;
            if (child + 1 < Count && _entries[child + 1].Precedes(in _entries[child]))
                child++;
            if (!_entries[child].Precedes(in last))
                break;
            _entries[hole] = _entries[child];
            hole = child;
        }

        _entries[hole] = last;
        return top;
    }

    private readonly record struct Entry(long TimePs, long Order, int Node)
    {
        public bool Precedes(in Entry other) =>
            TimePs < other.TimePs || (TimePs == other.TimePs && Order < other.Order);
    }
}
