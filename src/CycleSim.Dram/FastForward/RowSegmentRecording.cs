using System.Diagnostics.CodeAnalysis;
using CycleSim.Dram.Commands;
using CycleSim.Dram.Control;
using CycleSim.Dram.Standards;

namespace CycleSim.Dram.FastForward;

/// <summary>Records what detailed simulation does from one end of a part of a row to the next.</summary>
/// <param name="state">The channel.</param>
internal sealed class RowSegmentRecording(ChannelState state) : IChannelObserver
{
    private readonly List<(DramCommandRun Command, int Bank, bool ForConflict)> _commands = [];
    private SegmentStart? _far;
    private SegmentStart? _near;
    private long _from;
    private long _arrivals;
    private long _nextRefresh;
    private int _to;
    private long _acceptSum;
    private long _acceptCount;
    private long _dualCommandCycles;

    internal bool IsOn => state.Observer is not null;

    /// <summary>Starts a recording.</summary>
    /// <param name="far">Key and labels if no refresh falls due in the segment; null when that entry exists.</param>
    /// <param name="near">Key and labels if one does; null when none can.</param>
    /// <param name="cycle">Present cycle.</param>
    /// <param name="arrivals">Requests that have entered.</param>
    /// <param name="nextRefresh">When the next refresh falls due.</param>
    /// <param name="to">Requests that enter up to the end.</param>
    internal void Start(SegmentStart? far, SegmentStart? near, long cycle, long arrivals, long nextRefresh, int to)
    {
        (_far, _near) = (far, near);
        (_from, _arrivals, _nextRefresh, _to) = (cycle, arrivals, nextRefresh, to);
        (_acceptSum, _acceptCount, _dualCommandCycles) = (0, 0, state.Totals.DualCommandCycles);
        state.Observer = this;
        _commands.Clear();
    }

    public void Add(in DramCommandRun command, int index, bool forConflict)
    {
        _commands.Add((command, index, forConflict));
    }

    public void AddAccepted(long sum, int count)
    {
        _acceptSum += sum;
        _acceptCount += count;
    }

    /// <summary>The segment that ends here, and its key; false when something outside the key may have had an effect.</summary>
    /// <param name="cycle">Cycle of the end.</param>
    /// <param name="arrivals">Requests that have entered.</param>
    /// <param name="nextRefresh">When the next refresh falls due.</param>
    /// <param name="refreshInterval">Cycles between refreshes.</param>
    /// <param name="waiting">What waits at the end.</param>
    /// <param name="draining">Writes left to drain.</param>
    /// <param name="key">Key.</param>
    /// <param name="segment">Segment.</param>
    internal bool TryFinish(
        long cycle, long arrivals, long nextRefresh, long refreshInterval, WaitingRuns waiting, int draining,
        [NotNullWhen(true)] out int[]? key, [NotNullWhen(true)] out RowSegment? segment)
    {
        long refreshes = refreshInterval == 0 ? 0 : (nextRefresh - _nextRefresh) / refreshInterval;
        SegmentStart? start = refreshes switch { 0 => _far, 1 => _near, _ => null };
        (key, segment) = (null, null);
        if (start is null || arrivals - _arrivals != _to
            || !TryLabelCommands(start.Labels, out List<SegmentCommand> commands)
            || !TryLabelWaiting(start.Labels, waiting, arrivals, out List<SegmentRun> runs))
        {
            return false;
        }

        key = start.Key;
        segment = new RowSegment(
            (int)(cycle - _from), [.. commands], (int)refreshes, _acceptSum - _acceptCount * _from, [.. runs], draining,
            (int)(state.Totals.DualCommandCycles - _dualCommandCycles));
        return true;
    }

    internal void Stop() => state.Observer = null;

    private bool TryLabelCommands(BankLabels labels, out List<SegmentCommand> commands)
    {
        commands = [];
        foreach ((DramCommandRun command, int bank, bool forConflict) in _commands)
        {
            bool hasRow = command.Kind.HasRow();
            int target = command.Kind == DramCommandKind.Refresh ? labels.RankOrderOf(command.Rank) : labels.LabelOf(bank);
            int row = hasRow ? labels.LabelOfRow(bank, command.Row) : -1;
            if (target < 0 || (row < 0 && hasRow))
                return false;
            ColumnRun columns = command.Kind.IsColumn()
                ? ColumnRun.Neighbours(command.Column, command.Count).MovedBy(-labels.ColumnOrigin)
                : ColumnRun.Neighbours(0, 1);
            SegmentCommand next = new(
                (int)(command.Cycle - _from), command.Kind, target, row, columns, command.PitchCycles, forConflict);
            if (commands.Count > 0 && commands[^1].TryExtend(next, out SegmentCommand longer))
                commands[^1] = longer;
            else
                commands.Add(next);
        }

        return true;
    }

    private bool TryLabelWaiting(BankLabels labels, WaitingRuns waiting, long arrivals, out List<SegmentRun> runs)
    {
        runs = [];
        foreach (WaitingRun run in waiting.Runs)
        {
            int row = labels.LabelOfRow(run.Bank, run.Location.Row.Row);
            if (row < 0)
                return false;
            ColumnRun columns = run.Location.Columns.MovedBy(-labels.ColumnOrigin);
            int back = (int)(arrivals - run.Arrival);
            // Those that waited at the start may have been accepted at other cycles on a hit: only the times of new ones are kept.
            int old = (int)Math.Clamp(_arrivals - run.Arrival, 0, run.Count);
            if (old > 0)
                runs.Add(new SegmentRun(row, columns.Slice(0, old), back, run.IsQueued, null));
            if (old < run.Count)
                runs.Add(new SegmentRun(row, columns.Slice(old, run.Count - old), back - old, run.IsQueued, AcceptsOf(run, old)));
        }

        return true;
    }

    private int[] AcceptsOf(WaitingRun run, int first) =>
        [.. Enumerable.Range(first, run.Count - first).Select(i => (int)(run.Accepts[i] - _from))];
}
