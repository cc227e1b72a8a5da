using CycleSim.Dram.Requests;

namespace CycleSim.Dram.Control;

/// <summary>
/// Accepts requests and returns reads: a read of a buffered write is answered from the buffer, a read of a pending read joins it, a write
/// of a buffered write merges; a write is posted.
/// </summary>
/// <param name="state">The channel.</param>
internal sealed class RequestIntake(ChannelState state)
{
    private readonly int _burstBits = int.Log2(state.Spec.BurstBytes);
    private int _returning = -1;
    private long _dataEnd;

    /// <summary>There is room for a request.</summary>
    internal bool HasRoom(bool isWrite) => !(isWrite ? state.Writes : state.Reads).IsFull;

    /// <summary>Accepts a request.</summary>
    /// <param name="listener">Told of it.</param>
    /// <param name="request">The request; its address is one of the channel's own.</param>
    /// <param name="cycle">Cycle of acceptance.</param>
    /// <param name="tag">By which the listener knows it; -1 for its number since the start of the traffic.</param>
    internal void Accept<TListener>(ref TListener listener, in DramRequest request, long cycle, long tag = -1)
        where TListener : struct, IDramListener
    {
        long burst = request.Address >>> _burstBits;
        state.LastBurst = burst;
        long arrival = state.Arrivals++;
        state.LastProgress = state.Cycle;
        if (tag < 0)
            tag = arrival - state.FirstArrival;
        listener.Accepted(cycle);
        if (request.IsWrite || state.PendingWrites.Contains(burst))
        {
            if (!request.IsWrite)
                state.Totals.ReadsForwarded++;
            else if (state.PendingWrites.Contains(burst))
                state.Totals.WritesMerged++;
            else
                state.Writes.Add(NewAccepted(isWrite: true, burst, arrival, cycle, tag, state.PendingWrites));
            state.LastReturn = Math.Max(state.LastReturn, cycle + 1);
            listener.Done(tag, cycle + 1);
        }
        else if (state.PendingReads.TryGet(burst, out int slot))
        {
            state.Totals.ReadsMerged++;
            state.Readers.Join(state.Requests[slot].Readers, tag);
        }
        else
        {
            state.Reads.Add(NewAccepted(isWrite: false, burst, arrival, cycle, tag, state.PendingReads));
        }
    }

    /// <summary>The command of a read was issued: its readers learn when their data end.</summary>
    internal void Returns(int readers, long dataEnd) => (_returning, _dataEnd) = (readers, dataEnd);

    /// <summary>Reports the read whose command was just issued, and those that joined it.</summary>
    internal void Return<TListener>(ref TListener listener)
        where TListener : struct, IDramListener
    {
        while (_returning >= 0)
        {
            _returning = state.Readers.Take(_returning, out long index);
            listener.Done(index, _dataEnd);
        }
    }

    private ushort NewAccepted(bool isWrite, long burst, long arrival, long cycle, long tag, AddressTable pending)
    {
        state.CountAccepted(cycle, 1, isWrite);
        return state.NewRequest(isWrite, burst, arrival, cycle, tag, pending);
    }
}
