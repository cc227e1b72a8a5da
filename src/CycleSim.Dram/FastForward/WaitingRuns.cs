using System.Runtime.InteropServices;
using CycleSim.Dram.Control;

namespace CycleSim.Dram.FastForward;

/// <summary>All that waits in a controller while one direction moves: what the queues hold, or would hold if they were filled.</summary>
/// <param name="capacity">Maximum number of requests.</param>
internal sealed class WaitingRuns(int capacity)
{
    private readonly List<WaitingRun> _runs = [];

    // Kept runs in another object still refer to this array. It is only rewritten when all is collected again, and no kept run lives that
    // long.
    private readonly int[] _offsets = new int[capacity];
    private int _collected;

    internal ReadOnlySpan<WaitingRun> Runs => CollectionsMarshal.AsSpan(_runs);

    /// <summary>Bit i: requests wait for bank i.</summary>
    internal ulong Banks { get; private set; }

    /// <summary>Where the request goes that arrived last; default when none waits.</summary>
    internal RowRun Newest
    {
        get
        {
            WaitingRun newest = default;
            foreach (ref readonly WaitingRun run in Runs)
                if (run.Arrival >= newest.Arrival)
                    newest = run;
            return newest.Count == 0 ? default : newest.Slice(newest.Count - 1, 1).Location;
        }
    }

    internal void Clear()
    {
        _runs.Clear();
        _collected = 0;
        Banks = 0;
    }

    /// <summary>Adds a run.</summary>
    internal void Add(in WaitingRun run)
    {
        _runs.Add(run);
        Banks |= 1UL << run.Bank;
    }

    /// <summary>Adds a request; those of a queue or list come in their order.</summary>
    /// <param name="request">The request.</param>
    /// <param name="isQueued">It waits in its bank's queue.</param>
    /// <param name="now">Present cycle.</param>
    internal void Add(in WaitingRequest request, bool isQueued, long now)
    {
        var row = new LabelledRow(request.Queue, request.Row, request.Burst - request.Column);
        var location = new RowRun(row, ColumnRun.Neighbours(request.Column, 1));
        var run = new WaitingRun(location, request.Arrival, isQueued, new AcceptTimes(now, _offsets, _collected));
        _offsets[_collected++] = checked((int)(request.AcceptCycle - now));
        if (_runs.Count > 0 && _runs[^1].TryJoin(run, out WaitingRun joined))
            _runs[^1] = joined;
        else
            Add(run);
    }

    /// <summary>Adds a run of requests that waited before, with the acceptances that they have there.</summary>
    internal void AddKept(WaitingRun run, WaitingRuns before)
    {
        foreach (ref readonly WaitingRun old in before.Runs)
        {
            int skip = (int)Math.Clamp(run.Arrival - old.Arrival, 0, old.Count);
            int count = (int)Math.Clamp(old.Arrival + old.Count - run.Arrival, 0, run.Count);
            if (old.Bank != run.Bank || skip == old.Count || count == 0 || old.Arrival + skip != run.Arrival)
                continue;
            Add(run.Slice(0, count) with { Accepts = old.Accepts.Skip(skip) });
            if (count == run.Count)
                return;
            run = run.Slice(count, run.Count - count);
        }

        throw new ArgumentException("a request that is kept did not wait before", nameof(run));
    }

    /// <summary>Sorts the runs by the labels of their banks; those of a bank keep their order.</summary>
    internal void SortBy(BankLabels labels)
    {
        for (int i = 1; i < _runs.Count; i++)
        {
            WaitingRun run = _runs[i];
            int at = i;
            for (; at > 0 && labels.LabelOf(_runs[at - 1].Bank) > labels.LabelOf(run.Bank); at--)
                _runs[at] = _runs[at - 1];
            if (at < i)
                _runs[at] = run;
        }
    }
}
