using System.Collections.Immutable;

using CycleSim.Accelerator.Machine;

namespace CycleSim.Accelerator.Mapping;

/// <summary>
/// Looks for the tiling of one GEMM with the minimum of bytes, by the closed form of <see cref="TiledTraffic"/>.
///
/// Few tilings have to be tried. The bytes never fall when a number of tiles grows. If all three numbers are above 1, they depend on two
/// only and grow with both: on Mt and Nt if K is the inner loop, on Mt and Kt if N is, on Nt and Kt if M is. So for each pair of
/// dimensions: beside the smallest tile of the third one, each size of the first, and the largest of the second that fits; then the third
/// one grows as far as it can, which makes tiles fewer and nothing worse. If one of the numbers is 1, two loops are left, and the bytes
/// depend on the outer number alone (on none if the inner one is 1, too): what is best has the largest tile in the outer dimension beside
/// the smallest in the inner one, which then grows. The same candidates have that: a pair is the whole dimension and the outer one. A
/// tiling that is not tried has more bytes, or as many and more tiles.
/// </summary>
internal sealed class MappingSearch
{
    private readonly PerDimension _sizes;
    private readonly WordSizes _words;
    private readonly BufferRoom _room;
    private readonly TileChoices[] _choices;
    private readonly Int128[] _minOfOrder = [.. LoopOrder.All.Select(_ => Int128.MaxValue)];

    // Compared in this order: of equal bytes the minimum of tiles, then the first order, then the smallest tile.
    private (Int128 Bytes, Int128 Tiles, int Order, long Tm, long Tn, long Tk) _best = (Int128.MaxValue, 0, 0, 0, 0, 0);

    internal MappingSearch(GemmShape shape, MappingConstraints constraints)
    {
        _sizes = PerDimension.Of(shape);
        _words = constraints.Words;
        _room = new BufferRoom(constraints.Buffers, constraints.Words);
        _choices = [.. PerDimension.All.Select(dimension => new TileChoices(_sizes[dimension], constraints.Step.Sizes[dimension]))];
        _room.Check(Held(choice => choice.MinHeld), "the smallest tile");
        foreach (GemmDimension third in PerDimension.All)
            TryPairs(third);
    }

    /// <summary>Tilings that were tried, each in all orders.</summary>
    internal int Candidates { get; private set; }

    /// <summary>The tiling that is chosen.</summary>
    internal GemmTiling Tiling => new(_best.Tm, _best.Tn, _best.Tk);

    /// <summary>Its order.</summary>
    internal LoopOrder Order => LoopOrder.All[_best.Order];

    /// <summary>The minimum of bytes of each order, in the order of <see cref="LoopOrder.All"/>.</summary>
    /// <exception cref="OverflowException">They exceed 2^63 - 1.</exception>
    internal ImmutableArray<long> MinBytesOfOrder() => [.. _minOfOrder.Select(bytes => checked((long)bytes))];

    private TileChoices Of(GemmDimension dimension) => _choices[(int)dimension];

    private PerDimension Held(Func<TileChoices, long> held) => new(held(_choices[0]), held(_choices[1]), held(_choices[2]));

    /// <summary>Tries the pairs of sizes in the other two dimensions that fit beside the smallest of the third.</summary>
    private void TryPairs(GemmDimension third)
    {
        (GemmDimension first, GemmDimension second) = PerDimension.Others(third);

        // Either may come first: the one with fewer sizes does.
        if (Of(first).MaxCount > Of(second).MaxCount)
            (first, second) = (second, first);
        PerDimension held = default;
        foreach (long count in Of(first).Counts())
        {
            held = held.With(first, Of(first).Held(count)).With(third, Of(third).MinHeld);
            if (!_room.Fits(first, third, held) || !Grow(ref held, second))
                return;
            Grow(ref held, third);
            Try(held);
        }
    }

    /// <summary>Makes a tile as large in one dimension as its sizes in the others allow; false if nothing fits.</summary>
    private bool Grow(ref PerDimension held, GemmDimension dimension)
    {
        if (Of(dimension).MinCount(_room.Limit(dimension, held)) is not { } count)
            return false;
        held = held.With(dimension, Of(dimension).Held(count));
        return true;
    }

    private void Try(PerDimension held)
    {
        Candidates++;
        var grid = TileGrid.Of(_sizes, held);
        for (int order = 0; order < LoopOrder.All.Length; order++)
        {
            Int128 bytes = TiledTraffic.TotalBytes(grid, LoopOrder.All[order], _words);
            _minOfOrder[order] = Int128.Min(_minOfOrder[order], bytes);
            Choose(grid.Counts, order, bytes);
        }
    }

    private void Choose(PerDimension counts, int order, Int128 bytes)
    {
        if (bytes > _best.Bytes)
            return;
        Int128 tiles = (Int128)counts.M * counts.N * counts.K;
        (Int128, Int128, int, long, long, long) rank =
            (bytes, tiles, order, _choices[0].Tile(counts.M), _choices[1].Tile(counts.N), _choices[2].Tile(counts.K));
        if (rank.CompareTo(_best) < 0)
            _best = rank;
    }
}
