using CycleSim.Dram.Commands;
using CycleSim.Dram.Parts;
using CycleSim.Dram.Policies;
using CycleSim.Dram.Standards;
using CycleSim.Dram.Statistics;

namespace CycleSim.Dram.Control;

/// <summary>
/// All that a channel's controller knows, and every change that a command makes to it. The rules stand in the classes beside this one;
/// those who skip repetition change the state through the same methods, so that a shortcut cannot drift from the rules.
/// </summary>
internal sealed class ChannelState
{
    private readonly CommandLog _log;
    private readonly int _channel;
    private readonly int _readDelay;
    private readonly int _writeDelay;
    private DramTotals _totals;

    /// <summary>An idle channel at cycle 0; all banks are closed.</summary>
    /// <param name="spec">The part as the policy runs it (<see cref="DramPolicy.Apply"/>).</param>
    /// <param name="policy">What is chosen among legal commands.</param>
    /// <param name="log">Told of each command.</param>
    /// <param name="channel">Number of the channel.</param>
    internal ChannelState(DramSpec spec, DramPolicy policy, CommandLog log, int channel)
    {
        (Spec, Policy, _log, _channel) = (spec, policy, log, channel);
        Table = spec.Table(policy.Rules);
        Mapping = new AddressMapping(spec);
        Refresh = new RefreshList(spec, Table, policy.Rules);
        Timing = new ChannelTiming(spec, Table, KindsOf(spec, Refresh));
        int queues = spec.Ranks * spec.Banks;
        MaxWaiting = (int)spec.WaitingOfChannel;
        Requests = new WaitingRequests(MaxWaiting);
        Queues = new BankQueues(spec, PagePolicies.All.Get(spec.PagePolicy), Requests, Timing);
        Ranks = [.. Enumerable.Range(0, spec.Ranks).Select(_ => new RankActivity())];
        Reads = new WaitingList(spec.QueueDepth, queues, Requests);
        Writes = new WaitingList(spec.WriteBufferDepth, queues, Requests);
        _readDelay = Table.ReadLatencyCycles + Table.BurstCycles;
        _writeDelay = Table.WriteLatencyCycles + Table.BurstCycles;
    }

    /// <summary>The part, with the names of the policies that run it.</summary>
    internal DramSpec Spec { get; }

    /// <summary>What is chosen among legal commands.</summary>
    internal DramPolicy Policy { get; }

    /// <summary>What the standard says for the part.</summary>
    internal TimingTable Table { get; }

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

    /// <summary>How long each rank had open banks or was powered down.</summary>
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

    /// <summary>Refreshes that are due, and those to come.</summary>
    internal RefreshList Refresh { get; }

    /// <summary>Told of each command and acceptance; null when nobody repeats them.</summary>
    internal IChannelObserver? Observer { get; set; }

    /// <summary>Somebody looks at each command.</summary>
    internal bool IsObserved => _log.IsObserved;

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

    /// <summary>What happened so far, but for the times of the ranks.</summary>
    internal ref DramTotals Totals => ref _totals;

    /// <summary>Observers learn of what was kept back to make runs of it.</summary>
    internal void FlushLog() => _log.Flush();

    /// <summary>What happened in the cycles before the present one.</summary>
    internal DramTotals TotalsNow()
    {
        RankTimes times = default;
        foreach (RankActivity rank in Ranks)
            times += rank.Until(Cycle);
        return _totals with
        {
            Cycles = Cycle,
            WritesLeftInBuffer = Writes.Count,
            WriteLatencyCycles = _totals.WriteLatencyCycles + PendingAccepts(),
            ActiveCycles = times.Active,
            PrechargedCycles = Cycle * Ranks.Length - times.Sum,
            ActivePowerDownCycles = times.ActivePowerDown,
            PrechargedPowerDownCycles = times.PrechargedPowerDown,
            SelfRefreshCycles = times.SelfRefresh,
        };
    }

    /// <summary>
    /// Counts requests that are accepted, by the sum of their cycles of acceptance. The sum of write latencies is lowered here and raised
    /// at the end of data, so that no acceptance has to be kept for it.
    /// </summary>
    internal void CountAccepted(long sum, int count, bool isWrite)
    {
        Observer?.AddAccepted(sum, count);
        if (isWrite)
            _totals.WriteLatencyCycles -= sum;
    }

    /// <summary>Keeps a request that waits from now on.</summary>
    /// <param name="isWrite">Direction.</param>
    /// <param name="burst">Burst address in the channel.</param>
    /// <param name="arrival">Its number in the order of acceptance.</param>
    /// <param name="cycle">Cycle of acceptance.</param>
    /// <param name="tag">By which the listener knows a read.</param>
    /// <param name="pending">The table of its direction.</param>
    internal ushort NewRequest(bool isWrite, long burst, long arrival, long cycle, long tag, AddressTable pending)
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
            Queue = address.Rank * Spec.Banks + address.Bank,
            Readers = isWrite ? -1 : Readers.Start(tag),
            IsWrite = isWrite,
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
        Log(DramCommandKind.Activate, index, row, cycle);
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
        Log(DramCommandKind.Precharge, index, 0, cycle, forConflict);
    }

    /// <summary>Issues a REF.</summary>
    internal void EnterRefresh(int rank, long cycle)
    {
        Timing.Issue(DramCommandKind.Refresh, rank * Spec.Banks, rank, cycle);
        _totals.Refreshes++;
        Log(DramCommandKind.Refresh, rank * Spec.Banks, 0, cycle);
    }

    /// <summary>Issues a REFB.</summary>
    internal void EnterBankRefresh(int index, long cycle)
    {
        Timing.Issue(DramCommandKind.RefreshBank, index, Queues[index].Rank, cycle);
        _totals.BankRefreshes++;
        Log(DramCommandKind.RefreshBank, index, 0, cycle);
    }

    /// <summary>Issues a command that changes the power state of a rank.</summary>
    internal void EnterPower(DramCommandKind kind, RankPower power, int rank, long cycle)
    {
        Timing.Issue(kind, rank * Spec.Banks, rank, cycle);
        Ranks[rank].Enter(power, cycle);
        Log(kind, rank * Spec.Banks, 0, cycle);
    }

    /// <summary>Issues one column command, or a run of them at an even pitch.</summary>
    internal void EnterColumns(DramCommandKind kind, int index, int row, int column, long cycle, int count, int pitch)
    {
        BankQueue queue = Queues[index];
        long last = cycle + (count - 1L) * pitch;
        int hits = queue.Accesses > 0 ? count : count - 1;
        _totals.ConflictAccesses += hits < count && queue.OpenedByConflict ? 1 : 0;
        if (kind == DramCommandKind.Read)
        {
            _totals.Reads += count;
            _totals.ReadRowHits += hits;
            DataEnd = Math.Max(DataEnd, last + _readDelay);
            LastReturn = Math.Max(LastReturn, last + _readDelay);
        }
        else
        {
            _totals.Writes += count;
            _totals.WriteRowHits += hits;
            DataEnd = Math.Max(DataEnd, last + _writeDelay);
            _totals.WriteLatencyCycles += count * (cycle + _writeDelay) + pitch * (count * (count - 1L) / 2);
        }

        Timing.Issue(kind, index, queue.Rank, last);
        queue.CountAccesses(count);
        Queues.Update(index);
        _totals.LastColumnCycle = last;
        if (IsHeard)
            Tell(new DramCommandRun(kind, cycle, queue.Rank, index % Spec.Banks, row, column, count, pitch, _channel), index, false);
    }

    /// <summary>End of the data of a column command.</summary>
    internal long DataEndOf(bool isWrite, long cycle) => cycle + (isWrite ? _writeDelay : _readDelay);

    /// <summary>Somebody wants to know of commands; else none is described.</summary>
    internal bool IsHeard => Observer is not null || _log.IsObserved;

    private void Log(DramCommandKind kind, int index, int row, long cycle, bool forConflict = false)
    {
        if (!IsHeard)
            return;
        int bank = kind.IsOfBank() ? index % Spec.Banks : 0;
        Tell(new DramCommandRun(kind, cycle, Queues[index].Rank, bank, row, 0, 1, 0, _channel), index, forConflict);
    }

    private void Tell(in DramCommandRun command, int index, bool forConflict)
    {
        Observer?.Add(command, index, forConflict);
        _log.Add(command);
    }

    /// <summary>
    /// Acceptances of the writes whose command is still to come: the sum of latencies has been lowered by them, but not yet raised by
    /// their ends of data.
    /// </summary>
    private long PendingAccepts()
    {
        static long OfWrite(WaitingRequest request) => request.IsWrite ? request.AcceptCycle : 0;

        long sum = Writes.Sum(OfWrite);
        for (int index = 0; index < Queues.Count; index++)
            sum += Queues[index].Slots.Sum(Requests, OfWrite);
        return sum;
    }

    /// <summary>Commands that can be issued: with fewer, issuing and describing the state cost less.</summary>
    private static int KindsOf(DramSpec spec, RefreshList refresh)
    {
        if (spec.PowerDown != PowerDownSpec.Off)
            return DramCommandNames.All.Count;
        return (int)(refresh.RefreshesBanks ? DramCommandKind.RefreshBank : DramCommandKind.Refresh) + 1;
    }
}
