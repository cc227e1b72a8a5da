namespace CycleSim.Studies.Accounting;

/// <summary>
/// Lanes that are pairs of a location and a slice, slices running fastest: output pixels of all images, or output channels of weights.
/// </summary>
/// <param name="slices">Slices.</param>
internal sealed class PairLanes(long slices)
{
    /// <summary>Words that some lanes touch, each unit once.</summary>
    /// <param name="first">First lane.</param>
    /// <param name="end">The lane after the last.</param>
    /// <param name="union">Counts units.</param>
    /// <param name="add">Adds the words of a location.</param>
    public long Words(long first, long end, WordUnion union, Action<long> add)
    {
        // Only the first and the last location of a range can have some of the slices alone.
        long[] edges = [.. new[] { 0, first % slices, (end - 1) % slices + 1, slices }.Distinct().Order()];
        long words = 0;
        for (int part = 0; part + 1 < edges.Length; part++)
        {
            long slice = edges[part];
            for (long location = (first - slice + slices - 1) / slices; location * slices + slice < end; location++)
                add(location);
            words += union.TakeWords() * (edges[part + 1] - slice);
        }

        return words;
    }
}
