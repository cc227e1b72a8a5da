namespace CycleSim.Accelerator.Dataflow.Timing;

/// <summary>When the folds of a GEMM start and end. Cycle 0 is the first one in which a word enters the array.</summary>
/// <param name="Cycles">Index of the cycle in which the last output word is taken, plus 1.</param>
/// <param name="LastMacCycles">Index of the last multiplication, plus 1; null where it is not modelled.</param>
/// <param name="Periods">
/// Distances from stream start to stream start, equal neighbours together; made while they are read, since trimmed folds of a large GEMM
/// can have very many. Null where they are not modelled.
/// </param>
public sealed record FoldTimes(long Cycles, long? LastMacCycles, IEnumerable<FoldPeriod>? Periods);
