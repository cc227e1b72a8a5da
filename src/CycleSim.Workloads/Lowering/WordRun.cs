namespace CycleSim.Workloads.Lowering;

/// <summary>Words of a slice that stand side by side both in the operand and in memory.</summary>
/// <param name="At">First position along the operand's word axis.</param>
/// <param name="Word">First word within the slice.</param>
/// <param name="Length">Number of words, at least 1.</param>
public readonly record struct WordRun(int At, int Word, int Length);
