using CycleSim.Configuration;
using CycleSim.Kernel;

namespace CycleSim.Dram;

/// <summary>
/// An event-driven DDR3 controller of one channel, command by command. It visits only cycles in which something can happen: a command
/// becomes legal, a request arrives, a refresh falls due. What is legal comes from <see cref="DramConstraints"/>, what is chosen from a
/// <see cref="DramPolicy"/>; with <see cref="DramPolicy.Dramsim3"/> it issues what DRAMsim3 issues, in the same cycles. All times are
/// DRAM clock cycles.
/// </summary>
public sealed partial class DramController
{
    private readonly DramSpec _spec;
    private readonly DramPolicy _policy;
    private readonly CommandOrder _order;
    private readonly AddressMapping _mapping;
    private readonly ChannelTiming _timing;
    private readonly CommandLog _log;
    private readonly WaitingRequests _requests;
    private readonly BankQueues _queues;
    private readonly RankActivity[] _ranks;
    private readonly WaitingList _reads;
    private readonly WaitingList _writes;
    private readonly AddressTable _pendingReads = new();
    private readonly AddressTable _pendingWrites = new();
    private readonly ReaderChains _readers = new();
    private readonly Queue<int> _refreshes = new();
    private readonly int _refreshInterval;
    private readonly int _readDelay;
    private readonly int _writeDelay;
    private readonly long _patience;

    private int _nextRefreshRank;
    private int _draining;
    private int _returning = -1;
    private long _cycle;
    private long _nextRefresh;
    private long _arrivals;
    private long _firstArrival;
    private long _lastReturn = -1;
    private long _lastProgress;
    private long _dataEnd;
    private bool _hasDrained;
    private bool _reportsAll;
    private DramTotals _totals;

    /// <summary>Makes an idle controller at cycle 0; all banks are closed.</summary>
    /// <param name="spec">The part and its queues.</param>
    /// <param name="policy">What it chooses among legal commands.</param>
    /// <param name="commands">Told of each command, in order; null when nobody listens.</param>
    /// <param name="known">What controllers before it have learned of policy <see cref="DramPolicy.Default"/>; null to begin with nothing.</param>
    /// <exception cref="InputException">The part contradicts the policy.</exception>
    public DramController(DramSpec spec, DramPolicy policy, Hook<DramCommand>? commands = null, KnownRows? known = null)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(policy);
        policy.Check(spec);
        _spec = spec;
        _policy = policy;
        _order = policy.NewOrder();
        _edges = policy == DramPolicy.Default && known is not null ? known.Of(spec) : new();
        _mapping = new AddressMapping(spec.Mapping, spec);
        _timing = new ChannelTiming(spec);
        _names = new EdgeNames(spec);
        _bursts = (ulong)(spec.CapacityBytes / spec.BurstBytes);
        _log = new CommandLog(commands ?? new Hook<DramCommand>());
        int queues = spec.Ranks * spec.Banks;
        int mostWaiting = spec.QueueDepth + spec.WriteBufferDepth + queues * spec.BankQueueDepth;
        _requests = new WaitingRequests(mostWaiting);
        (_waiting, _waitingNext) = (new WaitingRuns(mostWaiting), new WaitingRuns(mostWaiting));
        _queues = new BankQueues(spec, policy, _requests, _timing);
        _ranks = [.. Enumerable.Range(0, spec.Ranks).Select(_ => new RankActivity())];
        _reads = new WaitingList(spec.QueueDepth, queues, _requests);
        _writes = new WaitingList(spec.WriteBufferDepth, queues, _requests);
        _refreshInterval = spec.Timing.Trefi / spec.Ranks;
        _nextRefresh = spec.Refresh ? _refreshInterval : long.MaxValue;
        _readDelay = spec.Timing.ReadToData + spec.Timing.BurstCycles;
        _writeDelay = spec.Timing.WriteToData + spec.Timing.BurstCycles;
        _patience = 20L * spec.Timing.Trefi;
    }

    /// <summary>What happened in the cycles before the present one.</summary>
    public DramTotals Totals
    {
        get
        {
            long active = 0;
            foreach (RankActivity rank in _ranks)
                active += rank.Until(_cycle);
            return _totals with
            {
                Cycles = _cycle,
                WritesLeftInBuffer = _writes.Count,
                WriteLatencyCycles = _totals.WriteLatencyCycles + PendingAccepts(),
                ActiveCycles = active,
                PrechargedCycles = _cycle * _ranks.Length - active,
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

        long sum = _writes.Sum(OfWrite);
        for (int index = 0; index < _queues.Count; index++)
            sum += _queues[index].Slots.Sum(_requests, OfWrite);
        return sum;
    }

    /// <summary>The present cycle: every command before it has been told of once <see cref="Serve"/> or <see cref="AdvanceTo"/> returns, and none from it on.</summary>
    public long Cycle => _cycle;

    /// <summary>Skip repetition in transfers; false visits every cycle in which something happens. Results are the same.</summary>
    public bool FastForward { get; set; } = true;

    /// <summary>Cycles in which the controller looked for something to do.</summary>
    public long CyclesVisited { get; private set; }

    /// <summary>Rows whose commands were known and entered at once.</summary>
    public long RowsFollowed { get; private set; }

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
        traffic.CheckAccepted(_arrivals - _firstArrival);
        return Math.Max(cycle, _dataEnd);
    }

    /// <summary>Lets time pass up to a cycle: refreshes that fall due before it, and what is left in the queues.</summary>
    /// <exception cref="InputException">Simulated time ends before that cycle.</exception>
    public void AdvanceTo(long cycle)
    {
        while (_cycle < cycle)
        {
            long wake = long.MaxValue;
            bool active = BeginCycle(ref wake);
            _cycle = active ? _cycle + 1 : NextCycle(Math.Min(cycle, wake));
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
        _firstArrival = _arrivals;
        _lastProgress = _cycle;
        _hasDrained = false;
        _reportsAll = untilReturned;
        bool more = traffic.TryPeek(out DramRequest next);
        while (true)
        {
            long wake = long.MaxValue;
            bool active = BeginCycle(ref wake);
            Return(ref traffic);
            if (more)
            {
                if (next.Cycle > _cycle)
                {
                    wake = Math.Min(wake, next.Cycle);
                    if (IsDone(untilReturned: false))
                        _lastProgress = next.Cycle; // with nothing else to do, waiting for a request is no lack of progress
                    else
                        CheckProgress();
                }
                else
                {
                    CheckProgress();
                    if (!(next.IsWrite ? _writes : _reads).IsFull)
                    {
                        active = true;
                        if (!TryStartRows(ref traffic, ref next, ref more))
                            more = Enter(ref traffic, ref next);
                        if (_hasDrained && IsDone(untilReturned))
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
                wake = Math.Min(wake, Math.Max(_cycle + 1, _lastReturn));
            }

            _cycle = active ? _cycle + 1 : NextCycle(wake);
        }

        _waiting.Clear();
        FinishRecording(_refreshes.Count == 0);
        _cycle++;
        _log.Flush();
        CheckTime();
        CheckConservation();
    }

    /// <summary>The next cycle in which something can happen. Refreshes of an idle channel before it are counted, not visited.</summary>
    /// <param name="wake">When something else than a refresh can happen.</param>
    private long NextCycle(long wake)
    {
        if (wake - _nextRefresh > (long)_ranks.Length * _refreshInterval && RefreshesRunIdle())
            CountIdleRefreshes(wake);
        return Math.Min(wake, _nextRefresh);
    }

    /// <summary>
    /// Nothing waits, all banks are closed and ready: until the next request each refresh is issued in the cycle in which it falls due.
    /// A command log must see each of them.
    /// </summary>
    private bool RefreshesRunIdle()
    {
        if (_log.IsObserved || _queues.Live != 0 || _queues.Open != 0 || _reads.Count > 0 || _refreshes.Count > 0
            || (long)_refreshInterval * _ranks.Length < _spec.Timing.Trfc)
        {
            return false;
        }

        for (int index = 0; index < _queues.Count; index++)
            if (_timing.Allowed(DramCommandKind.Refresh, index, _queues[index].Rank) > _nextRefresh)
                return false;
        return true;
    }

    /// <summary>Counts the refreshes that fall due before a cycle but for the last of each rank, which leave the state that later commands see.</summary>
    private void CountIdleRefreshes(long cycle)
    {
        long due = (cycle - 1 - _nextRefresh) / _refreshInterval + 1;
        long counted = due - _ranks.Length;
        _totals.Refreshes += counted;
        _nextRefresh += counted * _refreshInterval;
        _nextRefreshRank = (int)((_nextRefreshRank + counted) % _ranks.Length);
    }

    /// <summary>Simulated time is a 64-bit number of picoseconds.</summary>
    private void CheckTime()
    {
        if (Math.Max(_cycle, _dataEnd) > _spec.LastCycle)
            throw new InputException($"part {_spec.Name}: simulated time ends at DRAM cycle {_spec.LastCycle} (2^63 ps), before the run does");
    }

    /// <summary>Each request that entered was issued, answered by or joined to another one, or waits in the write buffer.</summary>
    private void CheckConservation()
    {
        long accounted = _totals.Reads + _totals.Writes + _totals.ReadsForwarded + _totals.ReadsMerged + _totals.WritesMerged + _writes.Count;
        if (_arrivals != accounted || _readers.Count != 0)
        {
            throw new InvalidOperationException(
                $"the DRAM controller accepted {_arrivals} requests and accounts for {accounted}; {_readers.Count} reads have no completion");
        }
    }

    /// <summary>Accepts the next request, and what may follow at once; returns whether a request is left.</summary>
    private bool Enter<TTraffic>(ref TTraffic traffic, ref DramRequest next)
        where TTraffic : struct, IDramTraffic
    {
        bool isWrite = next.IsWrite;
        Accept(ref traffic, next, _cycle + 1);
        bool more = traffic.TryPeek(out next);
        if (more && _totals.LastColumnCycle == _cycle && traffic.Steady > 0)
            more = SkipSteady(ref traffic, ref next);
        TryFollowRows(isWrite, ref traffic, ref next, ref more);
        return more;
    }

    /// <summary>Refresh timer, one command, one move: what a cycle does apart from accepting a request.</summary>
    private bool BeginCycle(ref long wake)
    {
        CyclesVisited++;
        if (_cycle == _nextRefresh)
        {
            _refreshes.Enqueue(_nextRefreshRank);
            _nextRefreshRank = (_nextRefreshRank + 1) % _ranks.Length;
            _nextRefresh += _refreshInterval;
        }

        bool active = IssueOne(ref wake);
        return MoveOne() | active;
    }

    private void CheckProgress()
    {
        if (_cycle - _lastProgress > _patience)
        {
            throw new InputException(
                $"policy {_policy.Name} blocks for ever from DRAM cycle {_lastProgress} on: a full write buffer waits for a read that cannot " +
                $"reach its bank queue (a known property of dramsim3); use policy {DramPolicy.Default.Name}");
        }
    }

    private bool IsDone(bool untilReturned) =>
        _queues.Waiting == 0 && _reads.Count == 0 && _draining == 0 && _writes.Count <= _policy.IdleDrainThreshold
        && (!untilReturned || (_lastReturn <= _cycle && _refreshes.Count == 0));

    private void Accept<TTraffic>(ref TTraffic traffic, in DramRequest request, long cycle)
        where TTraffic : struct, IDramTraffic
    {
        long burst = request.Address / _spec.BurstBytes;
        _lastBurst = burst;
        long arrival = _arrivals++;
        _lastProgress = _cycle;
        traffic.Accepted(cycle);
        if (request.IsWrite || _pendingWrites.Contains(burst))
        {
            if (!request.IsWrite)
                _totals.ReadsForwarded++;
            else if (_pendingWrites.Contains(burst))
                _totals.WritesMerged++;
            else
                _writes.Add(NewAccepted(request, burst, arrival, cycle, _pendingWrites));
            _lastReturn = Math.Max(_lastReturn, cycle + 1);
            traffic.Done(arrival - _firstArrival, cycle + 1);
        }
        else if (_pendingReads.TryGet(burst, out int slot))
        {
            _totals.ReadsMerged++;
            _readers.Join(_requests[slot].Readers, arrival - _firstArrival);
        }
        else
        {
            _reads.Add(NewAccepted(request, burst, arrival, cycle, _pendingReads));
        }
    }

    private ushort NewAccepted(in DramRequest request, long burst, long arrival, long cycle, AddressTable pending)
    {
        CountAccepted(cycle, 1, request.IsWrite);
        return NewRequest(request, burst, arrival, cycle, pending);
    }

    private void CountAccepted(long sum, int count, bool isWrite)
    {
        _recording.AddAccepted(sum, count);
        if (isWrite)
            _totals.WriteLatencyCycles -= sum;
    }

    private ushort NewRequest(in DramRequest request, long burst, long arrival, long cycle, AddressTable pending)
    {
        ushort slot = _requests.Take();
        DramAddress address = _mapping.OfBurst(burst);
        _requests[slot] = new WaitingRequest
        {
            Burst = burst,
            Arrival = arrival,
            AcceptCycle = cycle,
            Row = address.Row,
            Column = address.Column,
            Queue = address.Rank * _spec.Banks + address.Bank,
            Readers = request.IsWrite ? -1 : _readers.Start(arrival - _firstArrival),
            IsWrite = request.IsWrite,
        };
        pending.Set(burst, slot);
        return slot;
    }

    /// <summary>Issues at most one command; otherwise lowers wake to the first cycle in which one is legal.</summary>
    private bool IssueOne(ref long wake)
    {
        if (_refreshes.Count > 0 && AdvanceRefresh(ref wake))
            return true;
        if (!_order.TryChoose(_queues, _cycle, ref wake, out int index, out LegalCommand command))
            return false;
        switch (command.Kind)
        {
            case DramCommandKind.Activate:
                EnterActivate(index, _queues[index].At(0).Row, _cycle);
                break;
            case DramCommandKind.Precharge:
                EnterPrecharge(index, _queues[index].Count > 0, _cycle);
                break;
            default:
                AccessColumn(index, command);
                break;
        }

        return true;
    }

    private void AccessColumn(int index, LegalCommand command)
    {
        BankQueue queue = _queues[index];
        ushort slot = queue.Take(command.Position);
        _lastProgress = _cycle;
        ref WaitingRequest request = ref _requests[slot];
        if (request.IsWrite)
        {
            _pendingWrites.Remove(request.Burst);
        }
        else
        {
            _pendingReads.Remove(request.Burst);
            _returning = request.Readers;
        }

        EnterColumns(new DramCommand(
            command.Kind, _cycle, queue.Rank, index % _spec.Banks, request.Row, request.Column, 1, 0));
        _requests.Free(slot);
    }

    private void EnterActivate(int index, int row, long cycle)
    {
        BankQueue queue = _queues[index];
        _timing.Issue(DramCommandKind.Activate, index, queue.Rank, cycle);
        queue.Open(row);
        _queues.Update(index);
        _ranks[queue.Rank].Opened(cycle);
        _totals.Activates++;
        Log(new DramCommand(DramCommandKind.Activate, cycle, queue.Rank, index % _spec.Banks, row, 0, 1, 0), index, forConflict: false);
    }

    private void EnterPrecharge(int index, bool forConflict, long cycle)
    {
        BankQueue queue = _queues[index];
        _timing.Issue(DramCommandKind.Precharge, index, queue.Rank, cycle);
        queue.Close(forConflict);
        _queues.Update(index);
        _ranks[queue.Rank].Closed(cycle);
        _totals.Precharges++;
        _totals.OnDemandPrecharges += forConflict ? 1 : 0;
        Log(new DramCommand(DramCommandKind.Precharge, cycle, queue.Rank, index % _spec.Banks, 0, 0, 1, 0), index, forConflict);
    }

    private void EnterRefresh(int rank, long cycle)
    {
        _timing.Issue(DramCommandKind.Refresh, rank * _spec.Banks, rank, cycle);
        _totals.Refreshes++;
        Log(new DramCommand(DramCommandKind.Refresh, cycle, rank, 0, 0, 0, 1, 0), rank * _spec.Banks, forConflict: false);
    }

    /// <summary>Enters one column command, or a run of them at an even pitch.</summary>
    private void EnterColumns(in DramCommand run)
    {
        int index = run.Rank * _spec.Banks + run.Bank;
        BankQueue queue = _queues[index];
        long last = run.Cycle + (run.Count - 1L) * run.PitchCycles;
        int hits = queue.Accesses > 0 ? run.Count : run.Count - 1;
        _totals.ConflictAccesses += hits < run.Count && queue.OpenedByConflict ? 1 : 0;
        if (run.Kind == DramCommandKind.Read)
        {
            _totals.Reads += run.Count;
            _totals.ReadRowHits += hits;
            _dataEnd = last + _readDelay;
            _lastReturn = Math.Max(_lastReturn, _dataEnd);
        }
        else
        {
            _totals.Writes += run.Count;
            _totals.WriteRowHits += hits;
            _dataEnd = last + _writeDelay;
            _totals.WriteLatencyCycles += run.Count * (run.Cycle + _writeDelay) + run.PitchCycles * (run.Count * (run.Count - 1L) / 2);
        }

        _timing.Issue(run.Kind, index, run.Rank, last);
        queue.CountAccesses(run.Count);
        _queues.Update(index);
        _totals.LastColumnCycle = last;
        Log(run, index, forConflict: false);
    }

    /// <summary>Reports the read whose command was just issued, and those that joined it.</summary>
    private void Return<TTraffic>(ref TTraffic traffic)
        where TTraffic : struct, IDramTraffic
    {
        while (_returning >= 0)
        {
            _returning = _readers.Take(_returning, out long index);
            traffic.Done(index, _dataEnd);
        }
    }

    /// <summary>Closes the banks of the rank whose refresh is due, lowest first, then refreshes it.</summary>
    private bool AdvanceRefresh(ref long wake)
    {
        int rank = _refreshes.Peek();
        _queues.RefreshingRank = rank;
        long allReady = long.MinValue;
        bool anyOpen = false;
        for (int index = rank * _spec.Banks; index < (rank + 1) * _spec.Banks; index++)
        {
            if (_queues[index].OpenRow < 0)
            {
                allReady = Math.Max(allReady, _timing.Allowed(DramCommandKind.Refresh, index, rank));
                continue;
            }

            anyOpen = true;
            long allowed = _timing.Allowed(DramCommandKind.Precharge, index, rank);
            if (allowed <= _cycle)
            {
                EnterPrecharge(index, forConflict: false, _cycle);
                return true;
            }

            wake = Math.Min(wake, allowed);
        }

        if (anyOpen)
            return false;
        if (allReady > _cycle)
        {
            wake = Math.Min(wake, allReady);
            return false;
        }

        _refreshes.Dequeue();
        _queues.RefreshingRank = -1;
        EnterRefresh(rank, _cycle);
        return true;
    }

    /// <summary>Moves at most one request to its bank queue.</summary>
    private bool MoveOne()
    {
        bool idle = _queues.Waiting == 0 && (!_policy.SkipsHazards || _reads.Count == 0);
        if (_draining == 0 && (_writes.IsFull || (_writes.Count > _policy.IdleDrainThreshold && idle)))
            _draining = _writes.Count;
        return _draining > 0 ? MoveWrite() || (_policy.SkipsHazards && MoveRead()) : MoveRead();
    }

    private bool MoveRead()
    {
        if (!_reads.TryOldest(~_queues.Full, out int index))
            return false;
        Move(_reads, index, 0);
        return true;
    }

    private bool MoveWrite()
    {
        int position = 0;
        if (!_writes.TryOldest(~_queues.Full, out int index))
            return false;
        if (_pendingReads.Contains(_requests[_writes.Of(index)[0]].Burst))
        {
            if (!_policy.SkipsHazards)
            {
                _draining = 0;
                return true; // the next cycle looks at the reads
            }

            if (!_writes.TryOldestWithout(_pendingReads, ~_queues.Full, out index, out position))
                return false;
        }

        _draining--;
        Move(_writes, index, position);
        return true;
    }

    private void Move(WaitingList source, int index, int position)
    {
        _queues[index].Add(source.Take(index, position));
        _queues.Update(index);
    }

    private void Log(in DramCommand command, int index, bool forConflict)
    {
        _recording.Add(command, index, forConflict);
        _log.Add(command);
    }
}
