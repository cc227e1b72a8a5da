using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Steps;
using CycleSim.Studies.Timeline;

namespace CycleSim.Studies.Plots;

/// <summary>When an operation of a step ran.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="StartCycle">First core cycle.</param>
/// <param name="EndCycle">Core cycle after the last.</param>
internal readonly record struct OperationSpan(OperationResult Operation, long StartCycle, long EndCycle)
{
    /// <summary>
    /// The operations of a step in the order of time, each from its first computation to its last; DRAM phases count where nothing
    /// overlaps.
    /// </summary>
    internal static IReadOnlyList<OperationSpan> Of(StepResult result, StepActivity activity)
    {
        bool overlaps = !Orderings.All.Get(result.Machine.Ordering).NeverOverlaps;
        var spans = new SortedDictionary<int, (long Start, long End)>();
        foreach (PhaseInterval phase in activity.Phases.Where(phase => !overlaps || phase.Kind != PhaseKind.Dram))
        {
            (long start, long end) = spans.GetValueOrDefault(phase.Operation, (phase.StartCycle, phase.EndCycle));
            spans[phase.Operation] = (Math.Min(start, phase.StartCycle), Math.Max(end, phase.EndCycle));
        }

        return
        [
            .. spans.OrderBy(span => span.Value.Start).Select(span => new OperationSpan(
                result.Operations[Math.Min(span.Key, result.Operations.Length - 1)], span.Value.Start, span.Value.End)),
        ];
    }
}
