using System.Numerics;

namespace CycleSim.Dram;

/// <summary>
/// Steady streams. When one bank alone has requests, its queue and the list behind it are full of neighbouring columns of the open row,
/// and more of them follow, then each column command frees one place, one request moves up and one enters: the state one burst pitch
/// later is the present one moved by one burst. So many pitches are taken in one step as fit before the row's end and the next refresh.
/// </summary>
public sealed partial class DramController
{
    /// <summary>Skips repeated column commands, if the state repeats; returns whether a request is left.</summary>
    private bool SkipSteady<TTraffic>(ref TTraffic traffic, ref DramRequest next)
        where TTraffic : struct, IDramTraffic
    {
        int count = FastForward ? SteadyCommands(next, traffic.Steady) : 0;
        if (count <= 0)
            return true;
        traffic.Skipped(count);
        Skip(count, next.IsWrite);
        return traffic.TryPeek(out next);
    }

    /// <summary>The column commands that follow at the burst pitch whatever else happens; 0 when the state does not repeat.</summary>
    private int SteadyCommands(in DramRequest next, long steady)
    {
        if (!IsOneFullBank(next.IsWrite, out int index, out SlotList list))
            return 0;
        BankQueue queue = _queues[index];
        DramCommandKind kind = next.IsWrite ? DramCommandKind.Write : DramCommandKind.Read;
        if (_timing.Allowed(kind, index, queue.Rank) != _cycle + Pitch
            || !IsOneRun(queue, list, next.Address / _spec.BurstBytes, next.IsWrite))
        {
            return 0;
        }

        int left = _spec.Columns - 1 - _requests[list.Last].Column;
        long beforeRefresh = (_nextRefresh - 1 - _cycle) / Pitch;
        return (int)Math.Min(Math.Min(left, steady), beforeRefresh);
    }

    /// <summary>One bank alone, with its row open and used, has all requests, and its queue and the list behind it are full.</summary>
    private bool IsOneFullBank(bool isWrite, out int index, out SlotList list)
    {
        WaitingList all = isWrite ? _writes : _reads;
        index = BitOperations.TrailingZeroCount(_queues.Live) & 63;
        list = all.Of(index % _queues.Count);
        return _queues.Live == 1UL << index && all.IsFull && list.Count == all.Count && _queues[index].IsFull && _queues[index].Accesses > 0
            && _refreshes.Count == 0 && (isWrite ? _reads : _writes).Count == 0;
    }

    private int Pitch => _spec.Timing.ColumnPitch;

    private bool IsOneRun(BankQueue queue, SlotList list, long nextBurst, bool isWrite)
    {
        long burst = nextBurst - list.Count - queue.Count;
        return _mapping.IsRowContiguous && AreRun(queue.Slots, queue.OpenRow, isWrite, ref burst) && AreRun(list, queue.OpenRow, isWrite, ref burst);
    }

    private bool AreRun(SlotList slots, int row, bool isWrite, ref long burst)
    {
        foreach (ushort slot in slots.Slots)
        {
            ref WaitingRequest request = ref _requests[slot];
            if (request.Burst != burst++ || request.Row != row || request.IsWrite != isWrite)
                return false;
        }

        return true;
    }

    private void Skip(int count, bool isWrite)
    {
        int index = BitOperations.TrailingZeroCount(_queues.Live);
        BankQueue queue = _queues[index];
        SlotList list = (isWrite ? _writes : _reads).Of(index);
        AddressTable pending = isWrite ? _pendingWrites : _pendingReads;
        long from = _cycle;
        _arrivals += count;
        _lastBurst += count;
        if (isWrite)
            Drain(count);
        int column = queue.At(0).Column;
        EnterColumns(new DramCommand(
            isWrite ? DramCommandKind.Write : DramCommandKind.Read, from + Pitch, queue.Rank, index % _spec.Banks, queue.OpenRow, column, count, Pitch));
        CountAccepted(count * (from + 1) + Pitch * ((long)count * (count + 1) / 2), count, isWrite);
        MoveAccepts(count, queue, list);
        MoveOn(queue.Slots, count, pending);
        MoveOn(list, count, pending);
        _cycle += (long)count * Pitch;
        _lastProgress = _cycle;
        if (isWrite)
            _lastReturn = Math.Max(_lastReturn, _cycle + 2);
    }

    /// <summary>Gives each slot the acceptance of the request that it will hold.</summary>
    private void MoveAccepts(int count, BankQueue queue, SlotList list)
    {
        int waiting = queue.Count + list.Count;
        Span<long> accepted = stackalloc long[waiting];
        for (int i = 0; i < waiting; i++)
            accepted[i] = _requests[SlotAt(i)].AcceptCycle;
        for (int i = 0; i < waiting; i++)
            _requests[SlotAt(i)].AcceptCycle = i + count < waiting ? accepted[i + count] : _cycle + (i + count - waiting + 1L) * Pitch + 1;

        ushort SlotAt(int i) => i < queue.Count ? queue.Slots[i] : list[i - queue.Count];
    }

    /// <summary>Each slot holds the request that stands as far from the head as its present one does, count bursts later.</summary>
    private void MoveOn(SlotList slots, int count, AddressTable pending)
    {
        foreach (ushort slot in slots.Slots)
            pending.Remove(_requests[slot].Burst);
        foreach (ushort slot in slots.Slots)
        {
            ref WaitingRequest request = ref _requests[slot];
            request.Burst += count;
            request.Column += count;
            request.Arrival += count;
            if (!request.IsWrite)
                _readers.MoveOn(request.Readers, count);
            pending.Set(request.Burst, slot);
        }
    }

    /// <summary>A full buffer starts to drain again as soon as the count is used up.</summary>
    private void Drain(int count)
    {
        int depth = _writes.Capacity;
        _draining = (int)((((long)_draining - count) % depth + depth) % depth);
    }
}
