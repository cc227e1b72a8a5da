using CycleSim.Dram.Parts;
using CycleSim.Dram.Requests;
using CycleSim.Dram.Standards;

namespace CycleSim.Dram.Tests;

/// <summary>
/// The policy dramsim3 once more, as plainly as its rules read (tests/Reference/dram, and DRAMsim3's staggered refresh for several ranks):
/// every cycle is visited, every queue entry is looked at, every constraint is compared with the cycle of every earlier command that
/// matters.
/// </summary>
internal sealed class TickingController(DramSpec spec)
{
    private const long Never = long.MinValue / 2;

    private sealed record Entry(int Index, long Burst, bool IsWrite, int Bank, DramAddress Address);

    private sealed class Bank
    {
        public int OpenRow = -1;
        public int Accesses;
        public long Activate = Never, Precharge = Never, Read = Never, Write = Never;
        public List<Entry> Queue { get; } = [];
    }

    private readonly Bank[] _banks = [.. Enumerable.Range(0, spec.Ranks * spec.Banks).Select(_ => new Bank())];
    private readonly long[] _refreshed = [.. Enumerable.Repeat(Never, spec.Ranks)];
    private readonly List<long>[] _activates = [.. Enumerable.Range(0, spec.Ranks).Select(_ => new List<long>())];
    private readonly List<Entry> _reads = [], _writes = [];
    private readonly Dictionary<long, List<int>> _pendingReads = [];
    private readonly HashSet<long> _pendingWrites = [];
    private readonly Queue<int> _refreshes = new();
    private DramCompletion[] _completions = [];
    private int _pointer;
    private int _draining;
    private int _nextRank;

    /// <summary>Each command as kind, cycle, rank, bank, row, column.</summary>
    public List<(DramCommandKind Kind, long Cycle, int Rank, int Bank, int Row, int Column)> Commands { get; } = [];

    private DramTiming T => spec.Timing;

    /// <summary>Runs the requests; null when nothing has moved for a long time, which this policy can come to.</summary>
    public DramCompletion[]? Run(DramRequest[] requests)
    {
        _completions = new DramCompletion[requests.Length];
        var mapping = new AddressMapping(spec);
        int next = 0;
        for (long cycle = 0, moved = 0; cycle - moved < 40L * T["trefi"]; cycle++)
        {
            if (spec.Refresh && cycle > 0 && cycle % (T["trefi"] / spec.Ranks) == 0)
            {
                _refreshes.Enqueue(_nextRank);
                _nextRank = (_nextRank + 1) % spec.Ranks;
            }

            bool progress = !Refresh(cycle) && IssueFromQueues(cycle);
            MoveOne();
            if (next < requests.Length && requests[next].Cycle <= cycle && HasRoom(requests[next]))
            {
                Accept(next, requests[next], mapping, cycle + 1);
                next++;
                progress = true;
            }

            if (progress || (next < requests.Length && requests[next].Cycle > cycle))
                moved = cycle;
            if (next == requests.Length && _banks.All(bank => bank.Queue.Count == 0) && _reads.Count == 0 && _draining == 0
                && _writes.Count <= 8
                && _refreshes.Count == 0 && _completions.All(completion => completion.DoneCycle <= cycle))
            {
                return _completions;
            }
        }

        return null;
    }

    private bool Refresh(long cycle)
    {
        if (_refreshes.Count == 0)
            return false;
        int rank = _refreshes.Peek();
        int[] banks = [.. Enumerable.Range(rank * spec.Banks, spec.Banks)];
        foreach (int index in banks.Where(index => _banks[index].OpenRow >= 0 && MayPrecharge(_banks[index], cycle)))
        {
            Precharge(index, cycle);
            return true;
        }

        if (banks.Any(index => _banks[index].OpenRow >= 0 || cycle < _banks[index].Precharge + T["trp"])
            || cycle < _refreshed[rank] + T["trfc"])
            return false;
        _refreshed[rank] = cycle;
        _refreshes.Dequeue();
        Commands.Add((DramCommandKind.Refresh, cycle, rank, 0, 0, 0));
        return true;
    }

    private bool IssueFromQueues(long cycle)
    {
        for (int step = 1; step <= _banks.Length; step++)
        {
            int index = (_pointer + step) % _banks.Length;
            bool rests = _refreshes.Count > 0 && index / spec.Banks == _refreshes.Peek();
            if (!rests && TryIssue(index, cycle))
            {
                _pointer = index;
                return true;
            }
        }

        return false;
    }

    private bool TryIssue(int index, long cycle)
    {
        Bank bank = _banks[index];
        for (int i = 0; i < bank.Queue.Count; i++)
        {
            Entry entry = bank.Queue[i];
            if (bank.OpenRow < 0)
            {
                if (!MayActivate(index, cycle))
                    continue;
                (bank.OpenRow, bank.Accesses, bank.Activate) = (entry.Address.Row, 0, cycle);
                _activates[index / spec.Banks].Add(cycle);
                Commands.Add((DramCommandKind.Activate, cycle, index / spec.Banks, index % spec.Banks, entry.Address.Row, 0));
                return true;
            }

            if (bank.OpenRow == entry.Address.Row)
            {
                bool waits = entry.IsWrite && bank.Queue.Take(i).Any(older => !older.IsWrite && older.Burst == entry.Burst);
                if (waits || !MayAccess(index, entry.IsWrite, cycle))
                    continue;
                Access(index, i, cycle);
                return true;
            }

            bool hits = bank.Queue.Any(other => other.Address.Row == bank.OpenRow);
            if (i == 0 && (!hits || bank.Accesses >= 4) && MayPrecharge(bank, cycle))
            {
                Precharge(index, cycle);
                return true;
            }
        }

        return false;
    }

    private bool MayActivate(int index, long cycle)
    {
        List<long> activates = _activates[index / spec.Banks];
        return cycle >= _banks[index].Activate + T["tras"] + T["trp"] && cycle >= _banks[index].Precharge + T["trp"]
            && cycle >= _refreshed[index / spec.Banks] + T["trfc"]
            && (activates.Count == 0 || cycle >= activates[^1] + T["trrd"])
            && (activates.Count < 4 || cycle >= activates[^4] + T["tfaw"]);
    }

    private bool MayPrecharge(Bank bank, long cycle) =>
        cycle >= bank.Activate + T["tras"] && cycle >= bank.Read + T["al"] + T["trtp"]
        && cycle >= bank.Write + T["al"] + T["cwl"] + T["burst"] + T["twr"];

    private bool MayAccess(int index, bool isWrite, long cycle)
    {
        if (cycle < _banks[index].Activate + T["trcd"] - T["al"])
            return false;
        int pitch = Math.Max(T["burst"], T["tccd"]);
        int readToWrite = T["cl"] + T["burst"] - T["cwl"] + T["trtrs"];
        for (int other = 0; other < _banks.Length; other++)
        {
            bool sameRank = other / spec.Banks == index / spec.Banks;
            int afterRead = isWrite ? readToWrite : sameRank ? pitch : T["burst"] + T["trtrs"];
            int afterWrite = isWrite
                ? sameRank ? pitch : T["burst"]
                : sameRank ? T["al"] + T["cwl"] + T["burst"] + T["twtr"] : T["cwl"] + T["burst"] + T["trtrs"] - T["cl"];
            if (cycle < _banks[other].Read + afterRead || cycle < _banks[other].Write + afterWrite)
                return false;
        }

        return true;
    }

    private void Precharge(int index, long cycle)
    {
        (_banks[index].OpenRow, _banks[index].Precharge) = (-1, cycle);
        Commands.Add((DramCommandKind.Precharge, cycle, index / spec.Banks, index % spec.Banks, 0, 0));
    }

    private void Access(int index, int position, long cycle)
    {
        Bank bank = _banks[index];
        Entry entry = bank.Queue[position];
        bank.Queue.RemoveAt(position);
        bank.Accesses++;
        Commands.Add((entry.IsWrite ? DramCommandKind.Write : DramCommandKind.Read, cycle, index / spec.Banks, index % spec.Banks,
            entry.Address.Row, entry.Address.Column));
        if (entry.IsWrite)
        {
            bank.Write = cycle;
            _pendingWrites.Remove(entry.Burst);
            return;
        }

        bank.Read = cycle;
        foreach (int reader in _pendingReads[entry.Burst])
            _completions[reader] = _completions[reader] with { DoneCycle = cycle + T["al"] + T["cl"] + T["burst"] };
        _pendingReads.Remove(entry.Burst);
    }

    private void MoveOne()
    {
        if (_draining == 0 && (_writes.Count == spec.WriteBufferDepth || (_writes.Count > 8 && _banks.All(bank => bank.Queue.Count == 0))))
            _draining = _writes.Count;
        List<Entry> source = _draining > 0 ? _writes : _reads;
        int position = source.FindIndex(entry => _banks[entry.Bank].Queue.Count < spec.BankQueueDepth);
        if (position < 0)
            return;
        Entry moved = source[position];
        if (moved.IsWrite && _pendingReads.ContainsKey(moved.Burst))
        {
            _draining = 0;
            return;
        }

        _draining -= moved.IsWrite ? 1 : 0;
        _banks[moved.Bank].Queue.Add(moved);
        source.RemoveAt(position);
    }

    private bool HasRoom(DramRequest request) =>
        request.IsWrite ? _writes.Count < spec.WriteBufferDepth : _reads.Count < spec.QueueDepth;

    private void Accept(int index, DramRequest request, AddressMapping mapping, long cycle)
    {
        long burst = request.Address / spec.BurstBytes;
        DramAddress address = mapping.OfBurst(burst);
        var entry = new Entry(index, burst, request.IsWrite, address.Rank * spec.Banks + address.Bank, address);
        bool posted = request.IsWrite || _pendingWrites.Contains(burst);
        _completions[index] = new DramCompletion(cycle, posted ? cycle + 1 : long.MaxValue);
        if (request.IsWrite)
        {
            if (_pendingWrites.Add(burst))
                _writes.Add(entry);
        }
        else if (!posted)
        {
            if (!_pendingReads.TryAdd(burst, [index]))
                _pendingReads[burst].Add(index);
            else
                _reads.Add(entry);
        }
    }
}
