using System.Numerics;
using CycleSim.Dram.Control;
using CycleSim.Dram.Parts;
using CycleSim.Dram.Requests;
using CycleSim.Dram.Standards;

namespace CycleSim.Dram.FastForward;

/// <summary>
/// Steady streams within a row. When one bank alone has requests, its queue and the list behind it are full of neighbouring columns of the
/// open row, and more of them follow, then each column command frees one entry, one request moves up and one enters: the state one burst
/// pitch later is the present one moved by one burst. All pitches up to the row's end or the next refresh are therefore taken in one step.
/// </summary>
/// <param name="spec">The part and its queues.</param>
/// <param name="state">The channel.</param>
internal sealed class SteadyStream(DramSpec spec, ChannelState state)
{
    private readonly int _readPitch = state.Table.SameBankGap(DramCommandKind.Read, DramCommandKind.Read);
    private readonly int _writePitch = state.Table.SameBankGap(DramCommandKind.Write, DramCommandKind.Write);

    /// <summary>Skips repeated column commands, if the state repeats; returns whether a request is left.</summary>
    internal bool Skip<TTraffic>(ref TTraffic traffic, ref DramRequest next)
        where TTraffic : struct, IDramTraffic
    {
        if (!TryFindStream(next, out int index, out long max))
            return true;
        int count = (int)traffic.CountSteady(max, state.Cycle);
        if (count <= 0)
            return true;
        SteadyRun run = RunOf(count, index, next.IsWrite);
        traffic.Streamed(run);
        Skip(count, next.IsWrite);
        return traffic.TryPeek(out next);
    }

    /// <summary>
    /// Whether the state repeats at the burst pitch while neighbours of the last burst enter, whatever else happens, and for how many
    /// column commands at most. The last one must leave before the next refresh falls due: from then on the refresh decides what is issued.
    /// </summary>
    private bool TryFindStream(in DramRequest next, out int index, out long max)
    {
        max = 0;
        if (!IsOneFullBank(next.IsWrite, out index, out SlotList list))
            return false;
        BankQueue queue = state.Queues[index];
        DramCommandKind kind = next.IsWrite ? DramCommandKind.Write : DramCommandKind.Read;
        int pitch = PitchOf(next.IsWrite);
        if (state.Timing.Allowed(kind, index, queue.Rank) != state.Cycle + pitch
            || !IsOneRun(queue, list, next.Address / spec.BurstBytes, next.IsWrite))
        {
            return false;
        }

        int left = spec.Columns - 1 - state.Requests[list.Last].Column;
        max = Math.Min(left, (state.Refresh.NextDue - 1 - state.Cycle) / pitch);
        return max > 0;
    }

    /// <summary>What becomes of requests: each enters a cycle after a command has left, and a command answers the oldest read.</summary>
    private SteadyRun RunOf(int count, int index, bool isWrite)
    {
        int pitch = PitchOf(isWrite);
        long accepted = state.Cycle + pitch + 1;
        return isWrite
            ? new SteadyRun(count, pitch, accepted, state.Arrivals - state.FirstArrival, accepted + 1)
            : new SteadyRun(
                count, pitch, accepted, state.Queues[index].At(0).Arrival - state.FirstArrival,
                state.DataEndOf(isWrite: false, state.Cycle + pitch));
    }

    /// <summary>One bank alone, with its row open and used, has all requests, and its queue and the list behind it are full.</summary>
    private bool IsOneFullBank(bool isWrite, out int index, out SlotList list)
    {
        WaitingList all = isWrite ? state.Writes : state.Reads;
        index = BitOperations.TrailingZeroCount(state.Queues.Live) & 63;
        list = all.Of(index);
        return state.Queues.Live == 1UL << index && all.IsFull && list.Count == all.Count
            && state.Queues[index].IsFull && state.Queues[index].Accesses > 0
            && !state.Refresh.IsDue && (isWrite ? state.Reads : state.Writes).Count == 0;
    }

    private int PitchOf(bool isWrite) => isWrite ? _writePitch : _readPitch;

    /// <summary>
    /// What waits are the bursts before the next one, entered one after the other: so nobody has joined one of these reads, either.
    /// </summary>
    private bool IsOneRun(BankQueue queue, SlotList list, long nextBurst, bool isWrite)
    {
        long burst = nextBurst - list.Count - queue.Count;
        return state.Mapping.IsRowContiguous
            && AreRun(queue.Slots, queue.OpenRow, isWrite, ref burst) && AreRun(list, queue.OpenRow, isWrite, ref burst);
    }

    private bool AreRun(SlotList slots, int row, bool isWrite, ref long burst)
    {
        // Each has entered as long before the next request as it stands before it.
        long arrival = state.Arrivals - (state.LastBurst + 1 - burst);
        foreach (ushort slot in slots.Slots)
        {
            ref WaitingRequest request = ref state.Requests[slot];
            if (request.Burst != burst++ || request.Arrival != arrival++ || request.Row != row || request.IsWrite != isWrite)
                return false;
        }

        return true;
    }

    private void Skip(int count, bool isWrite)
    {
        int index = BitOperations.TrailingZeroCount(state.Queues.Live);
        BankQueue queue = state.Queues[index];
        SlotList list = (isWrite ? state.Writes : state.Reads).Of(index);
        AddressTable pending = isWrite ? state.PendingWrites : state.PendingReads;
        long from = state.Cycle;
        int pitch = PitchOf(isWrite);
        state.Arrivals += count;
        state.LastBurst += count;
        if (isWrite)
            Drain(count);
        int column = queue.At(0).Column;
        state.EnterColumns(
            isWrite ? DramCommandKind.Write : DramCommandKind.Read, index, queue.OpenRow, column, from + pitch, count, pitch);
        state.CountAccepted(count * (from + 1) + pitch * ((long)count * (count + 1) / 2), count, isWrite);
        MoveAccepts(count, pitch, queue, list);
        // Where few are skipped, what the queue holds next is what the list holds now.
        Forget(queue.Slots, pending);
        Forget(list, pending);
        MoveOn(queue.Slots, count, pending);
        MoveOn(list, count, pending);
        state.Cycle += (long)count * pitch;
        state.LastProgress = state.Cycle;
        if (isWrite)
            state.LastReturn = Math.Max(state.LastReturn, state.Cycle + 2);
    }

    /// <summary>
    /// Gives each slot the acceptance of the request that it will hold. Slots are reused instead of freed and taken, so that a skip costs
    /// the same for any number of bursts.
    /// </summary>
    private void MoveAccepts(int count, int pitch, BankQueue queue, SlotList list)
    {
        int waiting = queue.Count + list.Count;
        Span<long> accepted = stackalloc long[waiting];
        for (int i = 0; i < waiting; i++)
            accepted[i] = state.Requests[SlotAt(i)].AcceptCycle;
        for (int i = 0; i < waiting; i++)
        {
            state.Requests[SlotAt(i)].AcceptCycle =
                i + count < waiting ? accepted[i + count] : state.Cycle + (i + count - waiting + 1L) * pitch + 1;
        }

        ushort SlotAt(int i) => i < queue.Count ? queue.Slots[i] : list[i - queue.Count];
    }

    private void Forget(SlotList slots, AddressTable pending)
    {
        foreach (ushort slot in slots.Slots)
            pending.Remove(state.Requests[slot].Burst);
    }

    /// <summary>Each slot holds the request that stands as far from the head as its present one does, count bursts later.</summary>
    private void MoveOn(SlotList slots, int count, AddressTable pending)
    {
        foreach (ushort slot in slots.Slots)
        {
            ref WaitingRequest request = ref state.Requests[slot];
            request.Burst += count;
            request.Column += count;
            request.Arrival += count;
            if (!request.IsWrite)
                state.Readers.MoveOn(request.Readers, count);
            pending.Set(request.Burst, slot);
        }
    }

    /// <summary>
    /// The buffer stays full, so a drain of the whole buffer starts again as soon as the count is used up: a count modulo its depth.
    /// </summary>
    private void Drain(int count)
    {
        int depth = state.Writes.Capacity;
        state.Draining = (int)((((long)state.Draining - count) % depth + depth) % depth);
    }
}
