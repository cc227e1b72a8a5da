using CycleSim.Dram.Parts;
using CycleSim.Dram.Standards;
using CycleSim.Dram.Statistics;

namespace CycleSim.Dram.Control;

/// <summary>
/// Powers idle ranks down and wakes them. A rank is idle while no request waits for it and no refresh of it is due. After as many idle
/// cycles as the part says it enters power-down, with its rows open or not; after more of them it is closed and enters self-refresh, in
/// which the device refreshes itself. A request or a refresh wakes it. Between two self-refreshes a rank needs a refresh of its own.
/// </summary>
internal sealed class PowerUnit
{
    private const long Busy = long.MaxValue;

    private readonly ChannelState _state;
    private readonly PowerDownSpec _spec;
    private readonly long[] _idleFrom;
    private readonly long[] _wokeAfterRefreshes;

    internal PowerUnit(ChannelState state)
    {
        _state = state;
        _spec = state.Spec.PowerDown;
        IsOn = _spec != PowerDownSpec.Off;
        _idleFrom = new long[state.Spec.Ranks];
        _wokeAfterRefreshes = [.. Enumerable.Repeat(-1L, state.Spec.Ranks)];
    }

    /// <summary>Idle ranks are powered down.</summary>
    internal bool IsOn { get; }

    /// <summary>First cycle of each rank's idle time; <see cref="long.MaxValue"/> while it is busy.</summary>
    internal Span<long> IdleFrom => _idleFrom;

    /// <summary>Sees which ranks are busy in this cycle.</summary>
    internal void Observe()
    {
        for (int rank = 0; rank < _idleFrom.Length; rank++)
        {
            if (IsWanted(rank))
                _idleFrom[rank] = Busy;
            else if (_idleFrom[rank] == Busy)
                _idleFrom[rank] = _state.Cycle;
        }
    }

    /// <summary>Issues a command that a rank needs to be powered down or to wake; otherwise lowers wake to when one will be due.</summary>
    internal bool TryIssue(ref long wake)
    {
        for (int rank = 0; rank < _idleFrom.Length; rank++)
            if (TryIssue(rank, ref wake))
                return true;
        return false;
    }

    private bool TryIssue(int rank, ref long wake)
    {
        RankPower power = _state.Ranks[rank].Power;
        bool isBusy = _idleFrom[rank] == Busy;
        if (power == RankPower.SelfRefresh)
            return isBusy && TryEnter(DramCommandKind.SelfRefreshExit, RankPower.Awake, rank, ref wake);
        bool wantsSelfRefresh = !isBusy && MayRefreshItself(rank) && IsOver(rank, _spec.SelfRefreshCycles, ref wake);
        if (power == RankPower.PowerDown)
            return (isBusy || wantsSelfRefresh) && TryEnter(DramCommandKind.PowerDownExit, RankPower.Awake, rank, ref wake);
        if (isBusy)
            return false;
        if (wantsSelfRefresh)
            return TryClose(rank, ref wake, out bool isClosed)
                || (isClosed && TryEnter(DramCommandKind.SelfRefreshEntry, RankPower.SelfRefresh, rank, ref wake));
        return IsOver(rank, _spec.IdleCycles, ref wake)
            && TryEnter(DramCommandKind.PowerDownEntry, RankPower.PowerDown, rank, ref wake);
    }

    private bool IsWanted(int rank)
    {
        ulong banks = _state.Spec.BanksOf(rank);
        return ((_state.Queues.Waiting | _state.Reads.Queues | _state.Writes.Queues) & banks) != 0
            || (_state.Refresh.IsDue && _state.Refresh.HeadTarget.Rank == rank && _state.Ranks[rank].Power != RankPower.SelfRefresh);
    }

    /// <summary>It was refreshed since it woke from self-refresh, or never was in it.</summary>
    private bool MayRefreshItself(int rank) => _state.Totals.Refreshes + _state.Totals.BankRefreshes > _wokeAfterRefreshes[rank];

    /// <summary>Whether the rank has been idle for so long; otherwise lowers wake to when it will.</summary>
    private bool IsOver(int rank, int threshold, ref long wake)
    {
        if (threshold == 0)
            return false;
        if (_state.Cycle - _idleFrom[rank] >= threshold)
            return true;
        wake = Math.Min(wake, _idleFrom[rank] + threshold);
        return false;
    }

    private bool TryEnter(DramCommandKind kind, RankPower power, int rank, ref long wake)
    {
        long allowed = _state.Timing.AllowedOfRank(kind, rank);
        if (allowed > _state.Cycle)
        {
            wake = Math.Min(wake, allowed);
            return false;
        }

        if (kind == DramCommandKind.SelfRefreshExit)
            _wokeAfterRefreshes[rank] = _state.Totals.Refreshes + _state.Totals.BankRefreshes;
        ulong banks = _state.Spec.BanksOf(rank);
        _state.Queues.Resting = power == RankPower.Awake ? _state.Queues.Resting & ~banks : _state.Queues.Resting | banks;
        _state.EnterPower(kind, power, rank, _state.Cycle);
        return true;
    }

    /// <summary>Closes an open bank of a rank, lowest first.</summary>
    private bool TryClose(int rank, ref long wake, out bool isClosed)
    {
        isClosed = true;
        for (int bank = rank * _state.Spec.Banks; bank < (rank + 1) * _state.Spec.Banks; bank++)
        {
            if (_state.Queues[bank].OpenRow < 0)
                continue;
            isClosed = false;
            long allowed = _state.Timing.Allowed(DramCommandKind.Precharge, bank, rank);
            if (allowed <= _state.Cycle)
            {
                _state.EnterPrecharge(bank, forConflict: false, _state.Cycle);
                return true;
            }

            wake = Math.Min(wake, allowed);
        }

        return false;
    }
}
