using CycleSim.Dram.Parts;
using CycleSim.Dram.Standards;

namespace CycleSim.Dram.Commands;

/// <summary>Checks the commands of one channel (<see cref="JedecChecker"/>).</summary>
internal sealed class ChannelChecker
{
    private readonly DramSpec _spec;
    private readonly TimingTable _table;
    private readonly Action<JedecViolation> _report;
    private readonly DramCommand?[,] _last;
    private readonly int[] _openRow;
    private readonly DramCommandKind?[] _power;
    private readonly Queue<DramCommand>[,] _windows;
    private DramCommand? _previousRow;
    private DramCommand? _previousColumn;

    internal ChannelChecker(DramSpec spec, TimingTable table, Action<JedecViolation> report)
    {
        (_spec, _table, _report) = (spec, table, report);
        int banks = spec.Ranks * spec.Banks;
        _last = new DramCommand?[DramCommandNames.All.Count, banks];
        _openRow = new int[banks];
        Array.Fill(_openRow, -1);
        _power = new DramCommandKind?[spec.Ranks];
        _windows = new Queue<DramCommand>[table.Windows.Length, spec.Ranks];
        for (int window = 0; window < table.Windows.Length; window++)
            for (int rank = 0; rank < spec.Ranks; rank++)
                _windows[window, rank] = new Queue<DramCommand>();
    }

    internal void Add(in DramCommand command)
    {
        CheckBus(command);
        CheckDistances(command);
        CheckWindows(command);
        if (ProblemOf(command) is { } problem)
            _report(new JedecViolation(problem, null, command, 0));
        Enter(command);
    }

    private void CheckBus(in DramCommand command)
    {
        bool isColumn = command.Kind.IsColumn();
        ref DramCommand? own = ref isColumn ? ref _previousColumn : ref _previousRow;
        if (own is { } previous && command.Cycle <= previous.Cycle)
            _report(new JedecViolation("one command a cycle", previous, command, 1));
        else if (!_spec.HasDualCommand && (isColumn ? _previousRow : _previousColumn) is { } other && command.Cycle <= other.Cycle)
            _report(new JedecViolation("one command a cycle", other, command, 1));
        own = command;
    }

    private void CheckDistances(in DramCommand command)
    {
        foreach (DramConstraint constraint in _table.Constraints)
        {
            if (constraint.Later != command.Kind)
                continue;
            if (Latest(constraint, command) is { } earlier && command.Cycle - earlier.Cycle < constraint.GapCycles)
                _report(new JedecViolation(constraint.Name, earlier, command, constraint.GapCycles));
        }
    }

    private DramCommand? Latest(in DramConstraint constraint, in DramCommand command)
    {
        DramCommand? latest = null;
        for (int bank = 0; bank < _openRow.Length; bank++)
        {
            if (_last[(int)constraint.Earlier, bank] is { } earlier && (latest is null || earlier.Cycle > latest.Value.Cycle)
                && IsReached(constraint.Scope, earlier, command))
            {
                latest = earlier;
            }
        }

        return latest;
    }

    private bool IsReached(ConstraintScope scope, in DramCommand earlier, in DramCommand later)
    {
        bool sameRank = earlier.Rank == later.Rank;
        // A command to a whole rank is one to each of its banks.
        bool isOfRank = !later.Kind.IsOfBank();
        bool sameBank = sameRank && (isOfRank || earlier.Bank == later.Bank);
        bool sameGroup = sameRank && (isOfRank || earlier.Bank / _spec.BanksOfGroup == later.Bank / _spec.BanksOfGroup);
        return scope switch
        {
            ConstraintScope.Bank => sameBank,
            ConstraintScope.BankGroup => sameGroup,
            ConstraintScope.OtherBankGroups => sameRank && (isOfRank || !sameGroup),
            ConstraintScope.OtherBanks => sameRank && (isOfRank || !sameBank),
            ConstraintScope.Rank => sameRank,
            ConstraintScope.OtherRanks => !sameRank,
            _ => true,
        };
    }

    private void CheckWindows(in DramCommand command)
    {
        for (int i = 0; i < _table.Windows.Length; i++)
        {
            DramWindow window = _table.Windows[i];
            bool counts = command.Kind == DramCommandKind.Activate
                || (command.Kind == DramCommandKind.RefreshBank && window.CountsBankRefreshes);
            if (!counts)
                continue;
            Queue<DramCommand> commands = _windows[i, command.Rank];
            if (commands.Count == window.Count)
            {
                DramCommand oldest = commands.Dequeue();
                if (command.Cycle - oldest.Cycle < window.Cycles)
                    _report(new JedecViolation(window.Name, oldest, command, window.Cycles));
            }

            commands.Enqueue(command);
        }
    }

    private string? ProblemOf(in DramCommand command)
    {
        int bank = command.Rank * _spec.Banks + command.Bank;
        DramCommandKind? power = _power[command.Rank];
        DramCommandKind? wakes = power switch
        {
            DramCommandKind.PowerDownEntry => DramCommandKind.PowerDownExit,
            DramCommandKind.SelfRefreshEntry => DramCommandKind.SelfRefreshExit,
            _ => null,
        };
        if (wakes is not null && command.Kind != wakes)
            return "the rank must be awake";
        return command.Kind switch
        {
            DramCommandKind.Activate when _openRow[bank] >= 0 => "the bank must be closed",
            DramCommandKind.Read or DramCommandKind.Write when _openRow[bank] != command.Row => "the row must be open",
            DramCommandKind.Refresh when AnyOpen(command.Rank) => "all banks of the rank must be closed",
            DramCommandKind.SelfRefreshEntry when AnyOpen(command.Rank) => "all banks of the rank must be closed",
            DramCommandKind.RefreshBank when _openRow[bank] >= 0 => "the bank must be closed",
            DramCommandKind.PowerDownExit or DramCommandKind.SelfRefreshExit when wakes is null => "the rank must be powered down",
            _ => null,
        };
    }

    private bool AnyOpen(int rank)
    {
        for (int bank = 0; bank < _spec.Banks; bank++)
            if (_openRow[rank * _spec.Banks + bank] >= 0)
                return true;
        return false;
    }

    private void Enter(in DramCommand command)
    {
        int bank = command.Rank * _spec.Banks + command.Bank;
        _last[(int)command.Kind, bank] = command;
        if (command.Kind == DramCommandKind.Activate)
            _openRow[bank] = command.Row;
        else if (command.Kind == DramCommandKind.Precharge)
            _openRow[bank] = -1;
        else if (command.Kind >= DramCommandKind.PowerDownEntry)
            _power[command.Rank] = command.Kind;
    }
}
