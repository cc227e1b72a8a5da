using System.Numerics;
using CycleSim.Accelerator.Observation;

namespace CycleSim.Accelerator.Dram;

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
        SlotList list = next.IsWrite ? _writes : _reads;
        int index = BitOperations.TrailingZeroCount(_queues.Live);
        if (_queues.Live == 0 || _queues.Live != 1UL << index || _refreshes.Count > 0 || !list.IsFull
            || (next.IsWrite ? _reads : _writes).Count > 0)
        {
            return 0;
        }

        BankQueue queue = _queues[index];
        DramCommandKind kind = next.IsWrite ? DramCommandKind.Write : DramCommandKind.Read;
        if (!queue.IsFull || queue.Accesses == 0 || _timing.Allowed(kind, index, queue.Rank) != _cycle + Pitch
            || !IsOneRun(index, list, next.Address / _spec.BurstBytes, next.IsWrite))
        {
            return 0;
        }

        int left = _spec.Columns - 1 - _requests[list[list.Count - 1]].Column;
        long beforeRefresh = (_nextRefresh - 1 - _cycle) / Pitch;
        return (int)Math.Min(Math.Min(left, steady), beforeRefresh);
    }

    private int Pitch => _spec.Timing.ColumnPitch;

    private bool IsOneRun(int index, SlotList list, long nextBurst, bool isWrite)
    {
        BankQueue queue = _queues[index];
        long burst = nextBurst - list.Count - queue.Count;
        return _mapping.IsRowContiguous && AreRun(queue.Slots, index, isWrite, ref burst) && AreRun(list.Slots, index, isWrite, ref burst);
    }

    private bool AreRun(ReadOnlySpan<ushort> slots, int index, bool isWrite, ref long burst)
    {
        int row = _queues[index].OpenRow;
        foreach (ushort slot in slots)
        {
            ref WaitingRequest request = ref _requests[slot];
            if (request.Burst != burst++ || request.Queue != index || request.Row != row || request.IsWrite != isWrite)
                return false;
        }

        return true;
    }

    private void Skip(int count, bool isWrite)
    {
        int index = BitOperations.TrailingZeroCount(_queues.Live);
        BankQueue queue = _queues[index];
        SlotList list = isWrite ? _writes : _reads;
        AddressTable pending = isWrite ? _pendingWrites : _pendingReads;
        long from = _cycle;
        _arrivals += count;
        if (isWrite)
            Drain(count);
        int column = _requests[queue.Slots[0]].Column;
        EnterColumns(new DramCommand(
            isWrite ? DramCommandKind.Write : DramCommandKind.Read, from + Pitch, queue.Rank, index % _spec.Banks, queue.OpenRow, column, count, Pitch));
        CountAccepted(count * (from + 1) + Pitch * ((long)count * (count + 1) / 2), count, isWrite);
        MoveAccepts(count, queue, list);
        MoveOn(queue.Slots, count, pending);
        MoveOn(list.Slots, count, pending);
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
    private void MoveOn(ReadOnlySpan<ushort> slots, int count, AddressTable pending)
    {
        foreach (ushort slot in slots)
            pending.Remove(_requests[slot].Burst);
        foreach (ushort slot in slots)
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
