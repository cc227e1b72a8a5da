using System.Collections.Immutable;
using CycleSim.Accelerator.Dataflow;
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
/// (Belady's anomaly). So each scratchpad uses as much of its capacity as moves the least DRAM data: all capacities at which a
/// decision changes are tried, each up to where it has moved more than another. More capacity never moves more data then.
/// </remarks>
internal static class AtomicPlacement
{
    /// <summary>Plans a step.</summary>
    /// <param name="program">The step.</param>
    /// <param name="layouts">Layout of each tensor, by id.</param>
    /// <param name="scratchpadBytes">Bytes of each scratchpad.</param>
    /// <param name="geometry">The array, whose tiling decides what streaming costs.</param>
    /// <param name="wordBytes">Bytes of a word.</param>
    public static PlacementPlan Plan(
        StepProgram program, IReadOnlyList<TensorLayout> layouts, long scratchpadBytes, ArrayGeometry geometry, int wordBytes)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(layouts);
        ArgumentNullException.ThrowIfNull(geometry);
        var cost = new StreamingCost(program, layouts, geometry, wordBytes);
        return Combine(program, [.. TensorRoles.All.Select(role =>
            ScratchpadPlanner.Best(program, layouts, role, scratchpadBytes, cost))]);
    }

    /// <summary>Plans a step that uses all of the capacity, whether that helps or not: the paper's rule as it stands.</summary>
    internal static PlacementPlan PlanWithAll(
        StepProgram program, IReadOnlyList<TensorLayout> layouts, long scratchpadBytes, ArrayGeometry geometry, int wordBytes)
    {
        var cost = new StreamingCost(program, layouts, geometry, wordBytes);
        return Combine(program, [.. TensorRoles.All.Select(role =>
            ScratchpadPlanner.At(program, layouts, role, scratchpadBytes, cost))]);
    }

    private static PlacementPlan Combine(StepProgram program, ScratchpadPlan[] plans)
    {
        var operations = ImmutableArray.CreateBuilder<OperationPlacement>(program.Operations.Length);
        for (int i = 0; i < program.Operations.Length; i++)
        {
            int index = i;
            operations.Add(new OperationPlacement(
                [.. plans.SelectMany(plan => plan.Before[index])], [.. plans.SelectMany(plan => plan.OnChip[index])]));
        }

        return new PlacementPlan(
            operations.MoveToImmutable(),
            [.. plans.SelectMany(plan => plan.Final)],
            [.. plans.SelectMany(plan => plan.Changes).OrderBy(change => change.Operation)],
            plans.Sum(plan => plan.DramLines));
    }
}
