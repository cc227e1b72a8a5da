using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using CycleSim.Dram.Parts;
using CycleSim.Dram.Policies;
using CycleSim.Dram.Standards;

namespace CycleSim.Dram.Control;

/// <summary>All bank queues of a channel and what is legal in them; the choice is a scheduler's.</summary>
internal sealed class BankQueues
{
    private readonly BankQueue[] _queues;
    private readonly ChannelTiming _timing;
    private readonly bool _closesUnusedRows;
    private readonly CommandCandidate[] _candidates;

    /// <summary>
    /// No command of a queue is legal before this cycle: 0 after a change, <see cref="long.MaxValue"/> when it has none to give. Padded, so
    /// that a vector holds only queues.
    /// </summary>
    private readonly long[] _earliest;

    internal BankQueues(DramSpec spec, IPagePolicy pages, WaitingRequests requests, ChannelTiming timing)
    {
        _timing = timing;
        _closesUnusedRows = pages.ClosesUnusedRows;
        int count = spec.Ranks * spec.Banks;
        _earliest = new long[(count + Vector256<long>.Count - 1) / Vector256<long>.Count * Vector256<long>.Count];
        Array.Fill(_earliest, long.MaxValue);
        _candidates = new CommandCandidate[count];
        _queues =
        [
            .. Enumerable.Range(0, count).Select(i => new BankQueue(requests, spec.BankQueueDepth, i / spec.Banks, spec.RowHitCap, pages)),
        ];
    }

    /// <summary>Bit i: a request waits in queue i.</summary>
    internal ulong Waiting { get; private set; }

    /// <summary>Bit i: queue i may have a command to give.</summary>
    internal ulong Live { get; private set; }

    /// <summary>Bit i: queue i has no room.</summary>
    internal ulong Full { get; private set; }

    /// <summary>Bit i: bank i has a row open.</summary>
    internal ulong Open { get; private set; }

    /// <summary>Bit i: queue i rests: its bank is being closed for a refresh, or its rank is powered down.</summary>
    internal ulong Resting { get; set; }

    internal int Count => _queues.Length;

    internal BankQueue this[int index] => _queues[index];

    /// <summary>Enters that a queue or its row has changed.</summary>
    internal void Update(int index)
    {
        BankQueue queue = _queues[index];
        ulong bit = 1UL << index;
        Waiting = queue.Count > 0 ? Waiting | bit : Waiting & ~bit;
        Full = queue.IsFull ? Full | bit : Full & ~bit;
        Open = queue.OpenRow >= 0 ? Open | bit : Open & ~bit;
        bool live = queue.Count > 0 || (_closesUnusedRows && queue.OpenRow >= 0);
        Live = live ? Live | bit : Live & ~bit;
        _earliest[index] = live ? 0 : long.MaxValue;
    }

    /// <summary>
    /// The commands that are legal now, at most one for each queue: that of its oldest request that has one. Lowers wake to the first cycle
    /// in which another may be legal.
    /// </summary>
    /// <param name="cycle">The present cycle.</param>
    /// <param name="classes">Commands that may leave.</param>
    /// <param name="firstBank">A bank from which on, round all banks, only the first command is wanted; -1 for all.</param>
    /// <param name="wake">Lowered to when another command may be legal.</param>
    internal ReadOnlySpan<CommandCandidate> Candidates(long cycle, CommandClasses classes, int firstBank, ref long wake)
    {
        ulong ready = Ready(cycle, ref wake) & ~Resting;
        if (firstBank >= 0)
        {
            ulong later = ready & (ulong.MaxValue << firstBank);
            int found = Find(later, 1, cycle, classes, ref wake);
            return _candidates.AsSpan(0, found > 0 ? found : Find(ready & ~later, 1, cycle, classes, ref wake));
        }

        return _candidates.AsSpan(0, Find(ready, _candidates.Length, cycle, classes, ref wake));
    }

    /// <summary>A command of some queue is legal in a cycle; otherwise lowers wake to the first cycle in which one may be.</summary>
    internal bool AnyLegal(long cycle, ref long wake)
    {
        for (ulong ready = Ready(cycle, ref wake) & ~Resting; ready != 0; ready &= ready - 1)
            if (TryFind(BitOperations.TrailingZeroCount(ready), cycle, ref wake, out _))
                return true;
        return false;
    }

    /// <summary>Finds up to so many commands among some queues; returns how many.</summary>
    private int Find(ulong ready, int max, long cycle, CommandClasses classes, ref long wake)
    {
        int count = 0;
        for (; ready != 0; ready &= ready - 1)
        {
            int index = BitOperations.TrailingZeroCount(ready);
            if (TryFind(index, cycle, ref wake, out CommandCandidate candidate)
                && (classes & (candidate.IsColumn ? CommandClasses.Column : CommandClasses.Row)) != 0)
            {
                _candidates[count++] = candidate;
                if (count == max)
                    break;
            }
        }

        return count;
    }

    /// <summary>Bit i: queue i may have a legal command now; wake is lowered to the first cycle in which another one may.</summary>
    private ulong Ready(long cycle, ref long wake)
    {
        Vector256<long> now = Vector256.Create(cycle);
        Vector256<long> next = Vector256.Create(wake);
        ulong ready = 0;
        for (int i = 0; i < _earliest.Length; i += Vector256<long>.Count)
        {
            Vector256<long> earliest = Vector256.LoadUnsafe(ref _earliest[i]);
            Vector256<long> later = Vector256.GreaterThan(earliest, now);
            ready |= (ulong)(~later).ExtractMostSignificantBits() << i;
            next = Vector256.Min(next, Vector256.ConditionalSelect(later, earliest, next));
        }

        wake = Math.Min(Math.Min(next[0], next[1]), Math.Min(next[2], next[3]));
        return ready;
    }

    /// <summary>The command of a queue that is legal now, oldest request first; otherwise lowers wake to when one will be.</summary>
    private bool TryFind(int index, long cycle, ref long wake, out CommandCandidate candidate)
    {
        BankQueue queue = _queues[index];
        long earliest = long.MaxValue;
        candidate = default;
        if (queue.OpenRow < 0)
        {
            if (IsLegal(DramCommandKind.Activate, 0, index, queue, cycle, ref earliest, ref candidate))
                return true;
        }
        else
        {
            queue.FindCandidates();
            // A precharge stands for the oldest request, so it comes before any hit.
            if (queue.MayPrecharge && IsLegal(DramCommandKind.Precharge, 0, index, queue, cycle, ref earliest, ref candidate))
                return true;
            (int first, int second) = (Math.Min(queue.FirstRead, queue.FirstWrite), Math.Max(queue.FirstRead, queue.FirstWrite));
            if ((first < int.MaxValue && IsLegal(KindOf(queue, first), first, index, queue, cycle, ref earliest, ref candidate))
                || (second < int.MaxValue && IsLegal(KindOf(queue, second), second, index, queue, cycle, ref earliest, ref candidate)))
            {
                return true;
            }
        }

        // Allowed times only ever rise, so nothing is legal here before this cycle unless the queue or the bank changes.
        _earliest[index] = earliest;
        wake = Math.Min(wake, earliest);
        return false;
    }

    private static DramCommandKind KindOf(BankQueue queue, int position) =>
        queue.IsWrite(position) ? DramCommandKind.Write : DramCommandKind.Read;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsLegal(
        DramCommandKind kind, int position, int index, BankQueue queue, long cycle, ref long earliest, ref CommandCandidate candidate)
    {
        long allowed = _timing.Allowed(kind, index, queue.Rank);
        if (allowed > cycle)
        {
            earliest = Math.Min(earliest, allowed);
            return false;
        }

        candidate = new CommandCandidate(index, kind, position, queue.Count == 0 ? long.MaxValue : queue.At(position).Arrival);
        return true;
    }
}
