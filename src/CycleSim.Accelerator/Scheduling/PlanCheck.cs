using System.Collections.Immutable;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Scheduling;

/// <summary>Checks a plan before it runs: a wrong one would give wrong counts without notice.</summary>
/// <param name="question">What was asked.</param>
/// <param name="policy">Name of the policy, for messages.</param>
internal sealed class PlanCheck(ResidencyQuestion question, string policy)
{
    private readonly HashSet<int> _residents = [];
    private readonly long[] _usedBytes = new long[TensorRoles.Count];

    /// <summary>
    /// Tensors come in and leave in order, no scratchpad holds more than it has room for, and an operation finds those that the plan
    /// promises it.
    /// </summary>
    /// <exception cref="InvalidOperationException">The plan breaks one of these rules.</exception>
    internal void Check(PlacementPlan plan)
    {
        StepProgram program = question.Program;
        if (plan.Operations.Length != program.Operations.Length)
            throw Wrong($"has {plan.Operations.Length} operations; the step has {program.Operations.Length}");
        int next = 0;
        for (int i = 0; i < plan.Operations.Length; i++)
        {
            while (next < plan.Changes.Length && plan.Changes[next].Operation <= i)
                Apply(plan.Changes[next++]);
            CheckOperation(i, plan.Operations[i].OnChip);
        }
    }

    private void Apply(ResidencyChange change)
    {
        TensorSpec tensor = change.Tensor;
        if (change.Enters ? !_residents.Add(tensor.Id) : !_residents.Remove(tensor.Id))
            throw Wrong($"lets {tensor.Name} {(change.Enters ? "enter twice" : "leave without having entered")}");
        ref long used = ref _usedBytes[(int)tensor.Role];
        used += change.Enters ? question.BytesOf(tensor) : -question.BytesOf(tensor);
    }

    private void CheckOperation(int index, ImmutableHashSet<int> onChip)
    {
        StepOperation operation = question.Program.Operations[index];
        foreach (TensorRole role in TensorRoles.All)
        {
            if (_usedBytes[(int)role] > question.ScratchpadBytes)
            {
                throw Wrong(
                    $"puts {_usedBytes[(int)role]} bytes into the {role} scratchpad at {operation.Name}; it has "
                    + $"{question.ScratchpadBytes}");
            }
        }

        foreach (int id in onChip)
            if (!_residents.Contains(id))
                throw Wrong($"promises {operation.Name} tensor {question.Program.Tensors[id].Name}, which is not on-chip");
    }

    private InvalidOperationException Wrong(string what) => new($"the plan of residency policy \"{policy}\" {what}");
}
