using CycleSim.Accelerator.Observation;
using CycleSim.Accelerator.Scratchpads;

namespace CycleSim.Accelerator.Dram;

/// <summary>
/// A DDR3 controller with open pages. Column commands keep the order of the requests; the rows of up to `queue depth` waiting
/// requests are prepared (precharge, activate) while earlier bursts use the bus. Refresh is all-bank and goes first when due. Every
/// command obeys <see cref="DramTiming"/> and has the command bus for itself. All times here are DRAM clock cycles.
/// </summary>
/// <remarks>
/// A run of bursts in one row moves at the pitch tCCD, so it is served in one step; only row changes, turnarounds and refreshes are
/// computed command by command. Reordering of column commands is not modelled.
/// </remarks>
public sealed class DramController
{
    private readonly DramSpec _spec;
    private readonly DramTiming _timing;
    private readonly MachineHooks _hooks;
    private readonly BankState[] _banks;
    private readonly RankState[] _ranks;
    private readonly CommandBus _bus;
    private readonly long[] _queue;
    private readonly AddressMapping _mapping;
    private long _queueNext;
    private long _lastColumn = long.MinValue / 2;
    private int _lastColumnRank = -1;
    private bool _lastColumnWasWrite;
    private long _lastActivateIssue = long.MinValue / 2;
    private long _refreshDue;
    private long _busyUntil;
    private long _accountedUntil;
    private long _bookedActive;
    private DramCounts _counts;

    /// <summary>Makes an idle controller; all banks are closed.</summary>
    public DramController(DramSpec spec, MachineHooks hooks)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(hooks);
        _spec = spec;
        _bus = new CommandBus(spec);
        _timing = spec.Timing;
        _hooks = hooks;
        _banks = new BankState[spec.Ranks * spec.Banks];
        _ranks = new RankState[spec.Ranks];
        for (int rank = 0; rank < _ranks.Length; rank++)
            _ranks[rank] = new RankState();
        System.Array.Fill(_banks, BankState.Closed);
        _queue = new long[spec.QueueDepth];
        System.Array.Fill(_queue, long.MinValue / 2);
        _mapping = new AddressMapping(spec.Mapping, spec);
        if (!_mapping.IsRowContiguous)
            throw new ArgumentException($"address mapping \"{spec.Mapping}\": runs of bursts need the column (co) as lowest field", nameof(spec));
        _refreshDue = spec.Refresh ? _timing.Trefi : long.MaxValue / 2;
    }

    /// <summary>What happened so far; background is accounted up to the last <see cref="AccountUntil"/>.</summary>
    public DramCounts Counts => _counts;

    /// <summary>Serves runs of bursts that are all requested at once.</summary>
    /// <param name="cycle">DRAM cycle of the request; not before the end of the last call.</param>
    /// <param name="baseBurst">Burst address that the runs count from.</param>
    /// <param name="runs">Bursts, in the order in which they move.</param>
    /// <param name="isWrite">Direction.</param>
    /// <returns>The cycle after the last data.</returns>
    public long Transfer(long cycle, long baseBurst, IReadOnlyList<LineRun> runs, bool isWrite)
    {
        ArgumentNullException.ThrowIfNull(runs);
        cycle = Math.Max(cycle, _busyUntil);
        RefreshWhileIdle(cycle);
        foreach (LineRun run in runs)
        {
            long burst = baseBurst + run.First;
            long left = run.Count;
            while (left > 0)
            {
                long inRow = Math.Min(left, _spec.Columns - (burst & (_spec.Columns - 1)));
                ServeRow(cycle, burst, (int)inRow, isWrite);
                burst += inRow;
                left -= inRow;
            }
        }

        if (runs.Count > 0)
            _busyUntil = _lastColumn + (isWrite ? _timing.Cwl : _timing.Cl) + _timing.BurstCycles;
        return Math.Max(cycle, _busyUntil);
    }

    /// <summary>Accounts background energy (and refreshes that fell due while idle) up to a cycle.</summary>
    public void AccountUntil(long cycle)
    {
        RefreshWhileIdle(cycle);
        foreach (RankState rank in _ranks)
            BookActive(rank, cycle);
        long elapsed = Math.Max(0, cycle - _accountedUntil) * _ranks.Length;
        _accountedUntil = Math.Max(cycle, _accountedUntil);
        // Whatever is not active is precharged; active time is also booked on the way, so only the sum is booked here.
        _counts = _counts with { PrechargedCycles = _counts.PrechargedCycles + elapsed - (_counts.ActiveCycles - _bookedActive) };
        _bookedActive = _counts.ActiveCycles;
    }

    private void ServeRow(long arrival, long burst, int count, bool isWrite)
    {
        (int rankIndex, int bankIndex, int row, int column) = _mapping.OfBurst(burst);
        while (count > 0)
        {
            long entered = Math.Max(arrival, _queue[_queueNext % _queue.Length] + 1);
            RefreshIfDue(Math.Max(entered, _lastColumn + 1));
            ref BankState bank = ref _banks[rankIndex * _spec.Banks + bankIndex];
            bool hit = bank.OpenRow == row;
            if (!hit)
                Open(ref bank, rankIndex, bankIndex, row, entered);
            long first = _bus.FirstFree(Math.Max(Math.Max(entered, bank.ColumnFrom), ColumnFrom(rankIndex, isWrite)));
            if (RefreshIfDue(first))
                continue; // the refresh closed the row that was just prepared
            int served = Math.Min(count, BurstsBeforeRefresh(first));
            Columns(ref bank, rankIndex, bankIndex, row, column, first, served, isWrite);
            CountRow(served, hit, bank.OpenedByConflict);
            column += served;
            count -= served;
        }
    }

    private int BurstsBeforeRefresh(long first)
    {
        long room = (_refreshDue - first + _timing.Tccd - 1) / _timing.Tccd;
        return (int)Math.Clamp(room, 1, int.MaxValue);
    }

    private void Columns(
        ref BankState bank, int rank, int bankIndex, int row, int column, long first, int count, bool isWrite)
    {
        long last = first + (long)(count - 1) * _timing.Tccd;
        for (int i = 0; i < count; i++)
        {
            long cycle = first + (long)i * _timing.Tccd;
            _bus.Take(cycle);
            if (count - i <= _queue.Length)
                _queue[(_queueNext + i) % _queue.Length] = cycle;
        }

        _queueNext += count;
        _lastColumn = last;
        _lastColumnRank = rank;
        _lastColumnWasWrite = isWrite;
        if (isWrite)
            _ranks[rank].LastWrite = last;
        bank.PrechargeFrom = Math.Max(bank.PrechargeFrom, last + (isWrite ? _timing.WriteToPrecharge : _timing.Trtp));
        if (_hooks.DramCommand.IsObserved)
        {
            _hooks.DramCommand.Emit(new DramCommand(
                isWrite ? DramCommandKind.Write : DramCommandKind.Read, first, rank, bankIndex, row, column, count, _timing.Tccd));
        }

        _counts = isWrite
            ? _counts with { WriteBursts = _counts.WriteBursts + count }
            : _counts with { ReadBursts = _counts.ReadBursts + count };
    }

    private void CountRow(int served, bool hit, bool openedByConflict)
    {
        int hits = hit ? served : served - 1;
        _counts = _counts with
        {
            RowHits = _counts.RowHits + hits,
            RowMisses = _counts.RowMisses + (!hit && !openedByConflict ? 1 : 0),
            RowConflicts = _counts.RowConflicts + (!hit && openedByConflict ? 1 : 0),
        };
    }

    /// <summary>First cycle in which the data bus and the turnaround rules allow a column command.</summary>
    private long ColumnFrom(int rank, bool isWrite)
    {
        long from = _lastColumn + _timing.Tccd;
        if (rank != _lastColumnRank && _lastColumnRank >= 0)
            from = Math.Max(from, _lastColumn + _timing.BurstCycles + _timing.Trtrs);
        if (isWrite && !_lastColumnWasWrite)
            from = Math.Max(from, _lastColumn + _timing.ReadToWrite);
        if (!isWrite)
        {
            from = Math.Max(from, _ranks[rank].LastWrite + _timing.WriteToRead);
            if (_lastColumnWasWrite && rank != _lastColumnRank)
                from = Math.Max(from, _lastColumn + _timing.Cwl + _timing.BurstCycles + _timing.Trtrs - _timing.Cl);
        }

        return from;
    }

    private void Open(ref BankState bank, int rankIndex, int bankIndex, int row, long entered)
    {
        BookActive(_ranks[rankIndex], entered);
        bank.OpenedByConflict = bank.OpenRow >= 0;
        if (bank.OpenRow >= 0)
        {
            long precharge = Command(DramCommandKind.Precharge, Math.Max(entered, bank.PrechargeFrom), rankIndex, bankIndex, 0);
            bank.ActivateFrom = Math.Max(bank.ActivateFrom, precharge + _timing.Trp);
            Close(ref bank, rankIndex, precharge);
        }

        RankState rank = _ranks[rankIndex];
        long earliest = Math.Max(Math.Max(entered, bank.ActivateFrom), rank.ActivateFrom(_timing));
        long activate = Command(DramCommandKind.Activate, Math.Max(earliest, _lastActivateIssue + 1), rankIndex, bankIndex, row);
        _lastActivateIssue = activate;
        rank.Activated(activate);
        rank.BankOpens(activate);
        bank.OpenRow = row;
        bank.ColumnFrom = activate + _timing.Trcd;
        bank.PrechargeFrom = activate + _timing.Tras;
        bank.ActivateFrom = activate + _timing.Trc;
        _counts = _counts with { Activates = _counts.Activates + 1 };
    }

    private void Close(ref BankState bank, int rankIndex, long precharge)
    {
        bank.OpenRow = -1;
        _ranks[rankIndex].BankCloses(precharge);
    }

    /// <summary>Books a rank's time with a row open up to a cycle before which no further command will come.</summary>
    private void BookActive(RankState rank, long cycle) =>
        _counts = _counts with { ActiveCycles = _counts.ActiveCycles + rank.TakeActive(cycle) };

    private void RefreshWhileIdle(long cycle)
    {
        while (_refreshDue <= cycle)
            Refresh();
    }

    private bool RefreshIfDue(long nextCommand)
    {
        bool refreshed = false;
        while (_refreshDue <= nextCommand)
        {
            Refresh();
            refreshed = true;
        }

        return refreshed;
    }

    /// <summary>Closes every bank of every rank and refreshes; nothing else is issued from the due time on.</summary>
    private void Refresh()
    {
        for (int rank = 0; rank < _ranks.Length; rank++)
        {
            Span<BankState> banks = _banks.AsSpan(rank * _spec.Banks, _spec.Banks);
            long ready = Math.Max(_refreshDue, Math.Max(_lastColumn, _lastActivateIssue) + 1);
            if (_ranks[rank].OpenBanks > 0)
            {
                foreach (BankState bank in banks)
                    if (bank.OpenRow >= 0)
                        ready = Math.Max(ready, bank.PrechargeFrom);
                long precharge = Command(DramCommandKind.PrechargeAll, ready, rank, 0, 0);
                foreach (ref BankState bank in banks)
                    if (bank.OpenRow >= 0)
                        Close(ref bank, rank, precharge);
                ready = precharge + _timing.Trp;
            }

            foreach (BankState bank in banks)
                ready = Math.Max(ready, bank.ActivateFrom);
            long refresh = Command(DramCommandKind.Refresh, ready, rank, 0, 0);
            foreach (ref BankState bank in banks)
                bank.ActivateFrom = refresh + _timing.Trfc;
            _counts = _counts with { Refreshes = _counts.Refreshes + 1 };
        }

        _refreshDue += _timing.Trefi;
    }

    private long Command(DramCommandKind kind, long earliest, int rank, int bank, int row)
    {
        long cycle = _bus.FirstFree(earliest);
        _bus.Take(cycle);
        if (_hooks.DramCommand.IsObserved)
            _hooks.DramCommand.Emit(new DramCommand(kind, cycle, rank, bank, row, 0, 1, 0));
        return cycle;
    }

    private struct BankState
    {
        internal int OpenRow;
        internal long ActivateFrom;
        internal long PrechargeFrom;
        internal long ColumnFrom;
        internal bool OpenedByConflict;

        internal static BankState Closed { get; } = new() { OpenRow = -1 };
    }

    private sealed class RankState
    {
        private readonly long[] _activates = [long.MinValue / 2, long.MinValue / 2, long.MinValue / 2, long.MinValue / 2];

        /// <summary>
        /// Banks that open (+1) and close (-1), by cycle: a row that is prepared early is known after commands that come later in time.
        /// </summary>
        private readonly PriorityQueue<int, long> _changes = new();
        private int _oldest;
        private int _openThen;
        private long _takenUntil;

        internal int OpenBanks;
        internal long LastWrite = long.MinValue / 2;

        internal void BankOpens(long cycle)
        {
            OpenBanks++;
            _changes.Enqueue(1, cycle);
        }

        internal void BankCloses(long cycle)
        {
            OpenBanks--;
            _changes.Enqueue(-1, cycle);
        }

        /// <summary>Cycles with a row open since the last call, up to a cycle.</summary>
        internal long TakeActive(long cycle)
        {
            long active = 0;
            while (_changes.TryPeek(out int change, out long at) && at <= cycle)
            {
                _changes.Dequeue();
                active += _openThen > 0 ? at - _takenUntil : 0;
                _takenUntil = at;
                _openThen += change;
            }

            if (cycle > _takenUntil)
            {
                active += _openThen > 0 ? cycle - _takenUntil : 0;
                _takenUntil = cycle;
            }

            return active;
        }

        internal long ActivateFrom(DramTiming timing) =>
            Math.Max(_activates[(_oldest + 3) & 3] + timing.Trrd, _activates[_oldest] + timing.Tfaw);

        internal void Activated(long cycle)
        {
            _activates[_oldest] = cycle;
            _oldest = (_oldest + 1) & 3;
        }
    }

    /// <summary>Which recent cycles carry a command; the bus takes one command a cycle.</summary>
    private sealed class CommandBus
    {
        private readonly long[] _taken;
        private readonly int _mask;

        /// <summary>Remembers twice the time that a row and a full queue of column commands take, and a refresh.</summary>
        internal CommandBus(DramSpec spec)
        {
            int cycles = 2 * ((spec.Columns + spec.QueueDepth) * spec.Timing.Tccd + spec.Timing.Trfc);
            _taken = new long[System.Numerics.BitOperations.RoundUpToPowerOf2((uint)cycles)];
            _mask = _taken.Length - 1;
            System.Array.Fill(_taken, -1);
        }

        internal long FirstFree(long cycle)
        {
            while (_taken[cycle & _mask] == cycle)
                cycle++;
            return cycle;
        }

        internal void Take(long cycle) => _taken[cycle & _mask] = cycle;
    }
}
