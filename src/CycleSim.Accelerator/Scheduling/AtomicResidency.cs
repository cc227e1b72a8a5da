using System.Collections.Immutable;
using CycleSim.Accelerator.Machine;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Scheduling;

/// <summary>
/// The paper's placement: a tensor is on-chip only if it fits whole. When it is needed and not there, room is made by evicting whole
/// tensors, in the order in which they were stored during the forward pass and in the reverse order afterwards; tensors of the
/// running operation stay. A tensor that nobody needs any more leaves without a trace; one that changed and is needed again is
/// written back. Source: the placement and eviction rules of Roy, Wang, Raghunathan, arXiv:2308.02024.
/// </summary>
/// <remarks>
/// Such an order of eviction is not monotone: with more room a large tensor may come in and push out several that are needed soon
/// (Belady's anomaly). So each scratchpad uses as much of its capacity as moves the minimum of DRAM data: all capacities at which a
/// decision changes are tried, each up to where it has moved more than another. More capacity never moves more data then.
/// </remarks>
public sealed class AtomicResidency : IResidencyPolicy
{
    /// <inheritdoc />
    public string Name => PaperChoices.Residency;

    /// <inheritdoc />
    public string Meaning => "a tensor is on-chip only if it fits whole";

    /// <inheritdoc />
    public ResidencyPlan Plan(ResidencyQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        return Combine(question.Program, [.. TensorRoles.All.Select(role => ScratchpadPlanner.Best(question, role))]);
    }

    /// <summary>The plans of the three scratchpads as one.</summary>
    internal static ResidencyPlan Combine(StepProgram program, ScratchpadPlan[] plans)
    {
        var operations = ImmutableArray.CreateBuilder<OperationResidency>(program.Operations.Length);
        for (int i = 0; i < program.Operations.Length; i++)
        {
            int index = i;
            operations.Add(new OperationResidency(
                [.. plans.SelectMany(plan => plan.Before[index])], [.. plans.SelectMany(plan => plan.OnChip[index])]));
        }

        return new ResidencyPlan(
            operations.MoveToImmutable(),
            [.. plans.SelectMany(plan => plan.Final)],
            [.. plans.SelectMany(plan => plan.Changes).OrderBy(change => change.Operation)],
            plans.Sum(plan => plan.DramLines));
    }
}
