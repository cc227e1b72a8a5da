using CycleSim.Accelerator.FastForward;
using CycleSim.Accelerator.Observation;

namespace CycleSim.Accelerator.Dram;

/// <summary>
/// Streams of whole rows. Between two moments at which the last request of a row has just entered, what the controller does depends only
/// on what <see cref="DescribeState"/> writes down: which banks, what is still in the way and for how long, when the next refresh falls due.
/// The plain path works each such edge out once; from then on its commands are entered at once, and requests are put into the queues only
/// where the plain path takes over again.
/// </summary>
public sealed partial class DramController
{
    private const int MostEdges = 1 << 16;

    private readonly WordMemo<RowEdge> _edges;
    private readonly KeyWords _key = new();
    private readonly EdgeRecording _recording = new();

    private enum RowStep
    {
        /// <summary>From empty queues to the end of the first row.</summary>
        Start,

        /// <summary>From the end of a row to the end of the next.</summary>
        Next,

        /// <summary>From the end of the last row to the cycle before that of the last command.</summary>
        Drain,
    }

    private bool IsIdle => _queues.Live == 0 && _reads.Count == 0 && _writes.Count == 0 && _refreshes.Count == 0;

    /// <summary>A refresh may fall due before the next edge ends.</summary>
    private bool IsRefreshNear => _nextRefresh - _cycle <= _spec.Timing.Trfc + _spec.Columns * Pitch;

    private bool CanFollowRows => FastForward && _order.IsStateless && _mapping.IsRowContiguous;

    /// <summary>Follows known edges from empty queues, before the next request is accepted; returns whether any was known.</summary>
    private bool TryStartRows<TTraffic>(ref TTraffic traffic, ref DramRequest next, ref bool more)
        where TTraffic : struct, IDramTraffic =>
        CanFollowRows && IsIdle && traffic.Steady >= _spec.Columns
        && FollowRows(new RowPosition(-1, -1, 0), next.IsWrite, ref traffic, ref next, ref more);

    /// <summary>Follows known edges if a row's last request has just been accepted.</summary>
    private void TryFollowRows<TTraffic>(bool isWrite, ref TTraffic traffic, ref DramRequest next, ref bool more)
        where TTraffic : struct, IDramTraffic
    {
        if (!CanFollowRows || !IsRowEnd(isWrite, out RowPosition position))
            return;
        FinishRecording(RowStep.Next, position, isWrite);
        FollowRows(position, isWrite, ref traffic, ref next, ref more);
    }

    private bool IsRowEnd(bool isWrite, out RowPosition position)
    {
        position = default;
        if (!IsOneFullBank(isWrite, out int index, out SlotList list) || _requests[list.Last].Column != _spec.Columns - 1)
            return false;
        BankQueue queue = _queues[index];
        long end = _requests[list.Last].Burst + 1;
        position = new RowPosition(index, queue.OpenRow, end - _spec.Columns);
        return IsOneRun(queue, list, end, isWrite);
    }

    private bool FollowRows<TTraffic>(
        RowPosition position, bool isWrite, ref TTraffic traffic, ref DramRequest next, ref bool more)
        where TTraffic : struct, IDramTraffic
    {
        RowEdge? last = null;
        while (TryNextRow(position, isWrite, ref traffic, next, more, out RowStep step, out RowPosition to))
        {
            DescribeState(step, position, to, isWrite);
            if (!_edges.TryGet(_key.Words, out RowEdge? edge))
            {
                if (_edges.Count < MostEdges)
                    _recording.Begin(_key.Words, _cycle, _arrivals, _nextRefresh, IsRefreshNear, to);
                break;
            }

            if (edge.Refreshes == 0 && _nextRefresh <= _cycle + edge.Cycles)
                break;
            if (last is null && step != RowStep.Start)
                EmptyQueues(position.Index, isWrite);
            Follow(edge, step, position, to, isWrite);
            RowsFollowed++;
            last = edge;
            if (step == RowStep.Drain)
                return true;
            traffic.Skipped(_spec.Columns);
            more = traffic.TryPeek(out next);
            position = to;
        }

        if (last is not null)
            FillQueues(last, position, isWrite);
        return last is not null;
    }

    /// <summary>Whether the traffic goes on with a whole row, or ends; otherwise the plain path must see it.</summary>
    private bool TryNextRow<TTraffic>(
        RowPosition position, bool isWrite, ref TTraffic traffic, in DramRequest next, bool more, out RowStep step, out RowPosition to)
        where TTraffic : struct, IDramTraffic
    {
        (step, to) = (RowStep.Drain, new RowPosition(-1, -1, 0));
        if (!more)
            return true;
        step = position.Index < 0 ? RowStep.Start : RowStep.Next;
        if (next.IsWrite != isWrite || next.Cycle > _cycle || traffic.Steady < _spec.Columns)
            return false;
        long burst = next.Address / _spec.BurstBytes;
        DramAddress address = _mapping.OfBurst(burst);
        to = new RowPosition(address.Rank * _spec.Banks + address.Bank, address.Row, burst);
        return address.Column == 0 && (to.Index != position.Index || to.Row != position.Row);
    }

    /// <summary>Writes down all that the next edge depends on, relative to the present cycle.</summary>
    private void DescribeState(RowStep step, RowPosition from, RowPosition to, bool isWrite)
    {
        _key.Clear();
        _key.Add((int)step << 1 | (isWrite ? 1 : 0));
        _key.Add(_draining);
        _key.Add(from.Index);
        if (from.Index >= 0)
            _key.Add(Math.Min(_queues[from.Index].Accesses, _spec.RowHitCap));
        if (to.Index >= 0)
            DescribeBank(to);
        if (IsRefreshNear)
        {
            _key.Add((int)(_nextRefresh - _cycle));
            _key.Add(_nextRefreshRank);
            _key.Add(_queues.OpenBanks());
        }
        else
        {
            _key.Add(-1);
        }

        _timing.DescribeState(_key, _cycle);
    }

    private void DescribeBank(RowPosition to)
    {
        BankQueue bank = _queues[to.Index];
        bool isHit = bank.OpenRow == to.Row;
        _key.Add(to.Index);
        _key.Add(bank.OpenRow < 0 ? 0 : isHit ? 1 + Math.Min(bank.Accesses, _spec.RowHitCap) : -1);
        _key.Add(bank.OpenedByConflict ? 1 : 0);
    }

    private void Follow(RowEdge edge, RowStep step, RowPosition from, RowPosition to, bool isWrite)
    {
        foreach (EdgeCommand command in edge.Commands)
            Enter(command, command.OfNextRow ? to.Row : from.Row);
        _nextRefresh += (long)edge.Refreshes * _refreshInterval;
        _nextRefreshRank = (_nextRefreshRank + edge.Refreshes) % _ranks.Length;
        _draining = edge.Draining;
        if (step != RowStep.Drain)
        {
            _arrivals += _spec.Columns;
            CountAccepted(edge.AcceptSum + _cycle * _spec.Columns, _spec.Columns, isWrite);
        }

        _cycle += edge.Cycles;
        _lastProgress = _cycle;
        if (isWrite)
            _lastReturn = Math.Max(_lastReturn, _cycle + 2);
    }

    private void Enter(in EdgeCommand command, int row)
    {
        long cycle = _cycle + command.Offset;
        switch (command.Kind)
        {
            case DramCommandKind.Activate:
                EnterActivate(command.Index, row, cycle);
                break;
            case DramCommandKind.Precharge:
                EnterPrecharge(command.Index, command.ForConflict, cycle);
                break;
            case DramCommandKind.Refresh:
                EnterRefresh(command.Index / _spec.Banks, cycle);
                break;
            default:
                EnterColumns(new DramCommand(
                    command.Kind, cycle, command.Index / _spec.Banks, command.Index % _spec.Banks, row, command.Column, command.Count, command.Pitch));
                break;
        }
    }

    private void EmptyQueues(int index, bool isWrite)
    {
        WaitingList list = isWrite ? _writes : _reads;
        Release(_queues[index].Slots, isWrite);
        Release(list.Of(index), isWrite);
        _queues[index].Clear();
        _queues.Update(index);
        list.Clear(index);
    }

    private void Release(SlotList slots, bool isWrite)
    {
        foreach (ushort slot in slots.Slots)
        {
            (isWrite ? _pendingWrites : _pendingReads).Remove(_requests[slot].Burst);
            if (!isWrite)
                _readers.Take(_requests[slot].Readers, out _);
            _requests.Free(slot);
        }
    }

    /// <summary>Puts the last requests of a row where the edge to its end left them.</summary>
    private void FillQueues(RowEdge edge, RowPosition position, bool isWrite)
    {
        WaitingList list = isWrite ? _writes : _reads;
        int waiting = edge.Accepts.Length;
        for (int i = 0; i < waiting; i++)
        {
            long burst = position.Burst + _spec.Columns - waiting + i;
            var request = new DramRequest(0, burst * _spec.BurstBytes, isWrite);
            ushort slot = NewRequest(
                request, burst, _arrivals - waiting + i, _cycle - edge.Cycles + edge.Accepts[i], isWrite ? _pendingWrites : _pendingReads);
            if (i < _spec.BankQueueDepth)
                _queues[position.Index].Add(slot);
            else
                list.Add(slot);
        }

        _queues.Update(position.Index);
    }

    /// <summary>Keeps the edge that ends here, if it began where edges begin and nothing else came between.</summary>
    private void FinishRecording(RowStep step, RowPosition end, bool isWrite)
    {
        if (!_recording.IsOn)
            return;
        long cycle = step == RowStep.Drain ? _cycle - 1 : _cycle;
        int refreshes = (int)((_nextRefresh - _recording.NextRefresh) / _refreshInterval);
        bool isNextRow = end == _recording.To && _arrivals - _recording.Arrivals == (step == RowStep.Drain ? 0 : _spec.Columns);
        bool refreshWasNear = _recording.KnowsRefresh || refreshes == 0;
        if (isNextRow && refreshWasNear && _refreshes.Count == 0)
            _edges.Add(_recording.Key, _recording.Edge(cycle, refreshes, step == RowStep.Drain ? [] : Accepts(end.Index, isWrite), _draining));
        _recording.Stop();
    }

    private int[] Accepts(int index, bool isWrite)
    {
        ushort[] slots = [.. _queues[index].Slots.Slots, .. (isWrite ? _writes : _reads).Of(index).Slots];
        return [.. slots.Select(slot => (int)(_requests[slot].AcceptCycle - _recording.From))];
    }
}
