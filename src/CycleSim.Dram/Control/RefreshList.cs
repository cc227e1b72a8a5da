using CycleSim.Dram.Parts;
using CycleSim.Dram.Policies;
using CycleSim.Dram.Standards;

namespace CycleSim.Dram.Control;

/// <summary>The refreshes of a channel in the order in which they fall due: what is due, and what comes next.</summary>
internal sealed class RefreshList
{
    private readonly RefreshSequence? _sequence;

    internal RefreshList(DramSpec spec, TimingTable table, TimingRules rules)
    {
        IRefreshPolicy policy = RefreshPolicies.All.Get(spec.RefreshPolicy);
        RefreshesBanks = policy.RefreshesBanks;
        Round = RefreshesBanks ? spec.Ranks * spec.Banks : spec.Ranks;
        if (spec.Refresh)
            _sequence = policy.Start(new RefreshGeometry(table, spec.Ranks, spec.BankGroups, spec.BanksOfGroup, rules));
        NextDue = _sequence?.DueCycle(0) ?? long.MaxValue;
    }

    /// <summary>Single banks are refreshed.</summary>
    internal bool RefreshesBanks { get; }

    /// <summary>Refreshes in which each rank, or each bank, has its turn once.</summary>
    internal int Round { get; }

    /// <summary>Cycles between two refreshes, if the ranks take turns at an even pitch; 0 otherwise.</summary>
    internal long RankTurnCycles => _sequence?.RankTurnCycles ?? 0;

    /// <summary>First refresh that is due or, when none is, the next one.</summary>
    internal long Head { get; private set; }

    /// <summary>The next refresh that is not due yet.</summary>
    internal long Next { get; private set; }

    /// <summary>Cycle in which the next refresh falls due; <see cref="long.MaxValue"/> when none ever does.</summary>
    internal long NextDue { get; private set; }

    /// <summary>A refresh is due.</summary>
    internal bool IsDue => Head < Next;

    /// <summary>What the first refresh that is due is for.</summary>
    internal RefreshTarget HeadTarget => _sequence!.Target(Head);

    /// <summary>What the next refresh is for; the first rank when none ever falls due.</summary>
    internal RefreshTarget NextTarget => _sequence?.Target(Next) ?? default;

    /// <summary>What a refresh is for.</summary>
    internal RefreshTarget Target(long index) => _sequence!.Target(index);

    /// <summary>The next refresh falls due.</summary>
    internal void FallDue()
    {
        Next++;
        NextDue = _sequence!.DueCycle(Next);
    }

    /// <summary>The first one that is due has been issued.</summary>
    internal void Issued() => Head++;

    /// <summary>So many fall due and are issued at once.</summary>
    internal void Skip(long count)
    {
        Head += count;
        Next += count;
        NextDue = _sequence?.DueCycle(Next) ?? long.MaxValue;
    }

    /// <summary>Refreshes that fall due before a cycle and are not due yet.</summary>
    internal long CountBefore(long cycle)
    {
        if (NextDue >= cycle)
            return 0;
        (long low, long high) = (Next, Next + 1);
        while (_sequence!.DueCycle(high) < cycle)
            high = Next + 2 * (high - Next);
        while (high - low > 1)
        {
            long middle = low + (high - low) / 2;
            (low, high) = _sequence.DueCycle(middle) < cycle ? (middle, high) : (low, middle);
        }

        return high - Next;
    }
}
