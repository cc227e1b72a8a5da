using CycleSim.Dram;
using CycleSim.Kernel;

namespace CycleSim.Accelerator.Components;

/// <summary>A transfer of the DMA engine on a DRAM channel that others use too.</summary>
/// <param name="cycle">DRAM cycle from which its requests may enter.</param>
/// <param name="baseBurst">Burst address that the runs count from.</param>
/// <param name="runs">Bursts, ascending, none twice.</param>
/// <param name="isWrite">Direction.</param>
/// <param name="burstBytes">Bytes of a burst.</param>
/// <param name="end">Happens after the last data.</param>
internal sealed class SharedTransfer(
    long cycle, long baseBurst, IReadOnlyList<BurstRun> runs, bool isWrite, int burstBytes, Event end)
{
    private readonly HashSet<long> _unwritten = [];
    private long _reading;
    private int _run;
    private long _inRun;

    /// <summary>Happens after the last data.</summary>
    internal Event End => end;

    /// <summary>DRAM cycle after the last data so far.</summary>
    internal long DataEnd { get; private set; }

    /// <summary>A request is left to enter.</summary>
    internal bool HasNext => _run < runs.Count;

    /// <summary>Writes that have entered wait for their commands.</summary>
    internal bool HasUnwritten => _unwritten.Count > 0;

    /// <summary>All requests have entered, and their data have moved.</summary>
    internal bool IsDone => !HasNext && _reading == 0 && _unwritten.Count == 0;

    /// <summary>The request that enters next.</summary>
    internal DramRequest Next => new(cycle, NextBurst * burstBytes, isWrite);

    private long NextBurst => baseBurst + runs[_run].First + _inRun;

    /// <summary>The next request has entered.</summary>
    internal void Accepted()
    {
        if (isWrite)
            _unwritten.Add(NextBurst);
        else
            _reading++;
        if (++_inRun < runs[_run].Count)
            return;
        _run++;
        _inRun = 0;
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
