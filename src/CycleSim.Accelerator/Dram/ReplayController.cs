using System.Numerics;
using CycleSim.Accelerator.Observation;
using CycleSim.Configuration;

namespace CycleSim.Accelerator.Dram;

/// <summary>
/// A DDR3 controller that replays a list of requests command by command. It visits only cycles in which something can happen: a
/// command becomes legal, a request arrives, a refresh falls due. What is legal comes from <see cref="DramConstraints"/>, what is
/// chosen from a <see cref="DramPolicy"/>; with <see cref="DramPolicy.Dramsim3"/> it issues what DRAMsim3 issues, in the same cycles.
/// </summary>
public sealed class ReplayController
{
    private readonly DramSpec _spec;
    private readonly DramPolicy _policy;
    private readonly AddressMapping _mapping;
    private readonly ChannelTiming _timing;
    private readonly Action<IssuedCommand>? _onCommand;
    private readonly BankQueue[] _queues;
    private readonly RankState[] _ranks;
    private readonly int _banks;
    private readonly int _queueDepth;
    private readonly int _bufferDepth;
    private readonly int _refreshInterval;
    private readonly int _readDelay;
    private readonly int _writeDelay;
    private readonly RequestList _reads;
    private readonly RequestList _writes;
    private readonly AddressTable _pendingReads = new();
    private readonly AddressTable _pendingWrites = new();
    private readonly Queue<int> _refreshes = new();
    private readonly long _patience;
    private ulong _nonEmpty;
    private int _lastQueue;
    private int _nextRefreshRank;
    private int _refreshingRank = -1;
    private int _draining;
    private long _nextRefresh;
    private long _lastReturn = -1;
    private long _lastProgress;
    private DramCompletion[] _completions = [];
    private int[] _merged = [];
    private DramReplayTotals _totals = new();
    private long _activates, _precharges, _onDemand, _readCommands, _writeCommands, _refreshCount, _readHits, _writeHits;
    private long _forwarded, _mergedReads, _mergedWrites, _writeLatency, _lastColumn;

    /// <summary>Makes an idle controller; all banks are closed.</summary>
    /// <param name="spec">The part and its queues.</param>
    /// <param name="policy">What it chooses among legal commands.</param>
    /// <param name="onCommand">Called with each command, in order; null when nobody listens.</param>
    public ReplayController(DramSpec spec, DramPolicy policy, Action<IssuedCommand>? onCommand = null)
    {
        _spec = spec;
        _policy = policy;
        _mapping = new AddressMapping(spec.Mapping, spec);
        _timing = new ChannelTiming(spec);
        _onCommand = onCommand;
        _banks = spec.Banks;
        _queueDepth = spec.BankQueueDepth;
        _bufferDepth = spec.QueueDepth;
        _queues = [.. Enumerable.Range(0, spec.Ranks * spec.Banks).Select(i => new BankQueue(spec.BankQueueDepth, i / spec.Banks, policy.RowHitCap))];
        _ranks = [.. Enumerable.Range(0, spec.Ranks).Select(_ => new RankState())];
        _refreshInterval = spec.Timing.Trefi / spec.Ranks;
        _nextRefresh = spec.Refresh ? _refreshInterval : long.MaxValue;
        _patience = 20L * spec.Timing.Trefi;
        _readDelay = spec.Timing.Cl + spec.Timing.BurstCycles;
        _writeDelay = spec.Timing.Cwl + spec.Timing.BurstCycles;
        _reads = new RequestList(_bufferDepth);
        _writes = new RequestList(_bufferDepth);
    }

    /// <summary>Totals of the last run.</summary>
    public DramReplayTotals Totals => _totals;

    /// <summary>Runs a list of requests to the end. They enter in order, at most one a cycle; the head blocks.</summary>
    /// <returns>Acceptance and completion of each request.</returns>
    /// <exception cref="InputException">The policy blocks for ever, as <see cref="DramPolicy.Dramsim3"/> can.</exception>
    public DramCompletion[] Run(IReadOnlyList<DramRequest> requests)
    {
        DramRequest[] list = requests as DramRequest[] ?? [.. requests];
        _completions = new DramCompletion[list.Length];
        _merged = new int[list.Length];
        System.Array.Fill(_merged, -1);
        int next = 0;
        long cycle = 0;
        while (true)
        {
            if (cycle == _nextRefresh)
            {
                _refreshes.Enqueue(_nextRefreshRank);
                _nextRefreshRank = (_nextRefreshRank + 1) % _ranks.Length;
                _nextRefresh += _refreshInterval;
            }

            long wake = long.MaxValue;
            bool active = IssueOne(cycle, ref wake);
            active |= MoveOne();
            if (next < list.Length)
            {
                ref DramRequest request = ref list[next];
                if (request.Cycle <= cycle)
                {
                    CheckProgress(cycle);
                    if ((request.IsWrite ? _writes : _reads).Count < _bufferDepth)
                    {
                        Accept(next++, request, cycle + 1);
                        _lastProgress = cycle;
                        active = true;
                    }
                }
                else
                {
                    wake = Math.Min(wake, request.Cycle);
                    _lastProgress = cycle;
                }
            }
            else if (IsDone(cycle))
            {
                break;
            }
            else
            {
                CheckProgress(cycle);
                wake = Math.Min(wake, Math.Max(cycle + 1, _lastReturn));
            }

            cycle = active ? cycle + 1 : Math.Min(wake, _nextRefresh);
        }

        Finish(cycle + 1);
        return _completions;
    }

    private void CheckProgress(long cycle)
    {
        if (cycle - _lastProgress > _patience)
        {
            throw new InputException(
                $"policy {_policy.Name} blocks for ever from DRAM cycle {_lastProgress} on: a full write buffer waits for a read that cannot " +
                $"reach its bank queue (a known property of dramsim3); use policy {DramPolicy.Default.Name}");
        }
    }

    private bool IsDone(long cycle) =>
        _lastReturn <= cycle && _nonEmpty == 0 && _reads.Count == 0 && _draining == 0 && _writes.Count <= _policy.IdleDrainThreshold
        && _refreshes.Count == 0;

    private void Accept(int index, in DramRequest request, long cycle)
    {
        long burst = request.Address / _spec.BurstBytes;
        if (request.IsWrite)
        {
            if (_pendingWrites.Contains(burst))
            {
                _mergedWrites++;
            }
            else
            {
                _pendingWrites.Set(burst, index);
                _writes.Add(new Entry(burst, index, _mapping.Of(request.Address), isWrite: true, _banks));
            }

            Complete(index, cycle, cycle + 1);
        }
        else if (_pendingWrites.Contains(burst))
        {
            _forwarded++;
            Complete(index, cycle, cycle + 1);
        }
        else
        {
            _completions[index] = new DramCompletion(cycle, -1);
            if (_pendingReads.TryGet(burst, out int first))
            {
                _mergedReads++;
                _merged[index] = _merged[first];
                _merged[first] = index;
            }
            else
            {
                _pendingReads.Set(burst, index);
                _reads.Add(new Entry(burst, index, _mapping.Of(request.Address), isWrite: false, _banks));
            }
        }
    }

    private void Complete(int index, long accept, long done)
    {
        _completions[index] = new DramCompletion(accept, done);
        _lastReturn = Math.Max(_lastReturn, done);
    }

    /// <summary>Issues at most one command; otherwise lowers wake to the first cycle in which one is legal.</summary>
    private bool IssueOne(long cycle, ref long wake)
    {
        if (_refreshes.Count > 0 && AdvanceRefresh(cycle, ref wake))
            return true;
        if (_policy.OldestFirst)
            return IssueOldest(cycle, ref wake);
        ulong later = _lastQueue == 63 ? 0 : _nonEmpty & (ulong.MaxValue << _lastQueue << 1);
        return IssueFirst(later, cycle, ref wake) || IssueFirst(_nonEmpty & ~later, cycle, ref wake);
    }

    /// <summary>Round robin: the first queue that has a legal command issues it.</summary>
    private bool IssueFirst(ulong queues, long cycle, ref long wake)
    {
        for (; queues != 0; queues &= queues - 1)
        {
            int index = BitOperations.TrailingZeroCount(queues);
            if (TryFind(index, cycle, ref wake, out Choice choice))
            {
                _lastQueue = index;
                Issue(index, choice, cycle);
                return true;
            }
        }

        return false;
    }

    /// <summary>Row hits before others, older requests before younger ones.</summary>
    private bool IssueOldest(long cycle, ref long wake)
    {
        int best = -1;
        Choice chosen = default;
        for (ulong queues = _nonEmpty; queues != 0; queues &= queues - 1)
        {
            int index = BitOperations.TrailingZeroCount(queues);
            if (TryFind(index, cycle, ref wake, out Choice choice) && (best < 0 || IsBefore(index, choice, best, chosen)))
            {
                best = index;
                chosen = choice;
            }
        }

        if (best >= 0)
            Issue(best, chosen, cycle);
        return best >= 0;
    }

    private bool IsBefore(int index, Choice choice, int other, Choice otherChoice)
    {
        bool hit = choice.Code is DramCommandKind.Read or DramCommandKind.Write;
        bool otherHit = otherChoice.Code is DramCommandKind.Read or DramCommandKind.Write;
        return hit != otherHit
            ? hit
            : _queues[index].Entries[choice.Position].Arrival < _queues[other].Entries[otherChoice.Position].Arrival;
    }

    /// <summary>The command of a queue that is legal now, oldest entry first; otherwise lowers wake.</summary>
    private bool TryFind(int index, long cycle, ref long wake, out Choice choice)
    {
        BankQueue queue = _queues[index];
        choice = default;
        if (queue.Rank == _refreshingRank)
            return false;
        if (queue.Earliest > cycle)
        {
            wake = Math.Min(wake, queue.Earliest);
            return false;
        }

        long earliest = long.MaxValue;
        if (queue.OpenRow < 0)
        {
            if (IsLegal(DramCommandKind.Activate, 0, index, cycle, ref earliest, out choice))
                return true;
        }
        else
        {
            queue.FindCandidates();
            // A precharge stands for the oldest entry, so it comes before any hit.
            if (queue.MayPrecharge && IsLegal(DramCommandKind.Precharge, 0, index, cycle, ref earliest, out choice))
                return true;
            bool readFirst = queue.FirstRead < queue.FirstWrite;
            int first = readFirst ? queue.FirstRead : queue.FirstWrite;
            int second = readFirst ? queue.FirstWrite : queue.FirstRead;
            if ((first < int.MaxValue && IsLegal(ColumnCode(queue, first), first, index, cycle, ref earliest, out choice))
                || (second < int.MaxValue && IsLegal(ColumnCode(queue, second), second, index, cycle, ref earliest, out choice)))
            {
                return true;
            }
        }

        // Allowed times only ever rise, so nothing can be legal here before this cycle unless the queue or the bank changes.
        queue.Earliest = earliest;
        wake = Math.Min(wake, earliest);
        return false;
    }

    private static DramCommandKind ColumnCode(BankQueue queue, int position) =>
        queue.Entries[position].IsWrite ? DramCommandKind.Write : DramCommandKind.Read;

    private bool IsLegal(DramCommandKind code, int position, int index, long cycle, ref long earliest, out Choice choice)
    {
        choice = new Choice(code, position);
        long allowed = _timing.Allowed(code, index, _queues[index].Rank);
        if (allowed <= cycle)
            return true;
        earliest = Math.Min(earliest, allowed);
        return false;
    }

    private void Issue(int index, Choice choice, long cycle)
    {
        switch (choice.Code)
        {
            case DramCommandKind.Activate:
                Activate(index, cycle);
                break;
            case DramCommandKind.Precharge:
                _onDemand++;
                Precharge(index, _queues[index], cycle);
                break;
            default:
                AccessColumn(index, choice, cycle);
                break;
        }
    }

    private void Activate(int index, long cycle)
    {
        BankQueue queue = _queues[index];
        int row = queue.Entries[0].Row;
        _timing.Issue(DramCommandKind.Activate, index, queue.Rank, cycle);
        queue.Open(row);
        _ranks[queue.Rank].Opened(cycle);
        _activates++;
        _onCommand?.Invoke(new IssuedCommand(cycle, DramCommandKind.Activate, queue.Rank, index % _banks, row, 0));
    }

    private void AccessColumn(int index, Choice choice, long cycle)
    {
        BankQueue queue = _queues[index];
        Entry entry = queue.Entries[choice.Position];
        _timing.Issue(choice.Code, index, queue.Rank, cycle);
        bool hit = queue.Accesses > 0;
        if (queue.Count == _queueDepth)
        {
            _reads.Blocked = 0;
            _writes.Blocked = 0;
        }

        _lastColumn = cycle;
        _lastProgress = cycle;
        queue.Take(choice.Position);
        if (queue.Count == 0)
            _nonEmpty &= ~(1UL << index);
        if (entry.IsWrite)
        {
            _pendingWrites.Remove(entry.Burst);
            _writeCommands++;
            _writeLatency += cycle + _writeDelay - _completions[entry.Arrival].AcceptCycle;
            _writeHits += hit ? 1 : 0;
        }
        else
        {
            Return(entry.Burst, cycle + _readDelay);
            _readCommands++;
            _readHits += hit ? 1 : 0;
        }

        _onCommand?.Invoke(new IssuedCommand(cycle, choice.Code, queue.Rank, index % _banks, entry.Row, entry.Column));
    }

    private void Return(long burst, long done)
    {
        _pendingReads.TryGet(burst, out int index);
        _pendingReads.Remove(burst);
        for (; index >= 0; index = _merged[index])
            Complete(index, _completions[index].AcceptCycle, done);
    }

    private void Precharge(int index, BankQueue queue, long cycle)
    {
        _timing.Issue(DramCommandKind.Precharge, index, queue.Rank, cycle);
        queue.Close();
        _ranks[queue.Rank].Closed(cycle);
        _precharges++;
        _onCommand?.Invoke(new IssuedCommand(cycle, DramCommandKind.Precharge, queue.Rank, index % _banks, 0, 0));
    }

    /// <summary>Closes the banks of the rank whose refresh is due, lowest first, then refreshes it.</summary>
    private bool AdvanceRefresh(long cycle, ref long wake)
    {
        int rank = _refreshes.Peek();
        _refreshingRank = rank;
        long allReady = long.MinValue;
        bool anyOpen = false;
        for (int bank = 0; bank < _banks; bank++)
        {
            int index = rank * _banks + bank;
            if (_queues[index].OpenRow < 0)
            {
                allReady = Math.Max(allReady, _timing.Allowed(DramCommandKind.Refresh, index, rank));
                continue;
            }

            anyOpen = true;
            long allowed = _timing.Allowed(DramCommandKind.Precharge, index, rank);
            if (allowed <= cycle)
            {
                Precharge(index, _queues[index], cycle);
                return true;
            }

            wake = Math.Min(wake, allowed);
        }

        if (anyOpen)
            return false;
        if (allReady > cycle)
        {
            wake = Math.Min(wake, allReady);
            return false;
        }

        _timing.Issue(DramCommandKind.Refresh, rank * _banks, rank, cycle);
        _refreshes.Dequeue();
        _refreshingRank = -1;
        _refreshCount++;
        _onCommand?.Invoke(new IssuedCommand(cycle, DramCommandKind.Refresh, rank, 0, 0, 0));
        return true;
    }

    /// <summary>Moves at most one request to its bank queue.</summary>
    private bool MoveOne()
    {
        bool idle = _nonEmpty == 0 && (!_policy.SkipsHazards || _reads.Count == 0);
        if (_draining == 0 && (_writes.Count >= _bufferDepth || (_writes.Count > _policy.IdleDrainThreshold && idle)))
            _draining = _writes.Count;
        return _draining > 0 ? MoveWrite() || (_policy.SkipsHazards && MoveRead()) : MoveRead();
    }

    private bool MoveRead()
    {
        for (int i = _reads.Blocked; i < _reads.Count; i++)
        {
            _reads.Blocked = i;
            if (TryQueue(_reads, i))
                return true;
        }

        _reads.Blocked = _reads.Count;
        return false;
    }

    private bool MoveWrite()
    {
        for (int i = _writes.Blocked; i < _writes.Count; i++)
        {
            if (!_policy.SkipsHazards)
                _writes.Blocked = i;
            if (_queues[_writes[i].Queue].Count == _queueDepth)
                continue;
            if (_pendingReads.Contains(_writes[i].Burst))
            {
                if (_policy.SkipsHazards)
                    continue;
                _draining = 0;
                return true; // the next cycle looks at the reads
            }

            _draining--;
            return TryQueue(_writes, i);
        }

        if (!_policy.SkipsHazards)
            _writes.Blocked = _writes.Count;
        return false;
    }

    private bool TryQueue(RequestList source, int position)
    {
        Entry entry = source[position];
        BankQueue queue = _queues[entry.Queue];
        if (queue.Count == _queueDepth)
            return false;
        queue.Add(entry);
        _nonEmpty |= 1UL << entry.Queue;
        source.RemoveAt(position);
        return true;
    }

    private void Finish(long cycles)
    {
        long active = _ranks.Sum(rank => rank.ActiveUntil(cycles));
        _totals = new DramReplayTotals
        {
            Cycles = cycles,
            Activates = _activates,
            Precharges = _precharges,
            OnDemandPrecharges = _onDemand,
            Reads = _readCommands,
            Writes = _writeCommands,
            Refreshes = _refreshCount,
            ReadRowHits = _readHits,
            WriteRowHits = _writeHits,
            ReadsForwarded = _forwarded,
            ReadsMerged = _mergedReads,
            WritesMerged = _mergedWrites,
            WritesLeftInBuffer = _writes.Count,
            WriteLatencyCycles = _writeLatency,
            LastColumnCycle = _lastColumn,
            ActiveCycles = active,
            PrechargedCycles = cycles * _ranks.Length - active,
        };
    }

    private readonly record struct Choice(DramCommandKind Code, int Position);

    private readonly record struct Entry(long Burst, int Arrival, int Queue, int Row, int Column, bool IsWrite)
    {
        internal Entry(long burst, int arrival, DramAddress address, bool isWrite, int banks)
            : this(burst, arrival, address.Rank * banks + address.Bank, address.Row, address.Column, isWrite)
        {
        }
    }

    private sealed class RequestList(int capacity)
    {
        private readonly Entry[] _entries = new Entry[capacity];

        internal int Count { get; private set; }

        /// <summary>The entries before this position found their queue full, and no queue has had room since.</summary>
        internal int Blocked { get; set; }

        internal ref Entry this[int position] => ref _entries[position];

        internal void Add(in Entry entry) => _entries[Count++] = entry;

        internal void RemoveAt(int position)
        {
            Count--;
            System.Array.Copy(_entries, position + 1, _entries, position, Count - position);
        }
    }

    /// <summary>A bank with its command queue.</summary>
    private sealed class BankQueue(int capacity, int rank, int rowHitCap)
    {
        private bool _known;

        internal Entry[] Entries { get; } = new Entry[capacity];

        internal int Count { get; private set; }

        internal int Rank { get; } = rank;

        internal int OpenRow { get; private set; } = -1;

        /// <summary>Column accesses since the row was opened.</summary>
        internal int Accesses { get; private set; }

        /// <summary>Position of the oldest read of the open row; int.MaxValue when there is none.</summary>
        internal int FirstRead { get; private set; }

        /// <summary>Position of the oldest write of the open row that does not wait for a read.</summary>
        internal int FirstWrite { get; private set; }

        /// <summary>The oldest entry needs another row, and the open one has no hits left or had its share.</summary>
        internal bool MayPrecharge { get; private set; }

        internal void Add(in Entry entry)
        {
            Entries[Count++] = entry;
            Changed();
        }

        internal void Take(int position)
        {
            Count--;
            System.Array.Copy(Entries, position + 1, Entries, position, Count - position);
            Accesses++;
            Changed();
        }

        internal void Open(int row)
        {
            OpenRow = row;
            Accesses = 0;
            Changed();
        }

        internal void Close()
        {
            OpenRow = -1;
            Changed();
        }

        /// <summary>No command of this queue is legal before this cycle; 0 after any change.</summary>
        internal long Earliest { get; set; }

        internal void FindCandidates()
        {
            if (_known)
                return;
            _known = true;
            FirstRead = int.MaxValue;
            FirstWrite = int.MaxValue;
            bool anyHit = false;
            for (int i = 0; i < Count; i++)
            {
                ref Entry entry = ref Entries[i];
                if (entry.Row != OpenRow)
                    continue;
                anyHit = true;
                if (!entry.IsWrite)
                    FirstRead = Math.Min(FirstRead, i);
                else if (FirstWrite == int.MaxValue && !WaitsForRead(i))
                    FirstWrite = i;
                if (FirstRead < int.MaxValue && FirstWrite < int.MaxValue)
                    break;
            }

            MayPrecharge = Entries[0].Row != OpenRow && (!anyHit || Accesses >= rowHitCap);
        }

        private void Changed()
        {
            _known = false;
            Earliest = 0;
        }

        private bool WaitsForRead(int position)
        {
            ref Entry write = ref Entries[position];
            for (int i = 0; i < position; i++)
                if (!Entries[i].IsWrite && Entries[i].Row == write.Row && Entries[i].Column == write.Column)
                    return true;
            return false;
        }
    }

    private sealed class RankState
    {
        private int _openBanks;
        private long _openSince;
        private long _active;

        internal void Opened(long cycle)
        {
            if (_openBanks++ == 0)
                _openSince = cycle;
        }

        internal void Closed(long cycle)
        {
            if (--_openBanks == 0)
                _active += cycle - _openSince;
        }

        internal long ActiveUntil(long cycle) => _active + (_openBanks > 0 ? cycle - _openSince : 0);
    }
}
