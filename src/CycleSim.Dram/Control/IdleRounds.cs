using CycleSim.Dram.Parts;
using CycleSim.Dram.Statistics;

namespace CycleSim.Dram.Control;

/// <summary>
/// Idle time of a channel whose ranks are powered down: from one round of refreshes to the next the same happens again, so once a round has
/// repeated, all further ones are counted at once. Beside the model; results do not depend on it.
/// </summary>
internal sealed class IdleRounds
{
    private readonly ChannelState _state;
    private readonly PowerUnit _power;
    private Snapshot? _last;

    internal IdleRounds(ChannelState state, PowerUnit power) => (_state, _power) = (state, power);

    /// <summary>Counts rounds before a cycle, if nothing but what an idle channel does can happen before it.</summary>
    /// <param name="wake">When something else can happen.</param>
    /// <returns>The present cycle has moved.</returns>
    internal bool TrySkipTo(long wake)
    {
        if (!_power.IsOn)
            return false;
        if (!_state.Spec.Refresh || wake <= _state.Cycle || _state.IsObserved || !IsIdle())
        {
            _last = null;
            return false;
        }

        RefreshList refresh = _state.Refresh;
        if (refresh.IsDue || refresh.Next % _state.Refresh.Round != 0 || _last?.Next == refresh.Next)
            return false;
        var now = new Snapshot(_state, _power);
        Snapshot? before = _last;
        _last = now;
        return before is not null && before.Next + _state.Refresh.Round == now.Next && before.IsRepeatedBy(now)
            && TryRepeat(before, now, (wake - now.Cycle) / (now.Cycle - before.Cycle) - 2);
    }

    private bool IsIdle() => _state.Queues.Waiting == 0 && _state.Reads.Count == 0 && _state.Writes.Count == 0;

    private bool TryRepeat(Snapshot before, Snapshot now, long rounds)
    {
        if (rounds <= 0)
            return false;
        long cycles = rounds * (now.Cycle - before.Cycle);
        _state.Totals.Refreshes += rounds * (now.Totals.Refreshes - before.Totals.Refreshes);
        _state.Totals.BankRefreshes += rounds * (now.Totals.BankRefreshes - before.Totals.BankRefreshes);
        _state.Totals.Activates += rounds * (now.Totals.Activates - before.Totals.Activates);
        _state.Totals.Precharges += rounds * (now.Totals.Precharges - before.Totals.Precharges);
        _state.Refresh.Skip(rounds * _state.Refresh.Round);
        _state.Timing.Shift(cycles);
        _state.Cycle += cycles;
        for (int rank = 0; rank < _state.Ranks.Length; rank++)
        {
            _state.Ranks[rank].Skip(cycles, (now.Times[rank] - before.Times[rank]) * rounds);
            if (_power.IdleFrom[rank] != long.MaxValue)
                _power.IdleFrom[rank] += cycles;
        }

        return true;
    }

    /// <summary>An idle channel in a cycle.</summary>
    private sealed class Snapshot
    {
        private readonly long[] _future;

        internal Snapshot(ChannelState state, PowerUnit power)
        {
            (Cycle, Next, Totals) = (state.Cycle, state.Refresh.Next, state.Totals);
            Times = [.. state.Ranks.Select(rank => rank.Until(state.Cycle))];
            _future =
            [
                state.Refresh.NextDue - Cycle,
                .. state.Ranks.Select(rank => (long)rank.Power),
                .. power.IdleFrom.ToArray().Select(from => from == long.MaxValue ? from : IdleOf(state.Spec.PowerDown, Cycle - from)),
                (long)state.Queues.Open,
                .. state.Timing.Futures(Cycle),
            ];
        }

        internal long Cycle { get; }

        internal long Next { get; }

        internal DramTotals Totals { get; }

        internal RankTimes[] Times { get; }

        /// <summary>The later state differs from this one only in time: what follows does too.</summary>
        internal bool IsRepeatedBy(Snapshot later) => _future.AsSpan().SequenceEqual(later._future);

        /// <summary>Idle time counts up to the longest threshold.</summary>
        private static long IdleOf(PowerDownSpec spec, long cycles) =>
            Math.Min(cycles, Math.Max(spec.IdleCycles, spec.SelfRefreshCycles));
    }
}
