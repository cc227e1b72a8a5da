using CycleSim.Dram.Commands;
using CycleSim.Dram.Control;
using CycleSim.Dram.Parts;
using CycleSim.Dram.Standards;
using CycleSim.Dram.Statistics;

namespace CycleSim.Accelerator.Tests.Oracle;

/// <summary>
/// The DRAM channel with its controller (policy default), cycle by cycle. Reads and writes never wait together, since the machine moves
/// one list after the other and waits for its last data.
/// </summary>
internal sealed class OracleDram(DramSpec spec, OracleDma dma)
{
    private readonly OracleDramBank[] _banks =
        [.. Enumerable.Range(0, spec.Ranks * spec.Banks).Select(i => new OracleDramBank(i / spec.Banks, i % spec.Banks))];

    private readonly OracleDramTiming _timing = new(spec);
    private readonly List<OracleRequest> _reads = [];
    private readonly List<OracleRequest> _writes = [];
    private readonly List<OracleRequest> _onBus = [];
    private readonly Queue<int> _refreshes = new();
    private DramCounts _counts;
    private long _cycle;
    private long _arrivals;
    private int _refreshRank;
    private int _draining;

    /// <summary>What happened in the cycles that are over.</summary>
    internal DramCounts Counts { get; private set; }

    /// <summary>Cycles that are over.</summary>
    internal long CyclesOver { get; private set; }

    /// <summary>All commands, also of a cycle that is not over.</summary>
    internal List<DramCommand> Commands { get; } = [];

    /// <summary>A cycle starts: the one before is over, and data have moved on.</summary>
    internal void Tick()
    {
        (Counts, CyclesOver) = (_counts, _cycle);
        foreach (OracleRequest request in _onBus.Where(request => --request.CyclesLeft == 0).ToArray())
        {
            _onBus.Remove(request);
            dma.DataEnded();
        }
    }

    /// <summary>What the controller does in the cycle: one command at most, one move at most, one request accepted at most.</summary>
    internal void TickController()
    {
        int interval = spec.Timing["trefi"] / spec.Ranks;
        if (spec.Refresh && _cycle > 0 && _cycle % interval == 0)
        {
            _refreshes.Enqueue(_refreshRank);
            _refreshRank = (_refreshRank + 1) % spec.Ranks;
        }

        if (!TryRefresh())
            IssueForRequest();
        MoveOne();
        AcceptOne();
        for (int rank = 0; rank < spec.Ranks; rank++)
            CountBackground(_banks.Any(bank => bank.Rank == rank && bank.OpenRow is not null));
        _cycle++;
    }

    private void CountBackground(bool isActive) => _counts = isActive
        ? _counts with { ActiveCycles = _counts.ActiveCycles + 1 }
        : _counts with { PrechargedCycles = _counts.PrechargedCycles + 1 };

    /// <summary>A refresh that is due closes its rank, lowest bank first, and is issued when the whole rank is closed and ready.</summary>
    private bool TryRefresh()
    {
        if (!_refreshes.TryPeek(out int rank))
            return false;
        OracleDramBank[] open = [.. _banks.Where(bank => bank.Rank == rank && bank.OpenRow is not null)];
        if (open.FirstOrDefault(bank => IsLegal(DramCommandKind.Precharge, bank)) is { } closable)
        {
            Precharge(closable, forConflict: false);
            return true;
        }

        if (open.Length > 0 || !_timing.IsLegal(DramCommandKind.Refresh, rank, 0, _cycle))
            return false;
        _refreshes.Dequeue();
        _counts = _counts with { Refreshes = _counts.Refreshes + 1 };
        Issue(DramCommandKind.Refresh, rank, 0, 0, 0);
        return true;
    }

    /// <summary>FR-FCFS: of the commands that are legal now, a column command first, then the one for the oldest request.</summary>
    private void IssueForRequest()
    {
        (OracleDramBank Bank, DramCommandKind Kind, OracleRequest? Request)? best = null;
        foreach (OracleDramBank bank in _banks)
        {
            bool isClosedForRefresh = _refreshes.TryPeek(out int rank) && bank.Rank == rank;
            if (!isClosedForRefresh && Wanted(bank) is { } wanted && (best is null || IsBefore(wanted, best.Value)))
                best = (bank, wanted.Kind, wanted.Request);
        }

        if (best is not { } chosen)
            return;
        if (chosen.Kind == DramCommandKind.Activate)
            Activate(chosen.Bank, chosen.Request!.Row);
        else if (chosen.Kind == DramCommandKind.Precharge)
            Precharge(chosen.Bank, forConflict: chosen.Request is not null);
        else
            Access(chosen.Bank, chosen.Request!);
    }

    private static bool IsBefore(
        (DramCommandKind Kind, OracleRequest? Request) one, (OracleDramBank Bank, DramCommandKind Kind, OracleRequest? Request) other)
    {
        bool isHit = one.Kind is DramCommandKind.Read or DramCommandKind.Write;
        bool otherIsHit = other.Kind is DramCommandKind.Read or DramCommandKind.Write;
        return isHit != otherIsHit
            ? isHit
            : (one.Request?.Arrival ?? long.MaxValue) < (other.Request?.Arrival ?? long.MaxValue);
    }

    /// <summary>The legal command that a bank asks for first; null when it asks for none.</summary>
    private (DramCommandKind Kind, OracleRequest? Request)? Wanted(OracleDramBank bank)
    {
        OracleRequest? oldest = bank.Queue.FirstOrDefault();
        if (bank.OpenRow is null)
            return oldest is not null && IsLegal(DramCommandKind.Activate, bank) ? (DramCommandKind.Activate, oldest) : null;
        if (WantsClosing(bank, oldest) && IsLegal(DramCommandKind.Precharge, bank))
            return (DramCommandKind.Precharge, oldest);
        foreach (OracleRequest hit in bank.Queue.Where(request => request.Row == bank.OpenRow))
        {
            DramCommandKind kind = hit.IsWrite ? DramCommandKind.Write : DramCommandKind.Read;
            if (IsLegal(kind, bank))
                return (kind, hit);
        }

        return null;
    }

    /// <summary>
    /// The oldest request needs another row, and the open one has no hits left or has had its share; with closed pages also when nothing
    /// waits.
    /// </summary>
    private bool WantsClosing(OracleDramBank bank, OracleRequest? oldest)
    {
        if (oldest is null)
            return spec.PagePolicy == "closed";
        bool hasHits = bank.Queue.Any(request => request.Row == bank.OpenRow);
        return oldest.Row != bank.OpenRow && (!hasHits || bank.Accesses >= spec.RowHitCap);
    }

    private bool IsLegal(DramCommandKind kind, OracleDramBank bank) => _timing.IsLegal(kind, bank.Rank, bank.Bank, _cycle);

    private void Activate(OracleDramBank bank, int row)
    {
        (bank.OpenRow, bank.Accesses) = (row, 0);
        _counts = _counts with { Activates = _counts.Activates + 1 };
        Issue(DramCommandKind.Activate, bank.Rank, bank.Bank, row, 0);
    }

    private void Precharge(OracleDramBank bank, bool forConflict)
    {
        (bank.OpenRow, bank.ClosedByConflict) = (null, forConflict);
        Issue(DramCommandKind.Precharge, bank.Rank, bank.Bank, 0, 0);
    }

    private void Access(OracleDramBank bank, OracleRequest request)
    {
        bank.Queue.Remove(request);
        _counts = (bank.Accesses, bank.ClosedByConflict) switch
        {
            ( > 0, _) => _counts with { RowHits = _counts.RowHits + 1 },
            (_, true) => _counts with { RowConflicts = _counts.RowConflicts + 1 },
            _ => _counts with { RowMisses = _counts.RowMisses + 1 },
        };
        bank.Accesses++;
        _counts = request.IsWrite
            ? _counts with { WriteBursts = _counts.WriteBursts + 1 }
            : _counts with { ReadBursts = _counts.ReadBursts + 1 };
        request.CyclesLeft = spec.Timing["al"] + (request.IsWrite ? spec.Timing["cwl"] : spec.Timing["cl"]) + spec.Timing["burst"];
        _onBus.Add(request);
        Issue(request.IsWrite ? DramCommandKind.Write : DramCommandKind.Read, bank.Rank, bank.Bank, request.Row, request.Column);
    }

    private void Issue(DramCommandKind kind, int rank, int bank, int row, int column)
    {
        _timing.Issue(kind, rank, bank, _cycle);
        Commands.Add(new DramCommand(_cycle, kind, rank, bank, row, column));
    }

    /// <summary>
    /// One request moves to the queue of its bank. Writes stay in their buffer until it is full or nothing else is to do; then all that
    /// are there leave.
    /// </summary>
    private void MoveOne()
    {
        bool nothingElse = _reads.Count == 0 && _banks.All(bank => bank.Queue.Count == 0);
        bool isOverThreshold = _writes.Count > DramPolicy.Default.IdleDrainThreshold;
        if (_draining == 0 && (_writes.Count == spec.WriteBufferDepth || (isOverThreshold && nothingElse)))
            _draining = _writes.Count;
        if (_draining > 0 && TryMove(_writes))
            _draining--;
        else
            TryMove(_reads);
    }

    private bool TryMove(List<OracleRequest> list)
    {
        int position = list.FindIndex(request => BankOf(request).Queue.Count < spec.BankQueueDepth);
        if (position < 0)
            return false;
        BankOf(list[position]).Queue.Add(list[position]);
        list.RemoveAt(position);
        return true;
    }

    private OracleDramBank BankOf(OracleRequest request) => _banks[request.Rank * spec.Banks + request.Bank];

    private void AcceptOne()
    {
        bool isFull = dma.IsWrite ? _writes.Count == spec.WriteBufferDepth : _reads.Count == spec.QueueDepth;
        if (isFull || !dma.TryPeek(out long burst))
            return;
        dma.Accepted();
        (dma.IsWrite ? _writes : _reads).Add(RequestOf(burst));
        if (_reads.Count > 0 && _writes.Count > 0)
            throw new InvalidOperationException("reads and writes wait together");
    }

    /// <summary>Cuts a burst address field by field, from the lowest one up.</summary>
    private OracleRequest RequestOf(long burst)
    {
        var fields = new Dictionary<string, int>();
        foreach (string field in spec.Mapping.Split(' ').Reverse())
        {
            int size = field switch { "ro" => spec.Rows, "ra" => spec.Ranks, "ba" => spec.Banks, _ => spec.Columns };
            fields[field] = (int)(burst % size);
            burst /= size;
        }

        return new OracleRequest(_arrivals++, dma.IsWrite, fields["ra"], fields["ba"], fields["ro"], fields["co"]);
    }
}
