namespace CycleSim.Dram.Control;

/// <summary>
/// Moves requests from the read queue and the write buffer to the command queues of their banks. Writes wait until the buffer is full or
/// nothing else is to do: each change of direction costs a turnaround on the data bus, so they are drained together.
/// </summary>
/// <param name="state">The channel.</param>
internal sealed class RequestMover(ChannelState state)
{
    private readonly bool _skipsHazards = state.Policy.SkipsHazards;
    private readonly int _idleDrainThreshold = state.Policy.IdleDrainThreshold;

    /// <summary>The next call of <see cref="MoveOne"/> may change something.</summary>
    internal bool MayMove
    {
        get
        {
            if (StartsDrain)
                return true;
            ulong movable = state.Draining == 0 ? state.Reads.Queues : state.Writes.Queues | (_skipsHazards ? state.Reads.Queues : 0);
            return (movable & ~state.Queues.Full) != 0;
        }
    }

    /// <summary>Writes are not drained yet, and will be from now on: the buffer is full, or nothing else is to do.</summary>
    private bool StartsDrain => state.Draining == 0 && state.Writes.Count > 0 && (state.Writes.IsFull
        || (state.Writes.Count > _idleDrainThreshold && state.Queues.Waiting == 0 && (!_skipsHazards || state.Reads.Count == 0)));

    /// <summary>Moves at most one request.</summary>
    /// <returns>Something has changed.</returns>
    internal bool MoveOne()
    {
        if (StartsDrain)
            state.Draining = state.Writes.Count;
        return state.Draining > 0 ? MoveWrite() || (_skipsHazards && MoveRead()) : MoveRead();
    }

    private bool MoveRead()
    {
        if (state.Reads.Count == 0 || !state.Reads.TryOldest(~state.Queues.Full, out int index))
            return false;
        Move(state.Reads, index, 0);
        return true;
    }

    /// <summary>
    /// A write must not overtake a read of its burst that still waits: the read would get the new data. Such a write is passed over, or
    /// ends the drain, as the policy says.
    /// </summary>
    private bool MoveWrite()
    {
        int position = 0;
        if (!state.Writes.TryOldest(~state.Queues.Full, out int index))
            return false;
        if (state.PendingReads.Contains(state.Requests[state.Writes.Of(index)[0]].Burst))
        {
            if (!_skipsHazards)
            {
                state.Draining = 0;
                return true; // the next cycle looks at the reads
            }

            if (!state.Writes.TryOldestWithout(state.PendingReads, ~state.Queues.Full, out index, out position))
                return false;
        }

        state.Draining--;
        Move(state.Writes, index, position);
        return true;
    }

    private void Move(WaitingList source, int index, int position)
    {
        state.Queues[index].Add(source.Take(index, position));
        state.Queues.Update(index);
    }
}
