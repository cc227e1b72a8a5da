using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using CycleSim.Dram.Control;
using CycleSim.Dram.Parts;
using CycleSim.Dram.Policies;
using CycleSim.Dram.Requests;
using CycleSim.Dram.Standards;
using CycleSim.Memoization;

namespace CycleSim.Dram.FastForward;

/// <summary>
/// Memoization of streams, part by part (<see cref="StreamPart"/>). A segment lies between two moments at which the last request of a part
/// has just entered. What the controller does in it depends only on what <c>Describe</c> puts into the state key: what waits, which banks
/// and rows are involved, which constraints still hold and for how long, when the next refresh falls due. Each segment is simulated in
/// detail once; on a hit its commands are issued at once, and the queues are filled only where detailed simulation takes over again.
/// </summary>
internal sealed class MemoizedRows
{
    private readonly DramSpec _spec;
    private readonly ChannelState _state;
    private readonly RowSegmentRecording _recording;
    private readonly RowSegments _memo;
    private readonly StateKeyBuilder _key = new();
    private readonly BankLabels _labels;
    private readonly TimingDescription _timing;
    private readonly StreamPart _part;
    private readonly bool _closesUnusedRows;
    private readonly int _pitch;
    private WaitingRuns _waiting;
    private WaitingRuns _waitingNext;
    private long _partEnd;
    private bool _mayApply;

    /// <summary>Starts with the entries of a memo.</summary>
    /// <param name="spec">The part and its queues.</param>
    /// <param name="state">The channel.</param>
    /// <param name="recording">Told of each command and acceptance.</param>
    /// <param name="memo">Segments recorded so far; new ones are added.</param>
    internal MemoizedRows(DramSpec spec, ChannelState state, RowSegmentRecording recording, RowSegments memo)
    {
        (_spec, _state, _recording, _memo) = (spec, state, recording, memo);
        _labels = new BankLabels(spec);
        _timing = new TimingDescription(spec, state.Timing);
        _closesUnusedRows = PagePolicies.All.Get(spec.PagePolicy).ClosesUnusedRows;
        _part = new StreamPart(spec, state.Mapping);
        _pitch = state.Table.SameBankGap(DramCommandKind.Read, DramCommandKind.Read);
        (_waiting, _waitingNext) = (new WaitingRuns(state.MaxWaiting), new WaitingRuns(state.MaxWaiting));
    }

    private enum RowStep
    {
        /// <summary>From empty queues to the end of the first part.</summary>
        Start,

        /// <summary>From the end of a part to the end of the next.</summary>
        Next,

        /// <summary>From the end of the last part to the cycle of the last command.</summary>
        Drain,
    }

    private bool IsIdle =>
        _state.Queues.Live == 0 && _state.Reads.Count == 0 && _state.Writes.Count == 0 && !_state.Refresh.IsDue;

    /// <summary>A refresh may fall due before the next segment ends.</summary>
    private bool IsRefreshNear => _state.Refresh.NextDue - _state.Cycle <= _state.Table.RefreshCycles + _part.Block * _pitch;

    /// <summary>Segments that were hits: their commands were issued at once.</summary>
    internal long RowSegmentHits { get; private set; }

    /// <summary>The traffic ended with a segment that ends with the last command.</summary>
    internal bool HasDrained { get; private set; }

    /// <summary>New traffic starts.</summary>
    /// <param name="mayApply">
    /// Entries may be used: nobody wants to know of every completion (an entry holds commands, but not the requests that they complete),
    /// and the order of commands has no state of its own.
    /// </param>
    internal void StartTraffic(bool mayApply)
    {
        _mayApply = mayApply && _state.Mapping.IsRowContiguous && (!_spec.Refresh || _state.Refresh.RankTurnCycles > 0);
        HasDrained = false;
        _partEnd = _state.Arrivals;
    }

    /// <summary>The traffic has ended. With a refresh under way the last segment is incomplete and is not kept.</summary>
    internal void EndTraffic()
    {
        _waiting.Clear();
        FinishRecording(!_state.Refresh.IsDue);
    }

    /// <summary>Applies entries from empty queues on, before the next request is accepted; returns whether there was a hit.</summary>
    internal bool TryStart<TTraffic>(ref TTraffic traffic, ref DramRequest next, ref bool more)
        where TTraffic : struct, IDramTraffic
    {
        if (!IsPartEnd || !TryNextPart(next.IsWrite, ref traffic, next, more) || !IsIdle)
            return false;
        _waiting.Clear();
        return ApplyRows(RowStep.Start, next.IsWrite, ref traffic, ref next, ref more);
    }

    /// <summary>Applies entries if the last request of a part has just been accepted.</summary>
    internal void TryContinue<TTraffic>(bool isWrite, ref TTraffic traffic, ref DramRequest next, ref bool more)
        where TTraffic : struct, IDramTraffic
    {
        if (!IsPartEnd)
            return;
        bool isKnown = TryNextPart(isWrite, ref traffic, next, more);
        if (!isKnown && !_recording.IsOn)
            return;
        bool isCollected = TryCollectWaiting(isWrite);
        FinishRecording(isCollected);
        if (isKnown && isCollected)
            ApplyRows(RowStep.Next, isWrite, ref traffic, ref next, ref more);
    }

    /// <summary>The last request of a part has entered. Elsewhere nothing is looked up, so that parts do not depend on hits.</summary>
    private bool IsPartEnd => _mayApply && _state.Arrivals >= _partEnd;

    /// <summary>Collects what waits; false when a refresh or the other direction waits too.</summary>
    private bool TryCollectWaiting(bool isWrite)
    {
        _waiting.Clear();
        WaitingList list = isWrite ? _state.Writes : _state.Reads;
        if (_state.Refresh.IsDue || (isWrite ? _state.Reads : _state.Writes).Count > 0)
            return false;
        for (ulong mask = _state.Queues.Waiting | list.Queues; mask != 0; mask &= mask - 1)
        {
            int bank = BitOperations.TrailingZeroCount(mask);
            if (!TryCollect(_state.Queues[bank].Slots, isQueued: true, isWrite) || !TryCollect(list.Of(bank), isQueued: false, isWrite))
                return false;
        }

        return true;
    }

    private bool TryCollect(SlotList slots, bool isQueued, bool isWrite)
    {
        foreach (ushort slot in slots.Slots)
        {
            ref WaitingRequest request = ref _state.Requests[slot];
            if (request.IsWrite != isWrite || !_part.Contains(request.Burst))
                return false;
            _waiting.Add(request, isQueued, _state.Cycle);
        }

        return true;
    }

    /// <summary>Applies entries from the next part on, as long as there are any.</summary>
    private bool ApplyRows<TTraffic>(RowStep from, bool isWrite, ref TTraffic traffic, ref DramRequest next, ref bool more)
        where TTraffic : struct, IDramTraffic
    {
        bool any = false;
        do
        {
            RowStep step = _part.IsNone ? RowStep.Drain : any ? RowStep.Next : from;
            if (!TryFindSegment(step, isWrite, out RowSegment? segment))
                break;
            if (!any && step != RowStep.Start)
                EmptyQueues(isWrite);
            any = true;
            Apply(segment, isWrite);
            HasDrained = step == RowStep.Drain;
            if (HasDrained)
                return true;
            traffic.Skipped(_part.Count);
            more = traffic.TryPeek(out next);
        }
        while (TryNextPart(isWrite, ref traffic, next, more));

        if (any)
            FillQueues(isWrite);
        return any;
    }

    /// <summary>What enters next: a part, or nothing more; false when it must be simulated in detail.</summary>
    private bool TryNextPart<TTraffic>(bool isWrite, ref TTraffic traffic, in DramRequest next, bool more)
        where TTraffic : struct, IDramTraffic
    {
        _part.Clear();
        if (!more)
            return true;
        if (next.IsWrite == isWrite && next.Cycle <= _state.Cycle)
            _part.Take(ref traffic);
        _partEnd = _state.Arrivals + Math.Max(_part.Count, 1);
        return _part.Count >= StreamPart.MinCount && _part.Contains(_part.LastBurst);
    }

    /// <summary>
    /// Looks up the next segment, or starts to record it. Two keys: a segment in which no refresh falls due does not depend on when the
    /// next one does, so it is kept without that time and hits far more often.
    /// </summary>
    private bool TryFindSegment(RowStep step, bool isWrite, [NotNullWhen(true)] out RowSegment? segment)
    {
        Describe(step, isWrite, includesRefresh: false);
        bool isHit = _memo.TryGet(_key.Span, out segment);
        if (isHit && _state.Refresh.NextDue > _state.Cycle + segment!.Cycles)
            return true;
        SegmentStart? near = null;
        if (IsRefreshNear)
        {
            Describe(step, isWrite, includesRefresh: true);
            if (_memo.TryGet(_key.Span, out segment))
                return true;
            near = Start();
            Describe(step, isWrite, includesRefresh: false);
        }

        if (!_memo.IsFull)
            _recording.Start(isHit ? null : Start(), near, _state.Cycle, _state.Arrivals, _state.Refresh.NextDue, _part.Count);
        segment = null;
        return false;
    }

    private SegmentStart Start() => new(_key.Span.ToArray(), _labels.Copy());

    /// <summary>
    /// Builds the key: all that the next segment depends on, relative to the present cycle, banks, rows and columns by their labels.
    /// </summary>
    private void Describe(RowStep step, bool isWrite, bool includesRefresh)
    {
        ulong involved = _waiting.Banks | _part.Banks;
        ulong closing = includesRefresh ? _state.Queues.Open & _spec.BanksOf(_state.Refresh.NextTarget.Rank) : 0;
        LabelBanks(involved | closing);
        _key.Clear();
        _key.Add((int)step << 1 | (isWrite ? 1 : 0));
        _key.Add(_state.Draining);
        for (int order = 0; order < _spec.Ranks; order++)
            DescribeGroups(_labels.RankAt(order));
        DescribeRefresh(includesRefresh, closing);
        DescribeBanks(involved);
        DescribeWaiting();
        DescribePart();
        DescribeRows();
        _timing.Describe(_key, _labels, _state.Cycle);
    }

    /// <summary>How many labelled banks a rank has, by bank group: banks of a group are closer to each other in time.</summary>
    private void DescribeGroups(int rank)
    {
        for (int group = rank * _spec.BankGroups; group < (rank + 1) * _spec.BankGroups; group++)
            if (_labels.CountOfGroup(group) is > 0 and int count)
                _key.Add(count);
        _key.Add(-1);
    }

    private void DescribePart()
    {
        foreach (ref readonly RowRun run in _part.Runs)
            DescribeRun(run);
        _key.Add(-1);
    }

    private void DescribeRun(in RowRun run)
    {
        _key.Add(_labels.LabelRow(run.Row));
        _key.Add(run.Columns.First - _labels.ColumnOrigin);
        _key.Add(run.Columns.Step);
        _key.Add(run.Columns.Count);
    }

    /// <summary>The bank of each row.</summary>
    private void DescribeRows()
    {
        for (int label = 0; label < _labels.RowCount; label++)
            _key.Add(_labels.LabelOf(_labels.RowOf(label).Bank));
        _key.Add(-1);
    }

    /// <summary>
    /// Labels the banks that matter: those of waiting requests and of the next part, those that a refresh must close, those with a
    /// constraint that still holds. Under closed pages every open bank may issue a precharge, lowest first, so every bank matters.
    /// </summary>
    private void LabelBanks(ulong banks)
    {
        RowRun near = _part.IsNone ? _waiting.Newest : _part.Runs[0];
        if (_closesUnusedRows)
            _labels.Assign(0, near.Columns.First, ulong.MaxValue >> (64 - _state.Queues.Count));
        else
            _labels.Assign(near.Row.Bank / _spec.Banks, near.Columns.First, banks | _state.Timing.WaitingBanks(_state.Cycle));
    }

    /// <summary>When the next refresh falls due, and which banks it must close.</summary>
    private void DescribeRefresh(bool includesRefresh, ulong closing)
    {
        if (includesRefresh)
        {
            _key.Add((int)(_state.Refresh.NextDue - _state.Cycle));
            _key.Add(_labels.RankOrderOf(_state.Refresh.NextTarget.Rank));
            for (; closing != 0; closing &= closing - 1)
                _key.Add(_labels.LabelOf(BitOperations.TrailingZeroCount(closing)));
        }

        // Ends a list: the lists of two different states must not run together to the same key.
        _key.Add(-1);
    }

    /// <summary>State of the banks that requests wait for or go to; their open rows get the first labels.</summary>
    private void DescribeBanks(ulong involved)
    {
        for (int label = 0; label < _labels.Count; label++)
        {
            int index = _labels.BankOf(label);
            BankQueue bank = _state.Queues[index];
            if ((involved >> index & 1) == 0 && !(_closesUnusedRows && bank.OpenRow >= 0))
                continue;
            if (bank.OpenRow >= 0)
                _labels.LabelRow(new LabelledRow(index, bank.OpenRow, -1));
            _key.Add(label);
            _key.Add((bank.OpenRow < 0 ? -1 : Math.Min(bank.Accesses, _spec.RowHitCap)) << 1 | (bank.OpenedByConflict ? 1 : 0));
        }

        _key.Add(-1);
    }

    private void DescribeWaiting()
    {
        _waiting.SortBy(_labels);
        ReadOnlySpan<WaitingRun> runs = _waiting.Runs;
        for (int i = 0; i < runs.Length;)
        {
            WaitingRun run = runs[i];
            for (i++; i < runs.Length && run.TryJoin(runs[i], out WaitingRun joined); i++)
                run = joined;
            DescribeRun(run.Location);
            _key.Add((int)(_state.Arrivals - run.Arrival) << 1 | (run.IsQueued ? 1 : 0));
        }

        _key.Add(-1);
    }

    private void Apply(RowSegment segment, bool isWrite)
    {
        foreach (ref readonly SegmentCommand command in segment.Commands.AsSpan())
            Enter(command);
        _state.Refresh.Skip(segment.Refreshes);
        _state.Draining = segment.Draining;
        _state.Totals.DualCommandCycles += segment.DualCommandCycles;
        _state.Arrivals += _part.Count;
        if (!_part.IsNone)
        {
            _state.CountAccepted(segment.AcceptSum + _state.Cycle * _part.Count, _part.Count, isWrite);
            _state.LastBurst = _part.LastBurst;
        }

        KeepWaiting(segment);
        _state.Cycle += segment.Cycles;
        _state.LastProgress = _state.Cycle;
        RowSegmentHits++;
        if (isWrite)
            _state.LastReturn = Math.Max(_state.LastReturn, _state.Cycle + 2);
    }

    private void Enter(in SegmentCommand command)
    {
        long cycle = _state.Cycle + command.Offset;
        switch (command.Kind)
        {
            case DramCommandKind.Refresh:
                _state.EnterRefresh(_labels.RankAt(command.Target), cycle);
                break;
            case DramCommandKind.Activate:
                _state.EnterActivate(_labels.BankOf(command.Target), _labels.RowOf(command.Row).Row, cycle);
                break;
            case DramCommandKind.Precharge:
                _state.EnterPrecharge(_labels.BankOf(command.Target), command.ForConflict, cycle);
                break;
            default:
                EnterColumns(command, cycle);
                break;
        }
    }

    /// <summary>Only a listener tells columns apart: without one they need not be neighbours to be entered at once.</summary>
    private void EnterColumns(in SegmentCommand command, long cycle)
    {
        int bank = _labels.BankOf(command.Target);
        int row = _labels.RowOf(command.Row).Row;
        ColumnRun columns = command.Columns.MovedBy(_labels.ColumnOrigin);
        int together = columns.Step is 0 or 1 || !_state.IsHeard ? columns.Count : 1;
        int pitch = together == 1 ? 0 : command.Pitch;
        for (int i = 0; i < columns.Count; i += together)
            _state.EnterColumns(command.Kind, bank, row, columns[i], cycle + i * command.Pitch, together, pitch);
    }

    /// <summary>What waits at the end of a segment that starts now; requests that waited before it keep their acceptance.</summary>
    private void KeepWaiting(RowSegment segment)
    {
        _waitingNext.Clear();
        foreach (ref readonly SegmentRun run in segment.Waiting.AsSpan())
        {
            var location = new RowRun(_labels.RowOf(run.Row), run.Columns.MovedBy(_labels.ColumnOrigin));
            var kept = new WaitingRun(location, _state.Arrivals - run.Back, run.IsQueued, default);
            if (run.Accepts is { } accepts)
                _waitingNext.Add(kept with { Accepts = new AcceptTimes(_state.Cycle, accepts, 0) });
            else
                _waitingNext.AddKept(kept, _waiting);
        }

        (_waiting, _waitingNext) = (_waitingNext, _waiting);
    }

    /// <summary>
    /// While entries apply, what waits is only in <see cref="_waiting"/>: filling the queues at each segment would cost most of the gain.
    /// </summary>
    private void EmptyQueues(bool isWrite)
    {
        WaitingList list = isWrite ? _state.Writes : _state.Reads;
        for (ulong banks = _waiting.Banks; banks != 0; banks &= banks - 1)
        {
            int index = BitOperations.TrailingZeroCount(banks);
            Release(_state.Queues[index].Slots, isWrite);
            Release(list.Of(index), isWrite);
            _state.Queues[index].Clear();
            _state.Queues.Update(index);
            list.Clear(index);
        }
    }

    private void Release(SlotList slots, bool isWrite)
    {
        foreach (ushort slot in slots.Slots)
        {
            (isWrite ? _state.PendingWrites : _state.PendingReads).Remove(_state.Requests[slot].Burst);
            if (!isWrite)
                _state.Readers.Take(_state.Requests[slot].Readers, out _);
            _state.Requests.Free(slot);
        }
    }

    /// <summary>Puts what waits into the queues.</summary>
    private void FillQueues(bool isWrite)
    {
        foreach (WaitingRun run in _waiting.Runs)
        {
            for (int i = 0; i < run.Count; i++)
            {
                ushort slot = _state.NewRequest(
                    isWrite, run.Burst(i), run.Arrival + i, run.Accepts[i], run.Arrival + i - _state.FirstArrival,
                    isWrite ? _state.PendingWrites : _state.PendingReads);
                if (run.IsQueued)
                    _state.Queues[run.Bank].Add(slot);
                else
                    (isWrite ? _state.Writes : _state.Reads).Add(slot);
            }

            _state.Queues.Update(run.Bank);
        }
    }

    /// <summary>Keeps the segment that ends here, unless something happened in it that its key does not cover.</summary>
    /// <param name="isComplete">What waits has been collected, and no refresh is under way.</param>
    private void FinishRecording(bool isComplete)
    {
        if (_recording.IsOn && isComplete
            && _recording.TryFinish(
                _state.Cycle, _state.Arrivals, _state.Refresh.NextDue, _state.Refresh.RankTurnCycles, _waiting, _state.Draining,
                out int[]? key, out RowSegment? segment))
        {
            _memo.Add(key, segment);
        }

        _recording.Stop();
    }
}
