using CycleSim.Accelerator.Machine;

namespace CycleSim.Accelerator.Mapping;

/// <summary>A GEMM cut into tiles.</summary>
/// <param name="Sizes">Sizes of the GEMM.</param>
/// <param name="Tiles">Sizes of a tile, none larger than the GEMM.</param>
/// <param name="Counts">Tiles in each dimension: Mt, Nt and Kt.</param>
internal readonly record struct TileGrid(PerDimension Sizes, PerDimension Tiles, PerDimension Counts)
{
    internal static TileGrid Of(GemmShape shape, GemmTiling tiling)
    {
        var sizes = PerDimension.Of(shape);
        PerDimension tiles = PerDimension.Join(sizes, tiling.Sizes, Math.Min);
        return new TileGrid(sizes, tiles, PerDimension.Join(sizes, tiles, Ceiling));
    }

    /// <summary>Size of the last tile of a dimension, at the edge.</summary>
    internal long Last(GemmDimension dimension) => Sizes[dimension] - (Counts[dimension] - 1) * Tiles[dimension];

    /// <summary>A quotient, rounded up.</summary>
    internal static long Ceiling(long dividend, long divisor) => (dividend - 1) / divisor + 1;
}
