using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Mapping;
using CycleSim.Platform;

namespace CycleSim.Accelerator.Tiles;

/// <summary>
/// The tiles of a product on an array as a list: a tile loads A (m x k words) unless the tile before had the same A tile, B likewise, and
/// stores C (m x n words) when its outputs are complete.
/// </summary>
/// <param name="Shape">The product.</param>
/// <param name="Tiling">Sizes of its tiles.</param>
/// <param name="Order">The loops over them.</param>
/// <param name="Timing">How the array works on a tile.</param>
/// <param name="Rows">Rows of the array, at least 1.</param>
/// <param name="Columns">Columns of the array, at least 1.</param>
/// <param name="ElementBytes">Bytes of a word, at least 1.</param>
public sealed record IdealGemm(
    GemmShape Shape, GemmTiling Tiling, LoopOrder Order, ITileTiming Timing, int Rows, int Columns, int ElementBytes)
{
    /// <summary>In which direction the loops run.</summary>
    public TileDirection Direction { get; init; }

    /// <summary>The list.</summary>
    /// <exception cref="InputException">
    /// Partial sums would leave the output buffer, the array cannot work on such tiles, or there are too many of them.
    /// </exception>
    /// <exception cref="OverflowException">Bytes or cycles of a tile exceed 2^63.</exception>
    public IReadOnlyList<TileWork> Works()
    {
        TileGrid grid = TileGrid.Of(Shape, Tiling);
        Check(grid);
        var works = new List<TileWork>();
        var cycles = new Dictionary<(long M, long N, long K, bool IsLastOfK), long>(); // at most one for each edge that a tile may have
        GemmTile? before = null;
        foreach (GemmTile tile in new TileLoop(grid, Order, Direction).Tiles())
        {
            var size = (tile.M, tile.N, tile.K, tile.IsLastOfK);
            if (!cycles.TryGetValue(size, out long computed))
                cycles.Add(size, computed = Timing.Cycles(Rows, Columns, tile));
            works.Add(WorkOf(tile, before, computed));
            before = tile;
        }

        return works;
    }

    private TileWork WorkOf(in GemmTile tile, in GemmTile? before, long cycles)
    {
        bool hasA = before is { } a && (a.IndexM, a.IndexK) == (tile.IndexM, tile.IndexK);
        bool hasB = before is { } b && (b.IndexN, b.IndexK) == (tile.IndexN, tile.IndexK);
        checked
        {
            return new TileWork(
                hasA ? 0 : tile.M * tile.K * ElementBytes, hasB ? 0 : tile.K * tile.N * ElementBytes, cycles,
                tile.IsLastOfK ? tile.M * tile.N * ElementBytes : 0);
        }
    }

    private void Check(TileGrid grid)
    {
        (long m, long n, long k) = grid.Counts;
        if (Timing.Problem(Rows, Columns, new GemmTiling(grid.Tiles.M, grid.Tiles.N, grid.Tiles.K)) is { } problem)
            throw new InputException(problem);
        if (k > 1 && Order.Inner != GemmDimension.K)
        {
            throw new InputException(
                $"order {Order}: K in {k} tiles must be the innermost loop, or partial sums would leave the output buffer; "
                + "allowed: mnk, nmk");
        }

        if ((Int128)m * n * k > TileList.MaxTiles)
            throw new InputException($"{m} x {n} x {k} tiles are too many; at most {TileList.MaxTiles} are simulated");
    }
}
