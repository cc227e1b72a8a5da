using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Scheduling;

/// <summary>Walks through a step with a given capacity and decides what is in one scratchpad when.</summary>
internal sealed class ScratchpadPlanner
{
    private readonly ResidencyQuestion _question;
    private readonly StepProgram _program;
    private readonly OperationUse[] _uses;
    private readonly long _capacity;
    private readonly bool[] _hasContent;
    private readonly bool[] _isDirty;
    private readonly List<int> _residents = [];
    private readonly List<TensorTransfer>[] _before;
    private readonly List<int>[] _onChip;
    private readonly List<ResidencyChange> _changes = [];
    private long _used;
    private long _dramLines;
    private long _nextCapacity = long.MaxValue;

    private ScratchpadPlanner(ResidencyQuestion question, OperationUse[] uses, long capacity)
    {
        _question = question;
        _program = question.Program;
        _uses = uses;
        _capacity = capacity;
        _hasContent = new bool[_program.Tensors.Length];
        _isDirty = new bool[_program.Tensors.Length];
        foreach (int id in _program.InDramBefore)
            _hasContent[id] = true;
        _before = new List<TensorTransfer>[uses.Length];
        _onChip = new List<int>[uses.Length];
    }

    /// <summary>The plan that uses all of the capacity, whether that helps or not: the paper's rule as it stands.</summary>
    internal static ScratchpadPlan WithAll(ResidencyQuestion question, TensorRole role) =>
        new ScratchpadPlanner(question, Uses(question.Program, role), question.ScratchpadBytes).Run(long.MaxValue);

    /// <summary>The plan that moves the minimum of lines among all capacities up to the given one; the largest of these.</summary>
    /// <remarks>
    /// A plan is abandoned once it moves more than the best so far. All capacities that decide alike up to there are then worse too, so
    /// the next capacity to try follows from the decisions made so far.
    /// </remarks>
    internal static ScratchpadPlan Best(ResidencyQuestion question, TensorRole role)
    {
        OperationUse[] uses = Uses(question.Program, role);
        ScratchpadPlan best = WithAll(question, role);
        for (long tried = 0; tried <= question.ScratchpadBytes;)
        {
            ScratchpadPlan plan = new ScratchpadPlanner(question, uses, tried).Run(best.DramLines);
            if (plan.DramLines <= best.DramLines)
                best = plan;
            tried = plan.NextCapacity;
        }

        return best;
    }

    /// <summary>Plans the step, or its first part up to where more than <paramref name="maxLines"/> lines have moved.</summary>
    private ScratchpadPlan Run(long maxLines)
    {
        for (int i = 0; i < _uses.Length && _dramLines <= maxLines; i++)
            Plan(i, _uses[i]);
        var final = new List<TensorTransfer>();
        foreach (int id in _residents.Where(id => _isDirty[id]))
            Transfer(final, TransferKind.WriteBack, _program.Tensors[id]);
        return new ScratchpadPlan(_before, _onChip, final, _changes, _dramLines, _nextCapacity);
    }

    private void Plan(int index, OperationUse use)
    {
        var transfers = _before[index] = [];
        var pinned = _onChip[index] = [];
        // Those already there are pinned first: making room for one operand must not push out another.
        foreach (TensorSpec tensor in use.Tensors)
            if (_residents.Contains(tensor.Id))
                pinned.Add(tensor.Id);
        foreach (TensorSpec tensor in use.Tensors)
        {
            if (pinned.Contains(tensor.Id))
                continue;
            if (TryBringIn(index, tensor, pinned, transfers))
                pinned.Add(tensor.Id);
            else
                _dramLines += _question.StreamedLines(index, tensor);
        }

        foreach (TensorSpec tensor in use.Written)
        {
            _hasContent[tensor.Id] = true;
            _isDirty[tensor.Id] = pinned.Contains(tensor.Id);
        }

        foreach (TensorSpec tensor in use.Tensors)
            if (use.IsLast(tensor) && _residents.Contains(tensor.Id))
                Remove(index + 1, tensor);
    }

    private bool TryBringIn(int index, TensorSpec tensor, List<int> pinned, List<TensorTransfer> transfers)
    {
        long bytes = BytesOf(tensor);
        long pinnedBytes = 0;
        foreach (int id in pinned)
            pinnedBytes += BytesOf(_program.Tensors[id]);
        if (pinnedBytes + bytes > _capacity)
        {
            _nextCapacity = Math.Min(_nextCapacity, pinnedBytes + bytes);
            return false;
        }

        while (_used + bytes > _capacity)
        {
            _nextCapacity = Math.Min(_nextCapacity, _used + bytes);
            Evict(index, Victim(index, pinned), transfers);
        }

        _residents.Add(tensor.Id);
        _used += bytes;
        _changes.Add(new ResidencyChange(index, tensor, Enters: true));
        if (_hasContent[tensor.Id])
            Transfer(transfers, TransferKind.Load, tensor);
        return true;
    }

    private TensorSpec Victim(int index, List<int> pinned)
    {
        var candidates = new List<TensorSpec>(_residents.Count);
        foreach (int id in _residents)
            if (!pinned.Contains(id))
                candidates.Add(_program.Tensors[id]);
        int victim = _question.Eviction.Choose(new EvictionQuestion(_program, index, candidates));
        return victim >= 0 && victim < candidates.Count
            ? candidates[victim]
            : throw new InvalidOperationException(
                $"eviction policy \"{_question.Eviction.Name}\" chose {victim} of {candidates.Count} candidates");
    }

    /// <summary>Residents are needed again, or they would have left; so a changed one is written back.</summary>
    private void Evict(int index, TensorSpec victim, List<TensorTransfer> transfers)
    {
        if (_isDirty[victim.Id])
            Transfer(transfers, TransferKind.WriteBack, victim);
        _isDirty[victim.Id] = false;
        Remove(index, victim);
    }

    private void Remove(int index, TensorSpec tensor)
    {
        _residents.Remove(tensor.Id);
        _used -= BytesOf(tensor);
        _changes.Add(new ResidencyChange(index, tensor, Enters: false));
    }

    private void Transfer(List<TensorTransfer> transfers, TransferKind kind, TensorSpec tensor)
    {
        transfers.Add(new TensorTransfer(kind, tensor));
        _dramLines += _question.LinesOf(tensor);
    }

    private long BytesOf(TensorSpec tensor) => _question.BytesOf(tensor);

    private static OperationUse[] Uses(StepProgram program, TensorRole role)
    {
        TensorLifetime[] lifetimes = TensorLifetime.Of(program);
        return
        [
            .. program.Operations.Select((operation, index) => new OperationUse(
                [.. operation.Reads.Concat(operation.Writes).Distinct().Where(tensor => tensor.Role == role)],
                [.. operation.Writes.Where(tensor => tensor.Role == role)],
                tensor => lifetimes[tensor.Id].Last == index)),
        ];
    }

    /// <summary>What an operation does with the tensors of one scratchpad.</summary>
    private sealed record OperationUse(TensorSpec[] Tensors, TensorSpec[] Written, Func<TensorSpec, bool> IsLast);
}
