namespace CycleSim.Accelerator.Components;

/// <summary>Words that an accumulator buffer moved.</summary>
/// <param name="Reads">Partial sums read.</param>
/// <param name="Writes">Sums written.</param>
public readonly record struct AccumulatorCounts(long Reads, long Writes)
{
    /// <summary>Sum.</summary>
    public static AccumulatorCounts operator +(AccumulatorCounts a, AccumulatorCounts b) => new(a.Reads + b.Reads, a.Writes + b.Writes);
}
