using CycleSim.Kernel;
using CycleSim.Platform;

namespace CycleSim.Dram;

/// <summary>
/// An event-driven DDR3 controller of one channel, command by command. It visits only cycles in which something can happen: a command
/// becomes legal, a request arrives, a refresh falls due. What is legal comes from <see cref="DramConstraints"/>, what is chosen from a
/// <see cref="DramPolicy"/>; with <see cref="DramPolicy.Dramsim3"/> it issues what DRAMsim3 issues, in the same cycles. All times are
/// DRAM clock cycles.
/// </summary>
public sealed class DramController
{
    private readonly DramSpec _spec;
    private readonly DramPolicy _policy;
    private readonly CommandOrder _order;
    private readonly CommandLog _log;
    private readonly ChannelState _state;
    private readonly SteadyStream _steady;
    private readonly MemoizedRows _rows;
    private readonly long _maxIdleCycles;

    private int _returning = -1;
    private long _writtenBurst = -1;

    /// <summary>Makes an idle controller at cycle 0; all banks are closed.</summary>
    /// <param name="spec">The part and its queues.</param>
    /// <param name="policy">What it chooses among legal commands.</param>
    /// <param name="commands">Told of each command, in order; null when nobody listens.</param>
    /// <param name="memo">
    /// Memo entries that it shares with earlier controllers (policy <see cref="DramPolicy.Default"/> only); null to start empty.
    /// </param>
    /// <exception cref="InputException">The part contradicts the policy.</exception>
    public DramController(DramSpec spec, DramPolicy policy, Hook<DramCommand>? commands = null, RowMemo? memo = null)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(policy);
        policy.Check(spec);
        _spec = spec;
        _policy = policy;
        _order = policy.NewOrder();
        _log = new CommandLog(commands ?? new Hook<DramCommand>());
        var recording = new RowSegmentRecording();
        _state = new ChannelState(spec, policy, _log, recording);
        _steady = new SteadyStream(spec, _state);
        _rows = new MemoizedRows(spec, _state, recording, policy == DramPolicy.Default && memo is not null ? memo.Of(spec) : new());
        _maxIdleCycles = 20L * spec.Timing.Trefi;
    }

    /// <summary>What happened in the cycles before the present one.</summary>
    public DramTotals Totals
    {
        get
        {
            long active = 0;
            foreach (RankActivity rank in _state.Ranks)
                active += rank.Until(_state.Cycle);
            return _state.Totals with
            {
                Cycles = _state.Cycle,
                WritesLeftInBuffer = _state.Writes.Count,
                WriteLatencyCycles = _state.Totals.WriteLatencyCycles + PendingAccepts(),
                ActiveCycles = active,
                PrechargedCycles = _state.Cycle * _state.Ranks.Length - active,
            };
        }
    }

    /// <summary>
    /// Acceptances of the writes whose command is still to come: the sum of latencies has been lowered by them, but not yet raised by
    /// their ends of data.
    /// </summary>
    private long PendingAccepts()
    {
        static long OfWrite(WaitingRequest request) => request.IsWrite ? request.AcceptCycle : 0;

        long sum = _state.Writes.Sum(OfWrite);
        for (int index = 0; index < _state.Queues.Count; index++)
            sum += _state.Queues[index].Slots.Sum(_state.Requests, OfWrite);
        return sum;
    }

    /// <summary>The part that it controls.</summary>
    public DramSpec Spec => _spec;

    /// <summary>
    /// The present cycle: once <see cref="Serve"/> or <see cref="AdvanceTo"/> returns, observers have seen every command before it and none
    /// from it on.
    /// </summary>
    public long Cycle => _state.Cycle;

    /// <summary>Skip repetition in transfers; false visits every cycle in which something happens. Results are the same.</summary>
    public bool FastForward { get; set; } = true;

    /// <summary>Cycles in which the controller looked for something to do.</summary>
    public long CyclesVisited { get; private set; }

    /// <summary>Segments of rows that were memo hits: their commands were issued at once.</summary>
    public long RowSegmentHits => _rows.RowSegmentHits;

    /// <summary>Runs a list of requests to the end. They enter in order, at most one a cycle; the head blocks.</summary>
    /// <returns>Acceptance and completion of each request.</returns>
    /// <exception cref="InputException">
    /// The policy blocks for ever, as <see cref="DramPolicy.Dramsim3"/> can, or simulated time ends before the last request is done.
    /// </exception>
    /// <exception cref="InvalidOperationException">A request was lost or completed twice: a fault of the controller.</exception>
    public DramCompletion[] Replay(DramRequest[] requests)
    {
        ArgumentNullException.ThrowIfNull(requests);
        var completions = new DramCompletion[requests.Length];
        var traffic = new RequestTrace(requests, completions);
        Serve(ref traffic, untilReturned: true);
        traffic.CheckComplete();
        return completions;
    }

    /// <summary>Moves runs of bursts that are all requested at once; they enter in order, at most one a cycle.</summary>
    /// <param name="cycle">Cycle of the request, not before the end of the last transfer.</param>
    /// <param name="baseBurst">Burst address that the runs count from.</param>
    /// <param name="runs">Bursts, ascending, none twice.</param>
    /// <param name="isWrite">Direction.</param>
    /// <returns>The cycle after the last data.</returns>
    /// <exception cref="InputException">Simulated time ends before the last data.</exception>
    /// <exception cref="InvalidOperationException">A burst was lost: a fault of the controller.</exception>
    public long Transfer(long cycle, long baseBurst, IReadOnlyList<BurstRun> runs, bool isWrite)
    {
        ArgumentNullException.ThrowIfNull(runs);
        var traffic = new BurstTransfer(cycle, baseBurst, runs, isWrite, _spec.BurstBytes);
        Serve(ref traffic, untilReturned: false);
        traffic.CheckAccepted(_state.Arrivals - _state.FirstArrival);
        return Math.Max(cycle, _state.DataEnd);
    }

    /// <summary>Lets time pass up to a cycle: refreshes that fall due before it, and what is left in the queues.</summary>
    /// <exception cref="InputException">Simulated time ends before that cycle.</exception>
    public void AdvanceTo(long cycle)
    {
        while (_state.Cycle < cycle)
        {
            long wake = long.MaxValue;
            bool active = StartCycle(ref wake);
            _state.Cycle = active ? _state.Cycle + 1 : NextCycle(Math.Min(cycle, wake));
        }

        CheckTime();
        _log.Flush();
    }

    /// <summary>
    /// Runs until the traffic has entered and its commands are issued, or also until all data have returned; only then it is told of every
    /// completion.
    /// </summary>
    public void Serve<TTraffic>(ref TTraffic traffic, bool untilReturned)
        where TTraffic : struct, IDramTraffic
    {
        _state.FirstArrival = _state.Arrivals;
        _state.LastProgress = _state.Cycle;
        _rows.StartTraffic(FastForward && !untilReturned && _order.IsStateless);
        bool more = traffic.TryPeek(out DramRequest next);
        while (true)
        {
            long wake = long.MaxValue;
            bool active = StartCycle(ref wake);
            Return(ref traffic);
            if (more)
            {
                if (next.Cycle > _state.Cycle)
                {
                    wake = Math.Min(wake, next.Cycle);
                    if (IsDone(untilReturned: false))
                        _state.LastProgress = next.Cycle; // with nothing else to do, waiting for a request is no lack of progress
                    else
                        CheckProgress();
                }
                else
                {
                    CheckProgress();
                    if (!(next.IsWrite ? _state.Writes : _state.Reads).IsFull)
                    {
                        active = true;
                        if (!_rows.TryStart(ref traffic, ref next, ref more))
                            more = Enter(ref traffic, ref next);
                        if (_rows.HasDrained && IsDone(untilReturned))
                            break; // the last command has this cycle: another look would issue a second one
                    }
                }
            }
            else if (IsDone(untilReturned))
            {
                break;
            }
            else
            {
                CheckProgress();
                wake = Math.Min(wake, Math.Max(_state.Cycle + 1, _state.LastReturn));
            }

            _state.Cycle = active ? _state.Cycle + 1 : NextCycle(wake);
        }

        _rows.EndTraffic();
        _state.Cycle++;
        _log.Flush();
        CheckTime();
        CheckConservation();
    }

    /// <summary>
    /// Runs up to the cycle in which one of the clients may do something new, or until nothing is left to do. Every command is simulated
    /// in detail: what comes next is not known, so nothing is known to repeat.
    /// </summary>
    /// <exception cref="InputException">Simulated time ends before that, or the policy blocks for ever.</exception>
    public void ServeClients<TClients>(ref TClients clients)
        where TClients : struct, IDramClients
    {
        _state.FirstArrival = 0;
        _writtenBurst = -1;
        _state.LastProgress = _state.Cycle;
        while (_state.Cycle < clients.StopCycle)
        {
            if (_state.Draining == 0 && _state.Reads.Count > 0 && clients.NeedsWrites)
                _state.Draining = _state.Writes.Count;
            long wake = long.MaxValue;
            bool active = StartCycle(ref wake);
            Return(ref clients);
            ReportWrite(ref clients);
            bool waits = clients.TryPeek(_state.Cycle, out DramRequest next, out long nextArrival);
            if (waits && !(next.IsWrite ? _state.Writes : _state.Reads).IsFull)
            {
                active = true;
                Accept(ref clients, next, _state.Cycle + 1);
            }
            else if (waits)
            {
                CheckProgress();
            }
            else if (nextArrival == long.MaxValue && IsDone(untilReturned: false))
            {
                _state.Cycle++; // the last command may have this cycle: another look would issue a second one
                break;
            }

            wake = Math.Min(wake, Math.Min(nextArrival, clients.StopCycle));
            _state.Cycle = active ? _state.Cycle + 1 : NextCycle(wake);
        }

        _log.Flush();
        CheckTime();
    }

    private void ReportWrite<TClients>(ref TClients clients)
        where TClients : struct, IDramClients
    {
        if (_writtenBurst >= 0)
            clients.Written(_writtenBurst, _state.DataEnd);
        _writtenBurst = -1;
    }

    /// <summary>The next cycle in which something can happen. Refreshes of an idle channel before it are counted, not visited.</summary>
    /// <param name="wake">When something else than a refresh can happen.</param>
    private long NextCycle(long wake)
    {
        if (wake - _state.NextRefresh > (long)_state.Ranks.Length * _state.RefreshInterval && RefreshesRunIdle())
            CountIdleRefreshes(wake);
        return Math.Min(wake, _state.NextRefresh);
    }

    /// <summary>
    /// Nothing waits, all banks are closed and ready: until the next request each refresh is issued in the cycle in which it falls due.
    /// A command log must see each of them.
    /// </summary>
    private bool RefreshesRunIdle()
    {
        if (_log.IsObserved || _state.Queues.Live != 0 || _state.Queues.Open != 0 || _state.Reads.Count > 0 || _state.Refreshes.Count > 0
            || (long)_state.RefreshInterval * _state.Ranks.Length < _spec.Timing.Trfc)
        {
            return false;
        }

        for (int index = 0; index < _state.Queues.Count; index++)
            if (_state.Timing.Allowed(DramCommandKind.Refresh, index, _state.Queues[index].Rank) > _state.NextRefresh)
                return false;
        return true;
    }

    /// <summary>
    /// Counts the refreshes that fall due before a cycle, except the last one of each rank: that one is issued, since later commands must
    /// keep their distance from it.
    /// </summary>
    private void CountIdleRefreshes(long cycle)
    {
        long due = (cycle - 1 - _state.NextRefresh) / _state.RefreshInterval + 1;
        long counted = due - _state.Ranks.Length;
        _state.Totals.Refreshes += counted;
        _state.NextRefresh += counted * _state.RefreshInterval;
        _state.NextRefreshRank = (int)((_state.NextRefreshRank + counted) % _state.Ranks.Length);
    }

    /// <summary>Simulated time is a 64-bit number of picoseconds.</summary>
    private void CheckTime()
    {
        if (Math.Max(_state.Cycle, _state.DataEnd) > _spec.LastCycle)
        {
            throw new InputException(
                $"part {_spec.Name}: simulated time ends at DRAM cycle {_spec.LastCycle} (2^63 ps), before the run does");
        }
    }

    /// <summary>Each request that entered was issued, answered by or joined to another one, or waits in the write buffer.</summary>
    private void CheckConservation()
    {
        DramTotals totals = _state.Totals;
        long accounted = totals.Reads + totals.Writes + totals.ReadsForwarded + totals.ReadsMerged + totals.WritesMerged
            + _state.Writes.Count;
        if (_state.Arrivals != accounted || _state.Readers.Count != 0)
        {
            throw new InvalidOperationException(
                $"the DRAM controller accepted {_state.Arrivals} requests and accounts for {accounted}; " +
                $"{_state.Readers.Count} reads have no completion");
        }
    }

    /// <summary>Accepts the next request and, where the state repeats, what follows it; returns whether a request is left.</summary>
    private bool Enter<TTraffic>(ref TTraffic traffic, ref DramRequest next)
        where TTraffic : struct, IDramTraffic
    {
        bool isWrite = next.IsWrite;
        Accept(ref traffic, next, _state.Cycle + 1);
        bool more = traffic.TryPeek(out next);
        if (FastForward && more && _state.Totals.LastColumnCycle == _state.Cycle && traffic.Steady > 0)
            more = _steady.Skip(ref traffic, ref next);
        _rows.TryContinue(isWrite, ref traffic, ref next, ref more);
        return more;
    }

    /// <summary>
    /// Refresh timer, one command, one move: what a cycle does apart from accepting a request. The order is DRAMsim3's: a request that is
    /// accepted in a cycle is seen by the move of the next one, so that both give the same cycles.
    /// </summary>
    private bool StartCycle(ref long wake)
    {
        CyclesVisited++;
        if (_state.Cycle == _state.NextRefresh)
        {
            _state.Refreshes.Enqueue(_state.NextRefreshRank);
            _state.NextRefreshRank = (_state.NextRefreshRank + 1) % _state.Ranks.Length;
            _state.NextRefresh += _state.RefreshInterval;
        }

        bool active = IssueOne(ref wake);
        return MoveOne() | active;
    }

    /// <summary>Reports a policy that can never continue. Twenty refresh intervals is far longer than any legal wait.</summary>
    private void CheckProgress()
    {
        if (_state.Cycle - _state.LastProgress > _maxIdleCycles)
        {
            throw new InputException(
                $"policy {_policy.Name} blocks for ever from DRAM cycle {_state.LastProgress} on: a full write buffer waits for a " +
                $"read that cannot " +
                $"reach its bank queue (a known property of dramsim3); use policy {DramPolicy.Default.Name}");
        }
    }

    private bool IsDone(bool untilReturned) =>
        _state.Queues.Waiting == 0 && _state.Reads.Count == 0 && _state.Draining == 0 && _state.Writes.Count <= _policy.IdleDrainThreshold
        && (!untilReturned || (_state.LastReturn <= _state.Cycle && _state.Refreshes.Count == 0));

    private void Accept<TListener>(ref TListener listener, in DramRequest request, long cycle)
        where TListener : struct, IDramListener
    {
        long burst = request.Address / _spec.BurstBytes;
        _state.LastBurst = burst;
        long arrival = _state.Arrivals++;
        _state.LastProgress = _state.Cycle;
        listener.Accepted(cycle);
        if (request.IsWrite || _state.PendingWrites.Contains(burst))
        {
            if (!request.IsWrite)
                _state.Totals.ReadsForwarded++;
            else if (_state.PendingWrites.Contains(burst))
                _state.Totals.WritesMerged++;
            else
                _state.Writes.Add(NewAccepted(request, burst, arrival, cycle, _state.PendingWrites));
            _state.LastReturn = Math.Max(_state.LastReturn, cycle + 1);
            listener.Done(arrival - _state.FirstArrival, cycle + 1);
        }
        else if (_state.PendingReads.TryGet(burst, out int slot))
        {
            _state.Totals.ReadsMerged++;
            _state.Readers.Join(_state.Requests[slot].Readers, arrival - _state.FirstArrival);
        }
        else
        {
            _state.Reads.Add(NewAccepted(request, burst, arrival, cycle, _state.PendingReads));
        }
    }

    private ushort NewAccepted(in DramRequest request, long burst, long arrival, long cycle, AddressTable pending)
    {
        _state.CountAccepted(cycle, 1, request.IsWrite);
        return _state.NewRequest(request, burst, arrival, cycle, pending);
    }

    /// <summary>Issues at most one command; otherwise lowers wake to the first cycle in which one is legal.</summary>
    private bool IssueOne(ref long wake)
    {
        if (_state.Refreshes.Count > 0 && AdvanceRefresh(ref wake))
            return true;
        if (!_order.TryChoose(_state.Queues, _state.Cycle, ref wake, out int index, out LegalCommand command))
            return false;
        switch (command.Kind)
        {
            case DramCommandKind.Activate:
                _state.EnterActivate(index, _state.Queues[index].At(0).Row, _state.Cycle);
                break;
            case DramCommandKind.Precharge:
                _state.EnterPrecharge(index, _state.Queues[index].Count > 0, _state.Cycle);
                break;
            default:
                AccessColumn(index, command);
                break;
        }

        return true;
    }

    private void AccessColumn(int index, LegalCommand command)
    {
        BankQueue queue = _state.Queues[index];
        ushort slot = queue.Take(command.Position);
        _state.LastProgress = _state.Cycle;
        ref WaitingRequest request = ref _state.Requests[slot];
        if (request.IsWrite)
        {
            _state.PendingWrites.Remove(request.Burst);
            _writtenBurst = request.Burst;
        }
        else
        {
            _state.PendingReads.Remove(request.Burst);
            _returning = request.Readers;
        }

        _state.EnterColumns(new DramCommand(
            command.Kind, _state.Cycle, queue.Rank, index % _spec.Banks, request.Row, request.Column, 1, 0));
        _state.Requests.Free(slot);
    }

    /// <summary>Reports the read whose command was just issued, and those that joined it.</summary>
    private void Return<TListener>(ref TListener listener)
        where TListener : struct, IDramListener
    {
        while (_returning >= 0)
        {
            _returning = _state.Readers.Take(_returning, out long index);
            listener.Done(index, _state.DataEnd);
        }
    }

    /// <summary>Closes the banks of the rank whose refresh is due, lowest first, then refreshes it.</summary>
    private bool AdvanceRefresh(ref long wake)
    {
        int rank = _state.Refreshes.Peek();
        _state.Queues.RefreshingRank = rank;
        long allReady = long.MinValue;
        bool anyOpen = false;
        for (int index = rank * _spec.Banks; index < (rank + 1) * _spec.Banks; index++)
        {
            if (_state.Queues[index].OpenRow < 0)
            {
                allReady = Math.Max(allReady, _state.Timing.Allowed(DramCommandKind.Refresh, index, rank));
                continue;
            }

            anyOpen = true;
            long allowed = _state.Timing.Allowed(DramCommandKind.Precharge, index, rank);
            if (allowed <= _state.Cycle)
            {
                _state.EnterPrecharge(index, forConflict: false, _state.Cycle);
                return true;
            }

            wake = Math.Min(wake, allowed);
        }

        if (anyOpen)
            return false;
        if (allReady > _state.Cycle)
        {
            wake = Math.Min(wake, allReady);
            return false;
        }

        _state.Refreshes.Dequeue();
        _state.Queues.RefreshingRank = -1;
        _state.EnterRefresh(rank, _state.Cycle);
        return true;
    }

    /// <summary>
    /// Moves at most one request to its bank queue. Writes wait until the buffer is full or nothing else is to do: each change of direction
    /// costs a turnaround on the data bus, so they are drained together.
    /// </summary>
    private bool MoveOne()
    {
        bool idle = _state.Queues.Waiting == 0 && (!_policy.SkipsHazards || _state.Reads.Count == 0);
        if (_state.Draining == 0 && (_state.Writes.IsFull || (_state.Writes.Count > _policy.IdleDrainThreshold && idle)))
            _state.Draining = _state.Writes.Count;
        return _state.Draining > 0 ? MoveWrite() || (_policy.SkipsHazards && MoveRead()) : MoveRead();
    }

    private bool MoveRead()
    {
        if (!_state.Reads.TryOldest(~_state.Queues.Full, out int index))
            return false;
        Move(_state.Reads, index, 0);
        return true;
    }

    /// <summary>
    /// A write must not overtake a read of its burst that still waits: the read would get the new data. Such a write is passed over, or
    /// ends the drain, as the policy says.
    /// </summary>
    private bool MoveWrite()
    {
        int position = 0;
        if (!_state.Writes.TryOldest(~_state.Queues.Full, out int index))
            return false;
        if (_state.PendingReads.Contains(_state.Requests[_state.Writes.Of(index)[0]].Burst))
        {
            if (!_policy.SkipsHazards)
            {
                _state.Draining = 0;
                return true; // the next cycle looks at the reads
            }

            if (!_state.Writes.TryOldestWithout(_state.PendingReads, ~_state.Queues.Full, out index, out position))
                return false;
        }

        _state.Draining--;
        Move(_state.Writes, index, position);
        return true;
    }

    private void Move(WaitingList source, int index, int position)
    {
        _state.Queues[index].Add(source.Take(index, position));
        _state.Queues.Update(index);
    }
}
