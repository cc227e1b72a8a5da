using CsCheck;
using CycleSim.Accelerator.Mapping;
using CycleSim.Properties;

namespace CycleSim.Accelerator.Tests.Mapping;

/// <summary>The tile sizes of one dimension against a list of all multiples of the step.</summary>
public sealed class TileChoicesTests
{
    private static readonly Gen<(long, long)> Cases = Gen.Select(Gen.Long[1, 200], Gen.Long[1, 12]);

    [Fact]
    [Trait("kind", "property")]
    public void Counts_and_tiles_are_those_of_all_multiples() => Cases.ForAll((size, step) =>
    {
        var choices = new TileChoices(size, step);
        ILookup<long, long> tiles = Multiples(size, step).ToLookup(tile => Count(size, tile));
        Assert.Equal(tiles.Select(same => same.Key), choices.Counts());
        Assert.All(tiles, same => Assert.Equal(same.Min(), choices.Tile(same.Key)));
        Assert.All(tiles, same => Assert.Equal(Math.Min(size, same.Min()), choices.Held(same.Key)));
        Assert.Equal((Count(size, step), Math.Min(size, step)), (choices.MaxCount, choices.MinHeld));
    });

    [Fact]
    [Trait("kind", "property")]
    public void The_smallest_count_is_that_of_the_largest_tile_within_a_limit() => Cases.ForAll((size, step) =>
    {
        var choices = new TileChoices(size, step);
        for (long limit = 0; limit <= size + step; limit++)
        {
            IEnumerable<long> fitting = Multiples(size, step).Where(tile => Math.Min(size, tile) <= limit);
            Assert.Equal(fitting.Select(tile => (long?)Count(size, tile)).Min(), choices.MinCount(limit));
        }
    });

    private static IEnumerable<long> Multiples(long size, long step)
    {
        for (long tile = step; tile < size + step; tile += step)
            yield return tile;
    }

    private static long Count(long size, long tile) => (size + tile - 1) / tile;
}
