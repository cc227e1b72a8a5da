using System.Runtime.CompilerServices;
using CycleSim.Dram.Parts;
using CycleSim.Dram.Standards;

namespace CycleSim.Dram.Control;

/// <summary>
/// When each command is next allowed in each bank of a channel, kept up to date from the constraints of the standard: what a scheduler
/// sees of time.
/// </summary>
internal sealed class ChannelTiming
{
    private readonly TimingTable _table;
    private readonly int _ranks;
    private readonly int _banks;
    private readonly int _banksOfRank;
    private readonly int _groups;
    private readonly int _groupsOfRank;
    private readonly bool _hasGroups;
    private readonly long[] _bank;
    private readonly long[] _group;
    private readonly long[] _rank;
    private readonly long[] _latest;
    private readonly int[] _groupOf;
    private readonly CommandGaps[] _gaps;
    private readonly ActivateWindow[] _windows;

    /// <summary>Nothing has been issued.</summary>
    /// <param name="spec">The part.</param>
    /// <param name="table">Its constraints and windows.</param>
    /// <param name="kinds">Commands that the controller issues: those below this number.</param>
    internal ChannelTiming(DramSpec spec, TimingTable table, int kinds)
    {
        _table = table;
        Kinds = kinds;
        _ranks = spec.Ranks;
        _banksOfRank = spec.Banks;
        _banks = spec.Ranks * spec.Banks;
        _groupsOfRank = spec.BankGroups;
        _groups = spec.Ranks * spec.BankGroups;
        _hasGroups = spec.BankGroups > 1;
        _bank = new long[kinds * _banks];
        _group = new long[kinds * _groups];
        _rank = new long[kinds * spec.Ranks];
        _latest = new long[_banks];
        _groupOf = [.. Enumerable.Range(0, _banks).Select(bank => bank / spec.BanksOfGroup)];
        _gaps = [.. Enumerable.Range(0, kinds).Select(kind => new CommandGaps(table, (DramCommandKind)kind, kinds))];
        _windows = [.. table.Windows.Select(window => new ActivateWindow(window, spec.Ranks))];
    }

    /// <summary>Commands that the controller issues: those below this number.</summary>
    internal int Kinds { get; }

    /// <summary>First cycle in which a bank may get a command.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal long Allowed(DramCommandKind command, int bank, int rank)
    {
        int kind = (int)command;
        long allowed = Math.Max(_bank[kind * _banks + bank], _rank[kind * _ranks + rank]);
        return _hasGroups ? Math.Max(allowed, _group[kind * _groups + _groupOf[bank]]) : allowed;
    }

    /// <summary>First cycle in which a rank may get a command that concerns all its banks.</summary>
    internal long AllowedOfRank(DramCommandKind command, int rank)
    {
        long allowed = 0;
        for (int bank = rank * _banksOfRank; bank < (rank + 1) * _banksOfRank; bank++)
            allowed = Math.Max(allowed, Allowed(command, bank, rank));
        return allowed;
    }

    /// <summary>Issues a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="bank">Bank of the channel; any of the rank for a command to a whole rank.</param>
    /// <param name="rank">Rank.</param>
    /// <param name="cycle">Cycle.</param>
    internal void Issue(DramCommandKind command, int bank, int rank, long cycle)
    {
        CommandGaps gaps = _gaps[(int)command];
        foreach ((int later, int gap) in gaps.Bank)
            RaiseBank(later, bank, cycle + gap);
        foreach ((int later, int gap) in gaps.Rank)
            Raise(ref _rank[later * _ranks + rank], cycle + gap);
        if (_hasGroups)
            RaiseGroups(gaps, _groupOf[bank], rank, cycle);
        foreach ((int later, int gap) in gaps.OtherBanks)
        {
            for (int other = rank * _banksOfRank; other < (rank + 1) * _banksOfRank; other++)
                if (other != bank)
                    RaiseBank(later, other, cycle + gap);
        }

        if (_ranks > 1)
        {
            foreach ((int later, int gap) in gaps.OtherRanks)
                for (int other = 0; other < _ranks; other++)
                    if (other != rank)
                        Raise(ref _rank[later * _ranks + other], cycle + gap);
        }

        if (command is DramCommandKind.Activate or DramCommandKind.RefreshBank)
        {
            foreach (ActivateWindow window in _windows)
                if (command == DramCommandKind.Activate || window.CountsBankRefreshes)
                    EnterWindow(window, rank, cycle);
        }
    }

    /// <summary>A full window keeps later activates out until its oldest one leaves it.</summary>
    private void EnterWindow(ActivateWindow window, int rank, long cycle)
    {
        window.Add(rank, cycle);
        Raise(ref _rank[(int)DramCommandKind.Activate * _ranks + rank], window.NextCycle(rank));
        if (window.CountsBankRefreshes && Kinds > (int)DramCommandKind.RefreshBank)
            Raise(ref _rank[(int)DramCommandKind.RefreshBank * _ranks + rank], window.NextCycle(rank));
    }

    private void RaiseGroups(CommandGaps gaps, int group, int rank, long cycle)
    {
        foreach ((int later, int gap) in gaps.BankGroup)
            Raise(ref _group[later * _groups + group], cycle + gap);
        int first = rank * _groupsOfRank;
        foreach ((int later, int gap) in gaps.OtherBankGroups)
            for (int other = first; other < first + _groupsOfRank; other++)
                if (other != group)
                    Raise(ref _group[later * _groups + other], cycle + gap);
    }

    private void RaiseBank(int later, int bank, long cycle)
    {
        Raise(ref _bank[later * _banks + bank], cycle);
        Raise(ref _latest[bank], cycle);
    }

    /// <summary>Bit i: a constraint of bank i alone still holds.</summary>
    internal ulong WaitingBanks(long now)
    {
        ulong waiting = 0;
        for (int bank = 0; bank < _latest.Length; bank++)
            waiting |= (_latest[bank] > now ? 1UL : 0) << bank;
        return waiting;
    }

    /// <summary>A constraint of a bank alone holds beyond a cycle.</summary>
    internal bool IsBankWaiting(int bank, long now) => _latest[bank] > now;

    /// <summary>When a command is allowed by the constraints of a bank alone.</summary>
    internal long OfBank(int kind, int bank) => _bank[kind * _banks + bank];

    /// <summary>When a command is allowed by the constraints of a bank group of the channel.</summary>
    internal long OfGroup(int kind, int group) => _group[kind * _groups + group];

    /// <summary>When a command is allowed by the constraints of a rank, windows not included.</summary>
    internal long OfRank(int kind, int rank) => _rank[kind * _ranks + rank];

    /// <summary>The windows over several activates.</summary>
    internal ReadOnlySpan<ActivateWindow> Windows => _windows;

    /// <summary>All limits that still hold, relative to now; 0 for those that do not.</summary>
    internal IEnumerable<long> Futures(long now)
    {
        foreach (long[] times in new[] { _bank, _group, _rank })
            foreach (long time in times)
                yield return Math.Max(0, time - now);
        foreach (ActivateWindow window in _windows)
            for (int rank = 0; rank < _ranks; rank++)
                for (int back = 0; back < window.Count; back++)
                    yield return Math.Max(0, window.LeavesAt(rank, back) - now);
    }

    /// <summary>Everything happened so many cycles later.</summary>
    internal void Shift(long cycles)
    {
        foreach (long[] times in new[] { _bank, _group, _rank, _latest })
            for (int i = 0; i < times.Length; i++)
                times[i] += cycles;
        foreach (ActivateWindow window in _windows)
            window.Shift(cycles);
    }

    /// <summary>The constraints.</summary>
    internal TimingTable Table => _table;

    private static void Raise(ref long value, long min)
    {
        if (value < min)
            value = min;
    }
}
