using CycleSim.Dram.Parts;

namespace CycleSim.Dram.Control;

/// <summary>The requests inside a controller, in fixed slots; lists and queues hold slot numbers.</summary>
internal sealed class WaitingRequests
{
    private readonly WaitingRequest[] _slots;
    private readonly ushort[] _free;
    private int _freeCount;

    internal WaitingRequests(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(capacity, DramSpec.MaxWaiting);
        _slots = new WaitingRequest[capacity];
        _free = [.. Enumerable.Range(0, capacity).Select(i => (ushort)(capacity - 1 - i))];
        _freeCount = capacity;
    }

    internal ref WaitingRequest this[int slot] => ref _slots[slot];

    internal ushort Take() => _free[--_freeCount];

    internal void Free(ushort slot) => _free[_freeCount++] = slot;
}
