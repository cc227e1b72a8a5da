using CycleSim.Workloads.Lowering;

namespace CycleSim.Workloads.Tests.Lowering;

/// <summary>Cuts products into tiles of random sizes.</summary>
/// <param name="seed">Seed of the sizes.</param>
internal sealed class RandomTiles(uint seed)
{
    private ulong _state = seed;

    /// <summary>Tiles of the products of an operation.</summary>
    internal ProductTiles Of(GemmOperation gemm)
    {
        var cuts = ProductCuts.Of(gemm);
        return cuts.Tiles(SizeOf(cuts.M), SizeOf(cuts.N), SizeOf(cuts.K), Next(2) == 0) with { IsSerpentine = Next(2) == 0 };
    }

    private long SizeOf(DimensionCuts dimension)
    {
        long[] sizes = [.. dimension.TileSizes(1 + Next(4))];
        return sizes[Next(sizes.Length)];
    }

    /// <summary>A number from 0 to below a bound, by Knuth's linear congruential generator.</summary>
    private int Next(int bound)
    {
        _state = _state * 6364136223846793005 + 1442695040888963407;
        return (int)((_state >> 33) % (ulong)bound);
    }
}
