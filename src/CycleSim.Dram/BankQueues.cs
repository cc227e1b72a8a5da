namespace CycleSim.Dram;

/// <summary>All bank queues of a channel and what is legal in them; the choice is a <see cref="CommandOrder"/>'s.</summary>
internal sealed class BankQueues
{
    private readonly BankQueue[] _queues;
    private readonly ChannelTiming _timing;
    private readonly DramSpec _spec;
    private readonly bool _closesPages;

    /// <summary>No command of a queue is legal before this cycle; 0 after any change.</summary>
    private readonly long[] _earliest;

    internal BankQueues(DramSpec spec, DramPolicy policy, WaitingRequests requests, ChannelTiming timing)
    {
        _timing = timing;
        _spec = spec;
        _closesPages = spec.PagePolicy == PagePolicy.Closed;
        _earliest = new long[spec.Ranks * spec.Banks];
        _queues =
        [
            .. Enumerable.Range(0, spec.Ranks * spec.Banks).Select(i => new BankQueue(
                requests, spec.BankQueueDepth, i / spec.Banks, policy.RowHitCapOf(spec), _closesPages)),
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

    /// <summary>Bit i: queue i may have a command to give, and its rank is not being closed for a refresh.</summary>
    internal ulong Choosable => RefreshingRank < 0 ? Live : Live & ~_spec.BanksOf(RefreshingRank);

    /// <summary>The rank that is being closed for its refresh, whose queues rest; -1 when there is none.</summary>
    internal int RefreshingRank { get; set; } = -1;

    internal int Count => _queues.Length;

    internal BankQueue this[int index] => _queues[index];

    /// <summary>Enters that a queue or its row has changed.</summary>
    internal void Update(int index)
    {
        BankQueue queue = _queues[index];
        ulong bit = 1UL << index;
        _earliest[index] = 0;
        Waiting = queue.Count > 0 ? Waiting | bit : Waiting & ~bit;
        Full = queue.IsFull ? Full | bit : Full & ~bit;
        Open = queue.OpenRow >= 0 ? Open | bit : Open & ~bit;
        bool live = queue.Count > 0 || (_closesPages && queue.OpenRow >= 0);
        Live = live ? Live | bit : Live & ~bit;
    }

    /// <summary>The command of a queue that is legal now, oldest request first; otherwise lowers wake to when one will be.</summary>
    internal bool TryFind(int index, long cycle, ref long wake, out LegalCommand command)
    {
        command = default;
        long earliest = _earliest[index];
        if (earliest > cycle)
        {
            wake = Math.Min(wake, earliest);
            return false;
        }

        BankQueue queue = _queues[index];
        earliest = long.MaxValue;
        if (queue.OpenRow < 0)
        {
            if (IsLegal(DramCommandKind.Activate, 0, index, queue.Rank, cycle, ref earliest, out command))
                return true;
        }
        else
        {
            queue.FindCandidates();
            // A precharge stands for the oldest request, so it comes before any hit.
            if (queue.MayPrecharge && IsLegal(DramCommandKind.Precharge, 0, index, queue.Rank, cycle, ref earliest, out command))
                return true;
            (int first, int second) = (Math.Min(queue.FirstRead, queue.FirstWrite), Math.Max(queue.FirstRead, queue.FirstWrite));
            if ((first < int.MaxValue && IsLegal(KindOf(queue, first), first, index, queue.Rank, cycle, ref earliest, out command))
                || (second < int.MaxValue && IsLegal(KindOf(queue, second), second, index, queue.Rank, cycle, ref earliest, out command)))
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
        queue.At(position).IsWrite ? DramCommandKind.Write : DramCommandKind.Read;

    private bool IsLegal(
        DramCommandKind kind, int position, int index, int rank, long cycle, ref long earliest, out LegalCommand command)
    {
        command = new LegalCommand(kind, position);
        long allowed = _timing.Allowed(kind, index, rank);
        if (allowed <= cycle)
            return true;
        earliest = Math.Min(earliest, allowed);
        return false;
    }
}
