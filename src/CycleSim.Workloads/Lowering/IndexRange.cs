namespace CycleSim.Workloads.Lowering;

/// <summary>Indices that follow each other.</summary>
/// <param name="First">The first, at least 0.</param>
/// <param name="Count">How many, at least 1.</param>
public readonly record struct IndexRange(long First, long Count)
{
    /// <summary>The index after the last.</summary>
    public long End => First + Count;
}
