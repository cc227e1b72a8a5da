using CycleSim.Platform;

namespace CycleSim.Accelerator.Tiles;

/// <summary>
/// The tiles of a product on an array as a list: a tile loads A (m x k words) unless the tile before had the same A tile, B likewise, and
/// stores C (m x n words) when its outputs are complete.
/// </summary>
/// <param name="Tiling">The product.</param>
/// <param name="Array">How the array works on a tile.</param>
/// <param name="Rows">Rows of the array, at least 1.</param>
/// <param name="Columns">Columns of the array, at least 1.</param>
/// <param name="ElementBytes">Bytes of a word, at least 1.</param>
public sealed record TiledGemm(GemmTiling Tiling, ITileArray Array, int Rows, int Columns, int ElementBytes)
{
    /// <summary>The list.</summary>
    /// <exception cref="InputException">
    /// Partial sums would leave the output buffer, the array cannot work on such tiles, or there are too many of them.
    /// </exception>
    /// <exception cref="OverflowException">Bytes or cycles of a tile exceed 2^63.</exception>
    public IReadOnlyList<TileWork> Works()
    {
        Check();
        var works = new List<TileWork>();
        GemmTile? before = null;
        foreach (GemmTile tile in Tiling.Tiles())
        {
            works.Add(WorkOf(tile, before));
            before = tile;
        }

        return works;
    }

    private TileWork WorkOf(in GemmTile tile, in GemmTile? before)
    {
        bool hasA = before is { } a && (a.IndexM, a.IndexK) == (tile.IndexM, tile.IndexK);
        bool hasB = before is { } b && (b.IndexN, b.IndexK) == (tile.IndexN, tile.IndexK);
        checked
        {
            return new TileWork(
                hasA ? 0 : tile.M * tile.K * ElementBytes, hasB ? 0 : tile.K * tile.N * ElementBytes, Array.Cycles(Rows, Columns, tile),
                tile.IsLastOfK ? tile.M * tile.N * ElementBytes : 0);
        }
    }

    private void Check()
    {
        if (Array.Problem(Rows, Columns, Tiling) is { } problem)
            throw new InputException(problem);
        bool staysComplete = Tiling.StepsK == 1 || Tiling.Order.EndsWith('k');
        if (!staysComplete)
        {
            throw new InputException(
                $"order {Tiling.Order}: K in {Tiling.StepsK} tiles must be the innermost loop, or partial sums would leave the output "
                + "buffer; allowed: mnk, nmk");
        }

        if (Tiling.StepsM > TileList.MaxTiles || Tiling.StepsN > TileList.MaxTiles || Tiling.StepsK > TileList.MaxTiles
            || Tiling.StepsM * Tiling.StepsN > TileList.MaxTiles || Tiling.StepsM * Tiling.StepsN * Tiling.StepsK > TileList.MaxTiles)
        {
            throw new InputException(
                $"{Tiling.StepsM} x {Tiling.StepsN} x {Tiling.StepsK} tiles are too many; at most {TileList.MaxTiles} are simulated");
        }
    }
}
