using CycleSim.Accelerator.Dataflow;

namespace CycleSim.Accelerator.Components;

/// <summary>Folds that follow each other on the systolic array.</summary>
internal class ArrayPhase : LanePhase
{
    /// <summary>Number of folds.</summary>
    internal required long FoldCount { get; init; }

    /// <summary>Steps in which folds consume operands: the sum of K over the folds.</summary>
    internal required long ComputeSteps { get; init; }

    /// <summary>Steps at the end that SCALE-Sim's counting leaves out; outputs still leave in them.</summary>
    internal required int UncountedSteps { get; init; }

    /// <summary>What the accumulator buffer moves.</summary>
    internal AccumulatorCounts Accumulators { get; init; }

    /// <summary>The folds; null where only their number is known.</summary>
    internal virtual IReadOnlyList<Fold>? Folds => null;
}
