using CycleSim.Dram.Requests;

namespace CycleSim.Dram.Replay;

/// <summary>The requests that have entered and are not done yet, in slots that are reused.</summary>
internal sealed class OutstandingRequests
{
    private (long Index, DramRequest Request, DramCompletion Completion)[] _slots = new (long, DramRequest, DramCompletion)[256];
    private int[] _free = [.. Enumerable.Range(0, 256)];
    private int _freeCount = 256;

    internal int Count => _slots.Length - _freeCount;

    /// <summary>A request is about to enter.</summary>
    /// <returns>Its slot.</returns>
    internal int Add(long index, in DramRequest request)
    {
        if (_freeCount == 0)
            Grow();
        int slot = _free[--_freeCount];
        _slots[slot] = (index, request, new DramCompletion(-1, -1));
        return slot;
    }

    /// <summary>A request has entered.</summary>
    /// <returns>It was done at once.</returns>
    internal bool Accept(int slot, long cycle)
    {
        ref DramCompletion completion = ref _slots[slot].Completion;
        completion = completion with { AcceptCycle = cycle };
        return completion.DoneCycle >= 0;
    }

    /// <summary>A request is done.</summary>
    /// <returns>It had entered before.</returns>
    internal bool Done(int slot, long cycle)
    {
        ref DramCompletion completion = ref _slots[slot].Completion;
        if (completion.DoneCycle >= 0)
            throw new InvalidOperationException($"DRAM request {_slots[slot].Index} was completed twice");
        completion = completion with { DoneCycle = cycle };
        return completion.AcceptCycle >= 0;
    }

    /// <summary>Takes out a request that is done.</summary>
    internal (long Index, DramRequest Request, DramCompletion Completion) Take(int slot)
    {
        _free[_freeCount++] = slot;
        return _slots[slot];
    }

    private void Grow()
    {
        int size = _slots.Length;
        Array.Resize(ref _slots, 2 * size);
        _free = new int[2 * size];
        for (int i = 0; i < size; i++)
            _free[i] = size + i;
        _freeCount = size;
    }
}
