namespace CycleSim.Dram;

/// <summary>
/// A channel and its controller at a moment: banks and ranks, what waits where, timers and counters, and how each command changes them. It
/// stands apart from what decides the next command (the rules of <see cref="DramController"/>, or the shortcuts <see cref="SteadyStream"/>
/// and <see cref="MemoizedRows"/>), so that all three change it in the same way and a shortcut cannot drift from the rules.
/// </summary>
internal sealed class ChannelState
{
    private readonly DramSpec _spec;
    private readonly CommandLog _log;
    private readonly RowSegmentRecording _recording;
    private readonly int _readDelay;
    private readonly int _writeDelay;
    private DramTotals _totals;

    /// <summary>An idle channel at cycle 0; all banks are closed.</summary>
    /// <param name="spec">The part and its queues.</param>
    /// <param name="policy">What is chosen among legal commands.</param>
    /// <param name="log">Told of each command.</param>
    /// <param name="recording">Told of each command and acceptance.</param>
    internal ChannelState(DramSpec spec, DramPolicy policy, CommandLog log, RowSegmentRecording recording)
    {
        _spec = spec;
        _log = log;
        _recording = recording;
        Mapping = new AddressMapping(spec.Mapping, spec);
        Timing = new ChannelTiming(spec);
        int queues = spec.Ranks * spec.Banks;
        MaxWaiting = spec.QueueDepth + spec.WriteBufferDepth + queues * spec.BankQueueDepth;
        Requests = new WaitingRequests(MaxWaiting);
        Queues = new BankQueues(spec, policy, Requests, Timing);
        Ranks = [.. Enumerable.Range(0, spec.Ranks).Select(_ => new RankActivity())];
        Reads = new WaitingList(spec.QueueDepth, queues, Requests);
        Writes = new WaitingList(spec.WriteBufferDepth, queues, Requests);
        RefreshInterval = spec.Timing.Trefi / spec.Ranks;
        NextRefresh = spec.Refresh ? RefreshInterval : long.MaxValue;
        _readDelay = spec.Timing.ReadToData + spec.Timing.BurstCycles;
        _writeDelay = spec.Timing.WriteToData + spec.Timing.BurstCycles;
    }

    /// <summary>Address mapping.</summary>
    internal AddressMapping Mapping { get; }

    /// <summary>What is legal when.</summary>
    internal ChannelTiming Timing { get; }

    /// <summary>Requests that can wait at a time.</summary>
    internal int MaxWaiting { get; }

    /// <summary>All requests that wait.</summary>
    internal WaitingRequests Requests { get; }

    /// <summary>The banks and their queues.</summary>
    internal BankQueues Queues { get; }

    /// <summary>For how long each rank had open banks.</summary>
    internal RankActivity[] Ranks { get; }

    /// <summary>Reads that wait for room in a bank queue.</summary>
    internal WaitingList Reads { get; }

    /// <summary>The write buffer.</summary>
    internal WaitingList Writes { get; }

    /// <summary>Reads that wait, by burst.</summary>
    internal AddressTable PendingReads { get; } = new();

    /// <summary>Writes that wait, by burst.</summary>
    internal AddressTable PendingWrites { get; } = new();

    /// <summary>Who asked for each read.</summary>
    internal ReaderChains Readers { get; } = new();

    /// <summary>Ranks whose refresh is due.</summary>
    internal Queue<int> Refreshes { get; } = new();

    /// <summary>Cycles between refreshes of the channel.</summary>
    internal int RefreshInterval { get; }

    /// <summary>Cycle in which the next refresh falls due.</summary>
    internal long NextRefresh { get; set; }

    /// <summary>The rank that the next refresh is for.</summary>
    internal int NextRefreshRank { get; set; }

    /// <summary>Writes that are still to leave the buffer before reads move again.</summary>
    internal int Draining { get; set; }

    /// <summary>The present cycle.</summary>
    internal long Cycle { get; set; }

    /// <summary>Requests accepted.</summary>
    internal long Arrivals { get; set; }

    /// <summary>Requests accepted before the present traffic: its first request has index 0.</summary>
    internal long FirstArrival { get; set; }

    /// <summary>Burst address of the last request accepted.</summary>
    internal long LastBurst { get; set; }

    /// <summary>Cycle in which the last completion is known.</summary>
    internal long LastReturn { get; set; } = -1;

    /// <summary>Last cycle in which a request was accepted or issued.</summary>
    internal long LastProgress { get; set; }

    /// <summary>Cycle after the last data.</summary>
    internal long DataEnd { get; set; }

    /// <summary>What happened so far.</summary>
    internal ref DramTotals Totals => ref _totals;

    /// <summary>
    /// Counts requests that are accepted, by the sum of their cycles of acceptance. The sum of write latencies is lowered here and raised
    /// at the end of data, so that no acceptance has to be kept for it.
    /// </summary>
    internal void CountAccepted(long sum, int count, bool isWrite)
    {
        _recording.AddAccepted(sum, count);
        if (isWrite)
            _totals.WriteLatencyCycles -= sum;
    }

    /// <summary>Keeps a request that waits from now on.</summary>
    internal ushort NewRequest(in DramRequest request, long burst, long arrival, long cycle, AddressTable pending)
    {
        ushort slot = Requests.Take();
        DramAddress address = Mapping.OfBurst(burst);
        Requests[slot] = new WaitingRequest
        {
            Burst = burst,
            Arrival = arrival,
            AcceptCycle = cycle,
            Row = address.Row,
            Column = address.Column,
            Queue = address.Rank * _spec.Banks + address.Bank,
            Readers = request.IsWrite ? -1 : Readers.Start(arrival - FirstArrival),
            IsWrite = request.IsWrite,
        };
        pending.Set(burst, slot);
        return slot;
    }

    /// <summary>Issues an ACT.</summary>
    internal void EnterActivate(int index, int row, long cycle)
    {
        BankQueue queue = Queues[index];
        Timing.Issue(DramCommandKind.Activate, index, queue.Rank, cycle);
        queue.Open(row);
        Queues.Update(index);
        Ranks[queue.Rank].Opened(cycle);
        _totals.Activates++;
        Log(new DramCommand(DramCommandKind.Activate, cycle, queue.Rank, index % _spec.Banks, row, 0, 1, 0), index, forConflict: false);
    }

    /// <summary>Issues a PRE.</summary>
    internal void EnterPrecharge(int index, bool forConflict, long cycle)
    {
        BankQueue queue = Queues[index];
        Timing.Issue(DramCommandKind.Precharge, index, queue.Rank, cycle);
        queue.Close(forConflict);
        Queues.Update(index);
        Ranks[queue.Rank].Closed(cycle);
        _totals.Precharges++;
        _totals.OnDemandPrecharges += forConflict ? 1 : 0;
        Log(new DramCommand(DramCommandKind.Precharge, cycle, queue.Rank, index % _spec.Banks, 0, 0, 1, 0), index, forConflict);
    }

    /// <summary>Issues a REF.</summary>
    internal void EnterRefresh(int rank, long cycle)
    {
        Timing.Issue(DramCommandKind.Refresh, rank * _spec.Banks, rank, cycle);
        _totals.Refreshes++;
        Log(new DramCommand(DramCommandKind.Refresh, cycle, rank, 0, 0, 0, 1, 0), rank * _spec.Banks, forConflict: false);
    }

    /// <summary>Issues one column command, or a run of them at an even pitch.</summary>
    internal void EnterColumns(in DramCommand run)
    {
        int index = run.Rank * _spec.Banks + run.Bank;
        BankQueue queue = Queues[index];
        long last = run.Cycle + (run.Count - 1L) * run.PitchCycles;
        int hits = queue.Accesses > 0 ? run.Count : run.Count - 1;
        _totals.ConflictAccesses += hits < run.Count && queue.OpenedByConflict ? 1 : 0;
        if (run.Kind == DramCommandKind.Read)
        {
            _totals.Reads += run.Count;
            _totals.ReadRowHits += hits;
            DataEnd = last + _readDelay;
            LastReturn = Math.Max(LastReturn, DataEnd);
        }
        else
        {
            _totals.Writes += run.Count;
            _totals.WriteRowHits += hits;
            DataEnd = last + _writeDelay;
            _totals.WriteLatencyCycles += run.Count * (run.Cycle + _writeDelay) + run.PitchCycles * (run.Count * (run.Count - 1L) / 2);
        }

        Timing.Issue(run.Kind, index, run.Rank, last);
        queue.CountAccesses(run.Count);
        Queues.Update(index);
        _totals.LastColumnCycle = last;
        Log(run, index, forConflict: false);
    }

    private void Log(in DramCommand command, int index, bool forConflict)
    {
        _recording.Add(command, index, forConflict);
        _log.Add(command);
    }
}
