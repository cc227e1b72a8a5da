using CycleSim.Workloads.Lowering;

namespace CycleSim.Workloads.Tests.Lowering;

/// <summary>Cuts products into tiles of random sizes.</summary>
/// <param name="seed">Seed of the sizes.</param>
internal sealed class RandomTiles(uint seed)
{
    private readonly Random _random = new((int)seed);

    /// <summary>Tiles of the products of an operation.</summary>
    internal ProductTiles Of(GemmOperation gemm)
    {
        var cuts = ProductCuts.Of(gemm);
        return cuts.Tiles(SizeOf(cuts.M), SizeOf(cuts.N), SizeOf(cuts.K), _random.Next(2) == 0);
    }

    private long SizeOf(DimensionCuts dimension)
    {
        long[] sizes = [.. dimension.TileSizes(_random.Next(1, 5))];
        return sizes[_random.Next(sizes.Length)];
    }
}
