using System.Collections.Immutable;

namespace CycleSim.Accelerator.Dataflow.Stationary;

/// <summary>Words that stream past all stationary tiles before the next words do.</summary>
/// <param name="Parts">What streams through each array; fewer than arrays where some have nothing to do.</param>
internal sealed record StationaryBlock(ImmutableArray<StationaryProduct> Parts)
{
    /// <summary>Words of the longest part: the others wait for it.</summary>
    internal int Words => checked((int)Parts.Max(part => part.Words));
}
