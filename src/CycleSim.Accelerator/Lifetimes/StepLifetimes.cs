using System.Collections.Immutable;
using CycleSim.Accelerator.Steps;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Lifetimes;

/// <summary>How long data live during a step: in the scratchpads, which a memory must hold for so long and no longer, and at all.</summary>
/// <param name="Stays">All stays in scratchpads, in the order of their end.</param>
/// <param name="Contents">
/// What tensors held, wherever they were: from the start of the operation that wrote it, or of the step, to the end of the last one that
/// reads it; to the end of the step if it is needed later.
/// </param>
public sealed record StepLifetimes(ImmutableArray<DataStay> Stays, ImmutableArray<DataStay> Contents)
{
    /// <summary>The lifetimes of a step that ran.</summary>
    /// <param name="result">The step.</param>
    public static StepLifetimes Of(StepResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var clock = new OperationClock(result.Operations, !Orderings.All.Get(result.Machine.Ordering).NeverOverlaps);
        return new StepLifetimes(
            [.. new StayWalk(result, clock).Run()], [.. result.Program.Tensors.SelectMany(tensor => ContentsOf(tensor, result, clock))]);
    }

    /// <summary>The stays in a scratchpad.</summary>
    /// <param name="role">Which.</param>
    public IEnumerable<DataStay> Of(TensorRole role) => Stays.Where(stay => stay.Tensor.Role == role);

    private static IEnumerable<DataStay> ContentsOf(TensorSpec tensor, StepResult result, OperationClock clock)
    {
        OpenStay? open = result.Program.InDramBefore.Contains(tensor.Id) ? new OpenStay(tensor, clock, 0) : null;
        for (int i = 0; i < result.Program.Operations.Length; i++)
        {
            StepOperation operation = result.Program.Operations[i];
            bool reads = operation.Reads.Contains(tensor);
            bool writes = operation.Writes.Contains(tensor);
            if (!reads && !writes)
                continue;
            open ??= new OpenStay(tensor, clock, i);
            if (open.Use(i, reads, WrittenWords.AreAll(operation, tensor)) is { } overwritten)
                yield return overwritten;
        }

        int? end = result.Program.NeededAfter.Contains(tensor.Id) ? result.Program.Operations.Length : null;
        if (open?.Leave(end) is { } last)
            yield return last;
    }
}
