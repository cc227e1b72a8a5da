using CycleSim.Dram.Commands;
using CycleSim.Dram.Control;
using CycleSim.Dram.Parts;
using CycleSim.Dram.Requests;
using CycleSim.Dram.Standards;
using CycleSim.Dram.Statistics;

namespace CycleSim.Dram.Tests.Naive;

/// <summary>
/// The controller of a channel as plainly as its rules read: every cycle is visited, every entry of every queue is looked at, every
/// constraint is compared with the cycle of every earlier command that is near enough.
/// </summary>
internal sealed class NaiveChannel
{
    private readonly DramSpec _spec;
    private readonly int _number;
    private readonly bool _isDramsim3;
    private readonly NaiveRules _rules;
    private readonly AddressMapping _mapping;
    private readonly DramCompletion[] _completions;
    private readonly List<DramCommand> _log;
    private readonly NaiveBank[] _banks;
    private readonly List<(long Cycle, int Bank)>[] _issued = [.. Enumerable.Range(0, 6).Select(_ => new List<(long, int)>())];
    private readonly List<NaiveEntry> _reads = [], _writes = [];
    private readonly Dictionary<long, List<int>> _readersOf = [];
    private readonly HashSet<long> _buffered = [];
    private readonly Queue<(int Rank, int Bank)> _due = new();
    private (int Rank, int Bank)? _closing;
    private int _last;
    private int _draining;
    private int _dueCount;
    private long _returned = -1;
    private DramTotals _totals;

    internal NaiveChannel(DramSpec spec, DramPolicy policy, int number, DramCompletion[] completions, List<DramCommand> log)
    {
        (_spec, _number, _completions, _log) = (spec, number, completions, log);
        _isDramsim3 = policy.Rules == TimingRules.Dramsim3;
        _rules = new NaiveRules(spec, policy.Rules);
        _mapping = new AddressMapping(spec);
        _banks = [.. Enumerable.Range(0, spec.Ranks * spec.Banks).Select(_ => new NaiveBank())];
    }

    private enum Bus
    {
        Both,
        Row,
        Column,
    }

    internal DramTotals Totals => _totals with { WritesLeftInBuffer = _writes.Count };

    /// <summary>A command was issued in the last cycle that a request asked for.</summary>
    internal bool HasMoved { get; private set; }

    internal void Tick(long cycle)
    {
        FallDue(cycle);
        bool refreshed = IssueForRefresh(cycle);
        Bus? first = refreshed ? Bus.Row : IssueForRequests(cycle, Bus.Both);
        if (first is { } bus && _spec.HasDualCommand)
        {
            Bus other = bus == Bus.Row ? Bus.Column : Bus.Row;
            if (IssueForRequests(cycle, other) is not null)
                _totals.DualCommandCycles++;
        }

        HasMoved = first is not null && !refreshed;
        MoveOne();
        _totals.Cycles = cycle + 1;
        for (int rank = 0; rank < _spec.Ranks; rank++)
        {
            bool isActive = BanksOf(rank).Any(bank => _banks[bank].OpenRow is not null);
            _totals.ActiveCycles += isActive ? 1 : 0;
            _totals.PrechargedCycles += isActive ? 0 : 1;
        }
    }

    internal bool HasRoom(bool isWrite) => isWrite ? _writes.Count < _spec.WriteBufferDepth : _reads.Count < _spec.QueueDepth;

    internal void Accept(int index, long burst, bool isWrite, long cycle)
    {
        DramAddress address = _mapping.OfBurst(burst);
        var entry = new NaiveEntry(index, burst, isWrite, address.Rank * _spec.Banks + address.Bank, address, cycle);
        bool isPosted = isWrite || _buffered.Contains(burst);
        _completions[index] = new DramCompletion(cycle, isPosted ? cycle + 1 : long.MaxValue);
        if (isPosted)
            _returned = Math.Max(_returned, cycle + 1);
        if (isWrite && _buffered.Add(burst))
            _writes.Add(entry);
        else if (isWrite)
            _totals.WritesMerged++;
        else if (isPosted)
            _totals.ReadsForwarded++;
        else if (_readersOf.TryAdd(burst, [index]))
            _reads.Add(entry);
        else
            Join(burst, index);
    }

    /// <summary>Nothing is left to do after this cycle.</summary>
    internal bool IsDone(long cycle)
    {
        bool awaitsRefreshes = _due.Count > 0 && !(_isDramsim3 && _spec.RefreshPolicy == "per_bank");
        return _banks.All(bank => bank.Queue.Count == 0) && _reads.Count == 0 && _draining == 0
            && _writes.Count <= (_isDramsim3 ? 8 : 0) && !awaitsRefreshes && _returned <= cycle && _readersOf.Count == 0;
    }

    private void Join(long burst, int index)
    {
        _totals.ReadsMerged++;
        _readersOf[burst].Add(index);
    }

    private IEnumerable<int> BanksOf(int rank) => Enumerable.Range(rank * _spec.Banks, _spec.Banks);

    private void FallDue(long cycle)
    {
        if (!_spec.Refresh || cycle == 0)
            return;
        int ranks = _spec.Ranks;
        switch (_spec.RefreshPolicy)
        {
            case "all_bank" when cycle % (_spec.Timing["trefi"] / ranks) == 0:
                _due.Enqueue((_dueCount++ % ranks, -1));
                break;
            case "all_bank_simultaneous" when cycle % _spec.Timing["trefi"] == 0:
                foreach (int rank in Enumerable.Range(0, _isDramsim3 ? 1 : ranks))
                    _due.Enqueue((rank, -1));
                break;
            case "per_bank" when _isDramsim3 && cycle % _spec.Timing["trefib"] == 0:
                _due.Enqueue((_dueCount / _spec.Banks % ranks, InTurn(_dueCount % _spec.Banks)));
                _dueCount++;
                break;
            case "per_bank" when !_isDramsim3 && cycle % Math.Max(1, _spec.Timing["trefib"] / ranks) == 0:
                _due.Enqueue((_dueCount % ranks, InTurn(_dueCount / ranks % _spec.Banks)));
                _dueCount++;
                break;
            default:
                break;
        }
    }

    /// <summary>Bank groups in turn, and then the next bank of each.</summary>
    private int InTurn(int turn) => turn % _spec.BankGroups * _spec.BanksOfGroup + turn / _spec.BankGroups;

    private bool IssueForRefresh(long cycle)
    {
        _closing = _due.Count > 0 ? _due.Peek() : null;
        if (_closing is not var (rank, single))
            return false;
        int[] banks = single < 0 ? [.. BanksOf(rank)] : [rank * _spec.Banks + single];
        foreach (int bank in banks.Where(bank => _banks[bank].OpenRow is not null && IsLegal(DramCommandKind.Precharge, bank, cycle)))
        {
            Close(bank, cycle, forRequest: false);
            return true;
        }

        DramCommandKind kind = single < 0 ? DramCommandKind.Refresh : DramCommandKind.RefreshBank;
        if (banks.Any(bank => _banks[bank].OpenRow is not null || !IsLegal(kind, bank, cycle)))
            return false;
        _due.Dequeue();
        _closing = null;
        _totals.Refreshes += single < 0 ? 1 : 0;
        _totals.BankRefreshes += single < 0 ? 0 : 1;
        Enter(kind, banks[0], 0, 0, cycle);
        return true;
    }

    private bool Rests(int bank) => _closing is var (rank, single)
        && bank / _spec.Banks == rank && (single < 0 || bank % _spec.Banks == single);

    private Bus? IssueForRequests(long cycle, Bus allowed) =>
        _spec.Scheduler == "round_robin" ? IssueInTurn(cycle, allowed) : IssueBest(cycle, allowed);

    private Bus? IssueInTurn(long cycle, Bus allowed)
    {
        for (int step = 1; step <= _banks.Length; step++)
        {
            int bank = (_last + step) % _banks.Length;
            if (Find(bank, cycle) is not var (kind, position))
                continue;
            bool fits = Fits(kind, allowed);
            if (!fits && !_isDramsim3)
                continue;
            _last = bank;
            return fits ? Issue(bank, kind, position, cycle) : null;
        }

        return null;
    }

    private Bus? IssueBest(long cycle, Bus allowed)
    {
        var found = Enumerable.Range(0, _banks.Length)
            .Select(bank => (Bank: bank, Command: Find(bank, cycle)))
            .Where(candidate => candidate.Command is var (kind, _) && Fits(kind, allowed))
            .OrderBy(candidate => _spec.Scheduler == "fr_fcfs" && !IsColumn(candidate.Command!.Value.Kind))
            .ThenBy(candidate => _banks[candidate.Bank].Queue.Count == 0
                ? long.MaxValue
                : _banks[candidate.Bank].Queue[candidate.Command!.Value.Position].Index)
            .ToArray();
        return found is [var best, ..] ? Issue(best.Bank, best.Command!.Value.Kind, best.Command.Value.Position, cycle) : null;
    }

    private static bool IsColumn(DramCommandKind kind) => kind is DramCommandKind.Read or DramCommandKind.Write;

    private static bool Fits(DramCommandKind kind, Bus allowed) => allowed == Bus.Both || IsColumn(kind) == (allowed == Bus.Column);

    /// <summary>What the oldest request of a queue that can have a legal command gets.</summary>
    private (DramCommandKind Kind, int Position)? Find(int index, long cycle)
    {
        NaiveBank bank = _banks[index];
        if (Rests(index))
            return null;
        if (bank.Queue.Count == 0)
        {
            bool closes = _spec.PagePolicy == "closed" && bank.OpenRow is not null;
            return closes && IsLegal(DramCommandKind.Precharge, index, cycle) ? (DramCommandKind.Precharge, 0) : null;
        }

        for (int i = 0; i < bank.Queue.Count; i++)
        {
            if (Wanted(bank, i) is { } kind && IsLegal(kind, index, cycle))
                return (kind, i);
        }

        return null;
    }

    /// <summary>What a request of a queue needs next, if it may have that before the others of the queue.</summary>
    private DramCommandKind? Wanted(NaiveBank bank, int position)
    {
        NaiveEntry entry = bank.Queue[position];
        if (bank.OpenRow is null)
            return DramCommandKind.Activate;
        if (bank.OpenRow != entry.Address.Row)
        {
            bool mayClose = position == 0 && (!bank.HasHits || bank.Accesses >= _spec.RowHitCap);
            return mayClose ? DramCommandKind.Precharge : null;
        }

        if (!entry.IsWrite)
            return DramCommandKind.Read;
        bool waits = bank.Queue.Take(position).Any(older => !older.IsWrite && older.Burst == entry.Burst);
        return waits ? null : DramCommandKind.Write;
    }

    private Bus Issue(int index, DramCommandKind kind, int position, long cycle)
    {
        NaiveBank bank = _banks[index];
        switch (kind)
        {
            case DramCommandKind.Precharge:
                Close(index, cycle, forRequest: bank.Queue.Count > 0);
                break;
            case DramCommandKind.Activate:
                (bank.OpenRow, bank.Accesses) = (bank.Queue[position].Address.Row, 0);
                _totals.Activates++;
                Enter(kind, index, bank.OpenRow.Value, 0, cycle);
                break;
            default:
                NaiveEntry entry = bank.Queue[position];
                bank.Queue.RemoveAt(position);
                Enter(kind, index, entry.Address.Row, entry.Address.Column, cycle);
                CountColumn(bank, entry.IsWrite, cycle);
                Return(entry, cycle);
                break;
        }

        return IsColumn(kind) ? Bus.Column : Bus.Row;
    }

    private void CountColumn(NaiveBank bank, bool isWrite, long cycle)
    {
        if (bank.Accesses++ == 0)
            _totals.ConflictAccesses += bank.ClosedForRequest ? 1 : 0;
        else if (isWrite)
            _totals.WriteRowHits++;
        else
            _totals.ReadRowHits++;
        _totals.Reads += isWrite ? 0 : 1;
        _totals.Writes += isWrite ? 1 : 0;
        _totals.LastColumnCycle = cycle;
    }

    private void Return(NaiveEntry entry, long cycle)
    {
        if (entry.IsWrite)
        {
            _buffered.Remove(entry.Burst);
            _totals.WriteLatencyCycles += cycle + _rules.WriteLatency + _rules.Burst - entry.Accepted;
            return;
        }

        long done = cycle + _rules.ReadLatency + _rules.Burst;
        _returned = Math.Max(_returned, done);
        foreach (int reader in _readersOf[entry.Burst])
            _completions[reader] = _completions[reader] with { DoneCycle = done };
        _readersOf.Remove(entry.Burst);
    }

    private void Close(int index, long cycle, bool forRequest)
    {
        (_banks[index].OpenRow, _banks[index].ClosedForRequest) = (null, forRequest);
        _totals.Precharges++;
        _totals.OnDemandPrecharges += forRequest ? 1 : 0;
        Enter(DramCommandKind.Precharge, index, 0, 0, cycle);
    }

    private void Enter(DramCommandKind kind, int index, int row, int column, long cycle)
    {
        _issued[(int)kind].Add((cycle, index));
        int bank = kind == DramCommandKind.Refresh ? 0 : index % _spec.Banks;
        _log.Add(new DramCommand(cycle, kind, index / _spec.Banks, bank, row, column, _number));
    }

    private bool IsLegal(DramCommandKind kind, int bank, long cycle)
    {
        for (int earlier = 0; earlier < _issued.Length; earlier++)
        {
            long near = cycle - _rules.Reach((DramCommandKind)earlier, kind);
            foreach ((long at, int of) in Latest(_issued[earlier], near))
                if (cycle - at < _rules.Gap((DramCommandKind)earlier, kind, NearOf(of, bank)))
                    return false;
        }

        return _rules.Windows.All(window => HasRoomIn(window, kind, bank / _spec.Banks, cycle));
    }

    private bool HasRoomIn((int Count, int Cycles, bool CountsBankRefreshes) window, DramCommandKind kind, int rank, long cycle)
    {
        bool counts = kind == DramCommandKind.Activate || (kind == DramCommandKind.RefreshBank && window.CountsBankRefreshes);
        if (!counts)
            return true;
        int Within(DramCommandKind counted) =>
            Latest(_issued[(int)counted], cycle - window.Cycles).Count(command => command.Bank / _spec.Banks == rank);
        return Within(DramCommandKind.Activate) + (window.CountsBankRefreshes ? Within(DramCommandKind.RefreshBank) : 0) < window.Count;
    }

    /// <summary>Commands after a cycle.</summary>
    private static IEnumerable<(long Cycle, int Bank)> Latest(List<(long Cycle, int Bank)> commands, long after)
    {
        for (int i = commands.Count - 1; i >= 0 && commands[i].Cycle > after; i--)
            yield return commands[i];
    }

    private Near NearOf(int earlier, int later) =>
        earlier / _spec.Banks != later / _spec.Banks ? Near.Channel
        : earlier == later ? Near.Bank
        : earlier / _spec.BanksOfGroup == later / _spec.BanksOfGroup ? Near.Group
        : Near.Rank;

    private void MoveOne()
    {
        bool isIdle = _banks.All(bank => bank.Queue.Count == 0) && (_isDramsim3 || _reads.Count == 0);
        bool isFull = _writes.Count == _spec.WriteBufferDepth;
        if (_draining == 0 && _writes.Count > 0 && (isFull || (isIdle && _writes.Count > (_isDramsim3 ? 8 : 0))))
            _draining = _writes.Count;
        if (_draining == 0)
        {
            Move(_reads, _ => true);
            return;
        }

        if (_isDramsim3)
        {
            if (Movable(_writes).FirstOrDefault() is { } oldest && _readersOf.ContainsKey(oldest.Burst))
                _draining = 0;
            else
                _draining -= Move(_writes, _ => true) ? 1 : 0;
        }
        else if (Move(_writes, write => !_readersOf.ContainsKey(write.Burst)))
        {
            _draining--;
        }
        else
        {
            Move(_reads, _ => true);
        }
    }

    private IEnumerable<NaiveEntry> Movable(List<NaiveEntry> source) =>
        source.Where(entry => _banks[entry.Bank].Queue.Count < _spec.BankQueueDepth);

    private bool Move(List<NaiveEntry> source, Func<NaiveEntry, bool> allowed)
    {
        if (Movable(source).FirstOrDefault(allowed) is not { } moved)
            return false;
        _banks[moved.Bank].Queue.Add(moved);
        source.Remove(moved);
        return true;
    }
}
