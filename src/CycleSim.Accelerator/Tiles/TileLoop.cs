using CycleSim.Accelerator.Mapping;

namespace CycleSim.Accelerator.Tiles;

/// <summary>The tiles of a product in the order of its loops; those at an edge are smaller.</summary>
/// <param name="grid">The product in tiles.</param>
/// <param name="order">The loops.</param>
internal sealed class TileLoop(TileGrid grid, LoopOrder order)
{
    /// <summary>All tiles.</summary>
    internal IEnumerable<GemmTile> Tiles()
    {
        for (long outer = 0; outer < grid.Counts[order.Outer]; outer++)
            for (long middle = 0; middle < grid.Counts[order.Middle]; middle++)
                for (long inner = 0; inner < grid.Counts[order.Inner]; inner++)
                    yield return At(default(PerDimension).With(order.Outer, outer).With(order.Middle, middle).With(order.Inner, inner));
    }

    private GemmTile At(PerDimension index) => new(
        index.M, index.N, index.K, SizeOf(GemmDimension.M, index), SizeOf(GemmDimension.N, index), SizeOf(GemmDimension.K, index),
        index.K + 1 == grid.Counts.K);

    private long SizeOf(GemmDimension dimension, PerDimension index) =>
        index[dimension] + 1 == grid.Counts[dimension] ? grid.Last(dimension) : grid.Tiles[dimension];
}
