namespace CycleSim.Dram;

/// <summary>
/// Checks a command list against the constraint table and the command prerequisites, without any state of a controller: for each
/// command it looks at the latest earlier command of each kind in each bank.
/// </summary>
public sealed class JedecChecker
{
    private readonly DramSpec _spec;
    private readonly IssuedCommand?[,] _last;
    private readonly int[] _openRow;
    private readonly Queue<IssuedCommand>[] _activates;
    private readonly List<JedecViolation> _violations = [];
    private IssuedCommand? _previous;

    private JedecChecker(DramSpec spec)
    {
        _spec = spec;
        _last = new IssuedCommand?[DramConstraints.Kinds, spec.Ranks * spec.Banks];
        _openRow = new int[spec.Ranks * spec.Banks];
        Array.Fill(_openRow, -1);
        _activates = [.. Enumerable.Range(0, spec.Ranks).Select(_ => new Queue<IssuedCommand>())];
    }

    /// <summary>Checks a list.</summary>
    /// <param name="spec">The part: organisation and timing.</param>
    /// <param name="commands">Commands in ascending cycles.</param>
    /// <returns>Every violation, in the order of the later command.</returns>
    public static IReadOnlyList<JedecViolation> Check(DramSpec spec, IEnumerable<IssuedCommand> commands)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(commands);
        var checker = new JedecChecker(spec);
        foreach (IssuedCommand command in commands)
            checker.Add(command);
        return checker._violations;
    }

    private void Add(IssuedCommand command)
    {
        if (_previous is { } previous && command.Cycle <= previous.Cycle)
            _violations.Add(new JedecViolation("one command a cycle", previous, command, 1));
        CheckDistances(command);
        CheckWindow(command);
        CheckState(command);
        Enter(command);
        _previous = command;
    }

    private void CheckDistances(IssuedCommand command)
    {
        foreach (DramConstraint constraint in DramConstraints.Table)
        {
            if (constraint.Later != command.Code)
                continue;
            int gap = constraint.Gap(_spec.Timing);
            IssuedCommand? latest = Latest(constraint, command);
            if (latest is { } earlier && command.Cycle - earlier.Cycle < gap)
                _violations.Add(new JedecViolation(constraint.Name, earlier, command, gap));
        }
    }

    private IssuedCommand? Latest(DramConstraint constraint, IssuedCommand command)
    {
        IssuedCommand? latest = null;
        for (int bank = 0; bank < _spec.Ranks * _spec.Banks; bank++)
        {
            bool sameRank = bank / _spec.Banks == command.Rank;
            bool reached = constraint.Scope switch
            {
                ConstraintScope.SameBank => sameRank && (command.Code == DramCommandKind.Refresh || bank % _spec.Banks == command.Bank),
                ConstraintScope.SameRank => sameRank,
                _ => !sameRank,
            };
            if (reached && _last[(int)constraint.Earlier, bank] is { } earlier && (latest is null || earlier.Cycle > latest.Value.Cycle))
                latest = earlier;
        }

        return latest;
    }

    private void CheckWindow(IssuedCommand command)
    {
        if (command.Code != DramCommandKind.Activate)
            return;
        Queue<IssuedCommand> window = _activates[command.Rank];
        if (window.Count == DramConstraints.ActivatesInWindow)
        {
            IssuedCommand oldest = window.Dequeue();
            if (command.Cycle - oldest.Cycle < _spec.Timing.Tfaw)
                _violations.Add(new JedecViolation("tFAW", oldest, command, _spec.Timing.Tfaw));
        }

        window.Enqueue(command);
    }

    private void CheckState(IssuedCommand command)
    {
        int bank = command.Rank * _spec.Banks + command.Bank;
        string? problem = command.Code switch
        {
            DramCommandKind.Activate when _openRow[bank] >= 0 => "the bank must be closed",
            DramCommandKind.Read or DramCommandKind.Write when _openRow[bank] != command.Row => "the row must be open",
            DramCommandKind.Refresh when AnyOpen(command.Rank) => "all banks of the rank must be closed",
            _ => null,
        };
        if (problem is not null)
            _violations.Add(new JedecViolation(problem, null, command, 0));
    }

    private bool AnyOpen(int rank)
    {
        for (int bank = 0; bank < _spec.Banks; bank++)
            if (_openRow[rank * _spec.Banks + bank] >= 0)
                return true;
        return false;
    }

    private void Enter(IssuedCommand command)
    {
        int bank = command.Rank * _spec.Banks + command.Bank;
        _last[(int)command.Code, bank] = command;
        if (command.Code == DramCommandKind.Activate)
            _openRow[bank] = command.Row;
        else if (command.Code == DramCommandKind.Precharge)
            _openRow[bank] = -1;
    }
}
