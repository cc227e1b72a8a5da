using CycleSim.Dram.Requests;

namespace CycleSim.Accelerator.Components;

/// <summary>What a transfer of the DMA engine moves in a DRAM channel that others use too.</summary>
/// <param name="bursts">The bursts, in the channel's own addresses.</param>
/// <param name="burstBytes">Bytes of a burst.</param>
internal sealed class SharedTransfer(BurstTransfer bursts, int burstBytes)
{
    private readonly HashSet<long> _unwritten = [];
    private BurstTransfer _bursts = bursts;
    private long _reading;

    /// <summary>DRAM cycle after the last data so far.</summary>
    internal long DataEnd { get; private set; }

    /// <summary>A request is left to enter.</summary>
    internal bool HasNext => _bursts.TryPeek(out _);

    /// <summary>Writes that have entered wait for their commands.</summary>
    internal bool HasUnwritten => _unwritten.Count > 0;

    /// <summary>All requests have entered, and their data have moved.</summary>
    internal bool IsDone => !HasNext && _reading == 0 && _unwritten.Count == 0;

    /// <summary>The request that enters next.</summary>
    internal bool TryPeek(out DramRequest request) => _bursts.TryPeek(out request);

    /// <summary>The next request has entered.</summary>
    /// <param name="request">It.</param>
    /// <param name="cycle">Cycle of acceptance.</param>
    internal void Accepted(in DramRequest request, long cycle)
    {
        if (request.IsWrite)
            _unwritten.Add(request.Address / burstBytes);
        else
            _reading++;
        _bursts.Accepted(cycle);
    }

    /// <summary>One of its reads is done.</summary>
    internal void Read(long dataEnd)
    {
        _reading--;
        DataEnd = Math.Max(DataEnd, dataEnd);
    }

    /// <summary>A burst was written; perhaps not one of this transfer.</summary>
    internal void Written(long burst, long dataEnd)
    {
        if (_unwritten.Remove(burst))
            DataEnd = Math.Max(DataEnd, dataEnd);
    }
}
