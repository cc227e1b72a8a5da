namespace CycleSim.Dram.FastForward;

/// <summary>The state at the start of a segment.</summary>
/// <param name="Key">The state key.</param>
/// <param name="Labels">The labels that it uses.</param>
internal sealed record SegmentStart(int[] Key, BankLabels Labels);
