namespace CycleSim.Workloads.Lowering;

/// <summary>Ranges over (location, slice) pairs, of which the slice runs fastest.</summary>
internal static class PairRange
{
    /// <summary>The locations and slices of a range.</summary>
    /// <param name="pairs">The range.</param>
    /// <param name="slices">The slices of a location.</param>
    /// <exception cref="ArgumentException">It covers neither whole locations nor slices of one location.</exception>
    internal static (IndexRange Locations, SliceRange Slices) Of(IndexRange pairs, SliceRange slices)
    {
        (long location, long within) = Math.DivRem(pairs.First, slices.Count);
        if (within == 0 && pairs.Count % slices.Count == 0)
            return (new IndexRange(location, pairs.Count / slices.Count), slices);
        return within + pairs.Count <= slices.Count
            ? (new IndexRange(location, 1), new SliceRange(slices.First + (int)within, (int)pairs.Count))
            : throw new ArgumentException(
                $"pairs {pairs.First} to {pairs.End - 1} are neither whole locations of {slices.Count} slices nor slices of one",
                nameof(pairs));
    }
}
