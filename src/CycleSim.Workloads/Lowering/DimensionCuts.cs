using System.Collections.Immutable;
using CycleSim.Platform;

namespace CycleSim.Workloads.Lowering;

/// <summary>
/// How a dimension of a GEMM can be cut into tiles. Where it runs over (location, slice) pairs of several locations, a tile takes whole
/// locations, or some slices of one, so that it is a part of each operand.
/// </summary>
/// <param name="Size">The dimension.</param>
/// <param name="Slices">Slices of a location; 1 where it can be cut anywhere.</param>
public sealed record DimensionCuts(long Size, long Slices)
{
    /// <summary>
    /// A tile may take several locations. Not so where operands have different slices: then the locations here are the largest ranges that
    /// lie within one location of each operand, and a tile is the whole dimension or lies within one of them.
    /// </summary>
    public bool JoinsLocations { get; init; } = true;

    /// <summary>The dimension of some operands.</summary>
    /// <param name="size">The dimension.</param>
    /// <param name="pairs">Locations and slices of those operands in which it runs over pairs.</param>
    internal static DimensionCuts Of(long size, params IEnumerable<(int Locations, int Slices)> pairs)
    {
        // Locations of one slice can be cut between any two pairs.
        long[] slices = [.. pairs.Where(pair => pair is { Locations: > 1, Slices: > 1 }).Select(pair => (long)pair.Slices).Distinct()];
        return new DimensionCuts(size, slices.Length == 0 ? 1 : slices.Aggregate(CommonDivisor))
        {
            JoinsLocations = slices.Length < 2,
        };
    }

    /// <summary>Sizes of tiles to try, the largest first: about the whole, a half, a quarter.</summary>
    /// <param name="step">What the array takes at once; tiles are multiples of it where that goes.</param>
    public IEnumerable<long> TileSizes(long step)
    {
        long last = 0;
        for (long count = 1; count < 2 * Size; count *= 2)
        {
            long tile = Rounded(WholeNumbers.CeilingDivide(Size, count), step);
            if (tile != last)
                yield return last = tile;
        }
    }

    /// <summary>The ranges of all tiles.</summary>
    /// <param name="tile">Size of a tile, one of <see cref="TileSizes"/>.</param>
    public ImmutableArray<IndexRange> Ranges(long tile) => tile >= MinWholeSize
        ? [.. Cut(0, Size, tile)]
        : [.. Cut(0, Size, Slices).SelectMany(location => Cut(location.First, location.End, tile))];

    /// <summary>From this size on a tile takes whole locations.</summary>
    private long MinWholeSize => JoinsLocations ? Slices : Size;

    private static IEnumerable<IndexRange> Cut(long from, long to, long tile)
    {
        for (long first = from; first < to; first += tile)
            yield return new IndexRange(first, Math.Min(tile, to - first));
    }

    private long Rounded(long tile, long step)
    {
        if (tile < MinWholeSize)
            return Math.Min(Slices, RoundedUp(tile, step));
        long whole = RoundedUp(tile, tile >= Slices * step ? Slices * step : Slices);
        return Math.Min(Size, Slices == 1 ? RoundedUp(whole, step) : whole);
    }

    /// <summary>Euclid's algorithm.</summary>
    private static long CommonDivisor(long a, long b) => b == 0 ? a : CommonDivisor(b, a % b);

    private static long RoundedUp(long value, long step) => WholeNumbers.CeilingDivide(value, step) * step;
}
