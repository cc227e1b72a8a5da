using CycleSim.Memoization;

namespace CycleSim.Dram;

/// <summary>
/// When each command is next allowed in each bank, kept up to date from <see cref="DramConstraints"/>: what a scheduler sees of time.
/// </summary>
internal sealed class ChannelTiming
{
    private readonly int _ranks;
    private readonly long[][] _bank;
    private readonly long[][] _rank;
    private readonly (int Later, int Gap)[][] _sameBank;
    private readonly (int Later, int Gap)[][] _sameRank;
    private readonly (int Later, int Gap)[][] _otherRanks;
    private readonly long[] _latest;
    private readonly long[] _window;
    private readonly int[] _windowNext;
    private readonly int _faw;

    internal ChannelTiming(DramSpec spec)
    {
        _ranks = spec.Ranks;
        _bank = [.. Enumerable.Range(0, DramConstraints.Kinds).Select(_ => new long[spec.Ranks * spec.Banks])];
        _rank = [.. Enumerable.Range(0, DramConstraints.Kinds).Select(_ => new long[spec.Ranks])];
        _sameBank = Gaps(spec.Timing, ConstraintScope.SameBank);
        _sameRank = Gaps(spec.Timing, ConstraintScope.SameRank);
        _otherRanks = Gaps(spec.Timing, ConstraintScope.OtherRanks);
        _latest = new long[spec.Ranks * spec.Banks];
        _window = new long[spec.Ranks * DramConstraints.ActivatesInWindow];
        Array.Fill(_window, long.MinValue / 2);
        _windowNext = new int[spec.Ranks];
        _faw = spec.Timing.Tfaw;
    }

    /// <summary>First cycle in which a bank may get a command.</summary>
    internal long Allowed(DramCommandKind command, int bank, int rank)
    {
        int kind = (int)command;
        long allowed = Math.Max(_bank[kind][bank], _rank[kind][rank]);
        return command == DramCommandKind.Activate ? Math.Max(allowed, OldestActivate(rank) + _faw) : allowed;
    }

    /// <summary>Issues a command.</summary>
    internal void Issue(DramCommandKind command, int bank, int rank, long cycle)
    {
        foreach ((int later, int gap) in _sameBank[(int)command])
        {
            Raise(ref _bank[later][bank], cycle + gap);
            Raise(ref _latest[bank], cycle + gap);
        }

        foreach ((int later, int gap) in _sameRank[(int)command])
            Raise(ref _rank[later][rank], cycle + gap);
        if (_ranks > 1)
        {
            foreach ((int later, int gap) in _otherRanks[(int)command])
                for (int other = 0; other < _ranks; other++)
                    if (other != rank)
                        Raise(ref _rank[later][other], cycle + gap);
        }

        if (command == DramCommandKind.Activate)
        {
            _window[rank * DramConstraints.ActivatesInWindow + _windowNext[rank]] = cycle;
            _windowNext[rank] = (_windowNext[rank] + 1) % DramConstraints.ActivatesInWindow;
        }
    }

    /// <summary>Bit i: a constraint of bank i alone still holds.</summary>
    internal ulong WaitingBanks(long now)
    {
        ulong waiting = 0;
        for (int bank = 0; bank < _latest.Length; bank++)
            waiting |= (_latest[bank] > now ? 1UL : 0) << bank;
        return waiting;
    }

    /// <summary>
    /// Adds every constraint that still holds to a state key, relative to now: past ones have no effect any more, and leaving them out lets
    /// states with different pasts have equal keys. Banks with a constraint must have labels.
    /// </summary>
    internal void DescribeState(StateKeyBuilder key, BankLabels labels, long now)
    {
        for (int label = 0; label < labels.Count; label++)
        {
            int bank = labels.BankOf(label);
            if (_latest[bank] <= now)
                continue;
            for (int kind = 0; kind < DramConstraints.Kinds; kind++)
                key.AddFuture(DramConstraints.Kinds * label + kind, _bank[kind][bank], now);
        }

        int id = DramConstraints.Kinds * _latest.Length;
        for (int i = 0; i < _ranks; i++)
        {
            int rank = labels.RankAt(i);
            for (int kind = 0; kind < DramConstraints.Kinds; kind++)
                key.AddFuture(id++, _rank[kind][rank], now);
            for (int j = 0; j < DramConstraints.ActivatesInWindow; j++)
            {
                int slot = (_windowNext[rank] + j) % DramConstraints.ActivatesInWindow;
                key.AddFuture(id++, _window[rank * DramConstraints.ActivatesInWindow + slot] + _faw, now);
            }
        }
    }

    private long OldestActivate(int rank) => _window[rank * DramConstraints.ActivatesInWindow + _windowNext[rank]];

    private static void Raise(ref long value, long min)
    {
        if (value < min)
            value = min;
    }

    private static (int, int)[][] Gaps(DramTiming timing, ConstraintScope scope) =>
    [
        .. Enumerable.Range(0, DramConstraints.Kinds).Select(kind => DramConstraints.Table
            .Where(constraint => constraint.Scope == scope && (int)constraint.Earlier == kind)
            .Select(constraint => ((int)constraint.Later, constraint.Gap(timing))).ToArray()),
    ];
}
