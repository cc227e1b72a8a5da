namespace CycleSim.Accelerator.Dataflow.Timing;

/// <summary>Words that enter and leave an array, those inside the matrices only.</summary>
/// <param name="ReadsFirst">Reads of the operand that streams from the left: A of an output-stationary array.</param>
/// <param name="ReadsSecond">Reads of the operand that enters at the top: the stationary one, or B of an output-stationary array.</param>
/// <param name="AccumulatorWrites">Words that leave the array and are written to the accumulator buffer.</param>
/// <param name="AccumulatorReads">Words of the accumulator buffer that are read to be added to.</param>
public sealed record WordCounts(long ReadsFirst, long ReadsSecond, long AccumulatorWrites, long AccumulatorReads);
