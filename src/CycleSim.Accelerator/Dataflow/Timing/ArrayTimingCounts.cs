namespace CycleSim.Accelerator.Dataflow.Timing;

/// <summary>Cycles and word accesses of one GEMM on one array.</summary>
/// <param name="Folds">How the GEMM is cut into folds.</param>
/// <param name="Time">When folds start and end.</param>
/// <param name="Words">Words read and written, those inside the matrices only.</param>
public sealed record ArrayTimingCounts(FoldCounts Folds, FoldTimes Time, WordCounts Words);
