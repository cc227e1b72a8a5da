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
        ref WaitingRequest first = ref queue.At(0);
        DramCommandKind kind = isWrite ? DramCommandKind.Write : DramCommandKind.Read;
        _log.Add(new DramCommand(
            kind, _cycle + Pitch, queue.Rank, index % _spec.Banks, first.Row, first.Column, count, count > 1 ? Pitch : 0));
        if (isWrite)
            AddWriteLatency(count, queue, list);
        MoveOn(queue.Slots, count, pending);
        MoveOn(list.Slots, count, pending);
        queue.CountAccesses(count);
        _arrivals += count;
        if (isWrite)
            Drain(count);
        CountColumns(count, isWrite);
        _cycle += (long)count * Pitch;
        _timing.Issue(kind, index, queue.Rank, _cycle);
        _totals.LastColumnCycle = _cycle;
        _lastProgress = _cycle;
        _dataEnd = _cycle + (isWrite ? _writeDelay : _readDelay);
        _lastReturn = Math.Max(_lastReturn, isWrite ? _cycle + 2 : _dataEnd);
    }

    /// <summary>Latency of the skipped writes; each slot then has the acceptance of the request that it will hold.</summary>
    private void AddWriteLatency(int count, BankQueue queue, SlotList list)
    {
        int waiting = queue.Count + list.Count;
        Span<long> accepted = stackalloc long[waiting];
        for (int i = 0; i < waiting; i++)
            accepted[i] = _requests[SlotAt(i)].AcceptCycle;
        for (int k = 0; k < count; k++)
            _totals.WriteLatencyCycles += _cycle + (k + 1L) * Pitch + _writeDelay - AcceptOf(k, accepted);
        for (int i = 0; i < waiting; i++)
            _requests[SlotAt(i)].AcceptCycle = AcceptOf(i + count, accepted);

        ushort SlotAt(int i) => i < queue.Count ? queue.Slots[i] : list[i - queue.Count];
        long AcceptOf(int i, ReadOnlySpan<long> known) =>
            i < known.Length ? known[i] : _cycle + (i - known.Length + 1L) * Pitch + 1;
    }

    private void CountColumns(int count, bool isWrite)
    {
        if (isWrite)
        {
            _totals.Writes += count;
            _totals.WriteRowHits += count;
        }
        else
        {
            _totals.Reads += count;
            _totals.ReadRowHits += count;
        }
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
