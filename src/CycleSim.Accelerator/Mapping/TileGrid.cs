using CycleSim.Accelerator.Machine;
using CycleSim.Platform;

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
        return Of(sizes, PerDimension.Join(sizes, tiling.Sizes, Math.Min));
    }

    /// <summary>A GEMM cut into tiles.</summary>
    /// <param name="sizes">Sizes of the GEMM.</param>
    /// <param name="tiles">Sizes of a tile, none larger than the GEMM.</param>
    internal static TileGrid Of(PerDimension sizes, PerDimension tiles) =>
        new(sizes, tiles, PerDimension.Join(sizes, tiles, WholeNumbers.CeilingDivide));

    /// <summary>Size of the last tile of a dimension, at the edge.</summary>
    internal long Last(GemmDimension dimension) => Sizes[dimension] - (Counts[dimension] - 1) * Tiles[dimension];
}
