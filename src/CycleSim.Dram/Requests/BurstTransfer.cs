namespace CycleSim.Dram.Requests;

/// <summary>Runs of bursts that are all requested at once, in ascending order, none twice.</summary>
public struct BurstTransfer : IDramTraffic
{
    private readonly IReadOnlyList<BurstRun> _runs;
    private readonly long _cycle;
    private readonly long _base;
    private readonly bool _isWrite;
    private readonly long _burstBytes;
    private int _run;
    private long _inRun;

    /// <summary>Starts at the first burst.</summary>
    /// <param name="cycle">DRAM cycle from which the requests may enter.</param>
    /// <param name="baseBurst">Burst address that the runs count from.</param>
    /// <param name="runs">Bursts, ascending, none twice.</param>
    /// <param name="isWrite">Direction.</param>
    /// <param name="burstBytes">Bytes of a burst.</param>
    /// <exception cref="ArgumentException">The runs do not ascend, or overlap.</exception>
    public BurstTransfer(long cycle, long baseBurst, IReadOnlyList<BurstRun> runs, bool isWrite, int burstBytes)
    {
        ArgumentNullException.ThrowIfNull(runs);
        for (int i = 1; i < runs.Count; i++)
        {
            if (runs[i].First < runs[i - 1].End)
                throw new ArgumentException("runs must ascend and not overlap", nameof(runs));
        }

        (_cycle, _base, _runs, _isWrite, _burstBytes) = (cycle, baseBurst, runs, isWrite, burstBytes);
    }

    /// <inheritdoc />
    public readonly long CountSteady(long max, long cycle) => Math.Min(max, _runs[_run].Count - _inRun);

    /// <inheritdoc />
    public readonly bool TryPeekRun(int ahead, out BurstRun run)
    {
        run = default;
        if (_run + ahead >= _runs.Count)
            return false;
        long done = ahead == 0 ? _inRun : 0;
        (long first, long count) = _runs[_run + ahead];
        run = new BurstRun(_base + first + done, count - done);
        return true;
    }

    /// <inheritdoc />
    public readonly bool TryPeek(out DramRequest request)
    {
        bool any = _run < _runs.Count;
        request = any ? new DramRequest(_cycle, (_base + _runs[_run].First + _inRun) * _burstBytes, _isWrite) : default;
        return any;
    }

    /// <inheritdoc />
    public void Accepted(long cycle) => Skipped(1);

    /// <inheritdoc />
    public void Skipped(long count)
    {
        _inRun += count;
        while (_run < _runs.Count && _inRun >= _runs[_run].Count)
            _inRun -= _runs[_run++].Count;
    }

    /// <inheritdoc />
    public void Streamed(in SteadyRun run) => Skipped(run.Count);

    /// <inheritdoc />
    public readonly void Done(long index, long cycle)
    {
    }

    /// <summary>Each burst must have been accepted.</summary>
    /// <exception cref="InvalidOperationException">More or fewer were.</exception>
    internal readonly void CheckAccepted(long accepted)
    {
        long requested = 0;
        foreach (BurstRun run in _runs)
            requested += run.Count;
        if (accepted != requested)
            throw new InvalidOperationException($"a transfer of {requested} DRAM bursts had {accepted} accepted");
    }
}
