using CycleSim.Dram.Policies;
using CycleSim.Dram.Standards;
using CycleSim.Dram.Statistics;
using CycleSim.Platform;

namespace CycleSim.Dram.Control;

/// <summary>
/// Refreshes what is due, one at a time: closes the banks concerned, lowest first, then refreshes them. From the moment it looks at a
/// refresh, the queues of these banks rest; the others continue.
/// </summary>
/// <param name="state">The channel.</param>
internal sealed class RefreshUnit(ChannelState state)
{
    /// <summary>More are due only where refreshes fall behind without end.</summary>
    private const long MaxDue = 1 << 20;

    private readonly bool _fallsBehind = state.Policy.Rules == TimingRules.Dramsim3
        && state.Refresh.RefreshesBanks;

    private ulong _closing;

    /// <summary>What is due gets done. In DRAMsim3 refreshes of banks never do, and it does not wait for them at the end.</summary>
    internal bool KeepsUp => !_fallsBehind;

    /// <summary>Enters the refreshes that fall due in this cycle.</summary>
    internal void FallDue()
    {
        if (state.Refresh.NextDue == state.Cycle)
            EnterDue();
    }

    private void EnterDue()
    {
        while (state.Refresh.NextDue == state.Cycle)
            state.Refresh.FallDue();
        if (state.Refresh.Next - state.Refresh.Head > MaxDue)
        {
            throw new InputException(
                $"part {state.Spec.Name}: refreshes fall behind without end under policy {state.Policy.Name}: {MaxDue} are due at DRAM "
                + $"cycle {state.Cycle} (a known property of dramsim3 with bank refreshes); use policy {DramPolicy.Default.Name}");
        }
    }

    /// <summary>Issues a command for the first refresh that is due; otherwise lowers wake to when one will be legal.</summary>
    internal bool TryIssue(ref long wake)
    {
        while (state.Refresh.IsDue)
        {
            RefreshTarget target = state.Refresh.HeadTarget;
            if (state.Ranks[target.Rank].Power == RankPower.SelfRefresh)
            {
                state.Refresh.Issued(); // the device does it itself
                continue;
            }

            Rest(target);
            return state.Ranks[target.Rank].Power == RankPower.Awake && TryIssue(target, ref wake);
        }

        return false;
    }

    private void Rest(RefreshTarget target)
    {
        _closing = target.IsRank ? state.Spec.BanksOf(target.Rank) : 1UL << (target.Rank * state.Spec.Banks + target.Bank);
        state.Queues.Resting |= _closing;
    }

    private bool TryIssue(RefreshTarget target, ref long wake)
    {
        DramCommandKind kind = target.IsRank ? DramCommandKind.Refresh : DramCommandKind.RefreshBank;
        int first = target.Rank * state.Spec.Banks + Math.Max(target.Bank, 0);
        int last = target.IsRank ? first + state.Spec.Banks - 1 : first;
        long allReady = long.MinValue;
        bool anyOpen = false;
        for (int index = first; index <= last; index++)
        {
            if (state.Queues[index].OpenRow < 0)
            {
                allReady = Math.Max(allReady, state.Timing.Allowed(kind, index, target.Rank));
                continue;
            }

            anyOpen = true;
            long allowed = state.Timing.Allowed(DramCommandKind.Precharge, index, target.Rank);
            if (allowed <= state.Cycle)
            {
                state.EnterPrecharge(index, forConflict: false, state.Cycle);
                return true;
            }

            wake = Math.Min(wake, allowed);
        }

        if (anyOpen)
            return false;
        if (allReady > state.Cycle)
        {
            wake = Math.Min(wake, allReady);
            return false;
        }

        state.Refresh.Issued();
        state.Queues.Resting &= ~_closing;
        if (target.IsRank)
            state.EnterRefresh(target.Rank, state.Cycle);
        else
            state.EnterBankRefresh(first, state.Cycle);
        return true;
    }
}
