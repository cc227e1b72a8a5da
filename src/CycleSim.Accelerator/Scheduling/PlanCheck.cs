using System.Collections.Immutable;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Scheduling;

/// <summary>
/// Checks a plan before it runs: a wrong one would give wrong counts without notice. It follows where the content of each tensor is, in
/// DRAM or in its scratchpad.
/// </summary>
/// <param name="question">What was asked.</param>
/// <param name="policy">Name of the policy, for messages.</param>
internal sealed class PlanCheck(ResidencyQuestion question, string policy)
{
    private readonly StepProgram _program = question.Program;
    private readonly HashSet<int> _residents = [];
    private readonly HashSet<int> _onChip = [];
    private readonly HashSet<int> _inDram = [.. question.Program.InDramBefore];
    private readonly long[] _usedBytes = new long[TensorRoles.Count];
    private long _dramLines;

    /// <summary>
    /// Tensors come in and leave in order, no scratchpad holds more than it has room for, every operation finds the content of what it
    /// reads, what is needed after the step is in DRAM at its end, and the plan says how many lines move.
    /// </summary>
    /// <exception cref="InvalidOperationException">The plan breaks one of these rules.</exception>
    internal void Check(ResidencyPlan plan)
    {
        if (plan.Operations.IsDefault || plan.Final.IsDefault || plan.Changes.IsDefault)
            throw Wrong("lacks its operations, final transfers or changes");
        if (plan.Operations.Length != _program.Operations.Length)
            throw Wrong($"has {plan.Operations.Length} operations; the step has {_program.Operations.Length}");
        int next = 0;
        for (int i = 0; i < plan.Operations.Length; i++)
        {
            next = Move(plan.Changes, next, i, plan.Operations[i].Before);
            Run(i, plan.Operations[i].OnChip, plan.Tiling);
        }

        Move(plan.Changes, next, int.MaxValue, plan.Final);
        foreach (int id in _program.NeededAfter)
            if (!_inDram.Contains(id))
                throw Wrong($"leaves {_program.Tensors[id].Name}, which is needed after the step, without its content in DRAM");
        if (_dramLines != plan.DramLines)
            throw Wrong($"moves {_dramLines} DRAM lines and says {plan.DramLines}");
    }

    /// <summary>Transfers and changes before an operation; returns the next change.</summary>
    private int Move(ImmutableArray<ResidencyChange> changes, int next, int operation, ImmutableArray<TensorTransfer> transfers)
    {
        foreach (TensorTransfer transfer in transfers)
            _dramLines += question.LinesOf(transfer.Tensor);
        foreach (TensorTransfer transfer in transfers.Where(transfer => transfer.Kind == TransferKind.WriteBack))
        {
            if (!_onChip.Contains(transfer.Tensor.Id))
                throw Wrong($"writes {transfer.Tensor.Name} back, which has no content on-chip");
            _inDram.Add(transfer.Tensor.Id);
        }

        for (; next < changes.Length && changes[next].Operation <= operation; next++)
            Apply(changes[next]);
        foreach (TensorTransfer transfer in transfers.Where(transfer => transfer.Kind == TransferKind.Load))
        {
            if (!_residents.Contains(transfer.Tensor.Id) || !_inDram.Contains(transfer.Tensor.Id))
                throw Wrong($"loads {transfer.Tensor.Name}, which has no room on-chip or no content in DRAM");
            _onChip.Add(transfer.Tensor.Id);
        }

        return next;
    }

    private void Apply(ResidencyChange change)
    {
        TensorSpec tensor = change.Tensor;
        if (change.Enters ? !_residents.Add(tensor.Id) : !_residents.Remove(tensor.Id))
            throw Wrong($"lets {tensor.Name} {(change.Enters ? "enter twice" : "leave without having entered")}");
        _onChip.Remove(tensor.Id);
        ref long used = ref _usedBytes[(int)tensor.Role];
        used += change.Enters ? question.BytesOf(tensor) : -question.BytesOf(tensor);
    }

    private void Run(int index, ImmutableHashSet<int> onChip, StepTiling? tiling)
    {
        StepOperation operation = _program.Operations[index];
        foreach (TensorRole role in TensorRoles.All)
        {
            long room = tiling?.Shares[role].ResidentBytes ?? question.ScratchpadBytes;
            if (_usedBytes[(int)role] > room)
            {
                throw Wrong(
                    $"puts {_usedBytes[(int)role]} bytes into the {role} scratchpad at {operation.Name}; it has "
                    + $"{room}");
            }
        }

        foreach (int id in onChip)
            if (!_residents.Contains(id))
                throw Wrong($"promises {operation.Name} tensor {_program.Tensors[id].Name}, which is not on-chip");
        foreach (TensorSpec tensor in operation.Reads)
            if (!(onChip.Contains(tensor.Id) ? _onChip : _inDram).Contains(tensor.Id))
                throw Wrong($"lets {operation.Name} read {tensor.Name} where its content is not");
        foreach (TensorSpec tensor in operation.Writes)
        {
            (onChip.Contains(tensor.Id) ? _onChip : _inDram).Add(tensor.Id);
            (onChip.Contains(tensor.Id) ? _inDram : _onChip).Remove(tensor.Id);
        }

        foreach (TensorSpec tensor in operation.Reads.Concat(operation.Writes).Distinct())
            if (!onChip.Contains(tensor.Id))
                _dramLines += LinesOf(index, tensor, tiling);
    }

    private long LinesOf(int index, TensorSpec tensor, StepTiling? tiling) => tiling?.Operations[index] is { } tiles
        ? tiles.DramLines.GetValueOrDefault(tensor.Id)
        : question.StreamedLines(index, tensor);

    private InvalidOperationException Wrong(string what) => new($"the plan of residency policy \"{policy}\" {what}");
}
