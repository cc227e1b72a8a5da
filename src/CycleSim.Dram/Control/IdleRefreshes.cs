using CycleSim.Dram.Parts;
using CycleSim.Dram.Policies;
using CycleSim.Dram.Standards;

namespace CycleSim.Dram.Control;

/// <summary>
/// Refreshes of an idle channel, counted in closed form instead of visited: nothing waits, all banks are closed and ready, so each refresh
/// is issued as soon as it falls due. Beside the model; results do not depend on it.
/// </summary>
internal sealed class IdleRefreshes
{
    private readonly ChannelState _state;
    private readonly bool _keepUp;

    /// <summary>Finds out whether refreshes of the part keep up with the pace at which they fall due.</summary>
    /// <param name="state">The channel.</param>
    internal IdleRefreshes(ChannelState state)
    {
        _state = state;
        DramSpec spec = state.Spec;
        _keepUp = spec.Refresh && (state.Refresh.RefreshesBanks ? BanksKeepUp() : RanksKeepUp());
    }

    /// <summary>Counts refreshes that fall due before a cycle, if nothing but refreshes can happen before it.</summary>
    /// <param name="wake">When something else can happen.</param>
    internal void SkipTo(long wake)
    {
        if (!_keepUp || wake == long.MaxValue || wake <= _state.Refresh.NextDue || !IsIdle())
            return;
        long counted = _state.Refresh.CountBefore(wake) - 2L * _state.Refresh.Round;
        if (counted <= 0)
            return;
        // The last rounds are issued, since later commands must keep their distance from them.
        if (_state.Refresh.NextTarget.IsRank)
            _state.Totals.Refreshes += counted;
        else
            _state.Totals.BankRefreshes += counted;
        _state.Refresh.Skip(counted);
    }

    private bool RanksKeepUp() =>
        _state.Table.RefreshIntervalCycles >= _state.Table.RefreshCycles + 8 * _state.Refresh.Round;

    private bool BanksKeepUp()
    {
        int gap = _state.Timing.Table.Constraints
            .Where(constraint => constraint is { Earlier: DramCommandKind.RefreshBank, Later: DramCommandKind.RefreshBank })
            .Select(constraint => constraint.GapCycles).DefaultIfEmpty(0).Max();
        return _state.Policy.Rules == TimingRules.Jedec && _state.Table.BankRefreshIntervalCycles >= gap + 8;
    }

    /// <summary>A command log must see each refresh.</summary>
    private bool IsIdle()
    {
        if (_state.IsObserved || _state.Queues.Live != 0 || _state.Queues.Open != 0 || _state.Reads.Count > 0 || _state.Refresh.IsDue
            || _state.Spec.PowerDown != PowerDownSpec.Off)
        {
            return false;
        }

        RefreshTarget next = _state.Refresh.NextTarget;
        DramCommandKind kind = next.IsRank ? DramCommandKind.Refresh : DramCommandKind.RefreshBank;
        for (int index = 0; index < _state.Queues.Count; index++)
            if (_state.Timing.Allowed(kind, index, _state.Queues[index].Rank) > _state.Refresh.NextDue)
                return false;
        return true;
    }
}
