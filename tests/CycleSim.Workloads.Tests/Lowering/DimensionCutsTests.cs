using System.Collections.Immutable;
using CsCheck;
using CycleSim.Properties;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Workloads.Tests.Lowering;

/// <summary>Where dimensions of GEMMs can be cut into tiles.</summary>
public class DimensionCutsTests
{
    [Theory]
    [InlineData(10, 1, 4, "10 8 4")]
    [InlineData(3, 1, 4, "3")]
    [InlineData(24, 8, 4, "24 16 8 4")]
    [InlineData(24, 8, 2, "24 16 6 4 2")]
    [InlineData(80, 8, 2, "80 48 32 16 6 4 2")]
    [InlineData(24, 24, 16, "24 16")]
    public void Sizes_are_multiples_of_what_the_array_takes_and_of_whole_locations(long size, long slices, long step, string sizes) =>
        Assert.Equal(sizes, string.Join(' ', new DimensionCuts(size, slices).TileSizes(step)));

    [Theory]
    [InlineData(24, 8, 16, "0+16 16+8")]
    [InlineData(24, 8, 8, "0+8 8+8 16+8")]
    [InlineData(20, 10, 4, "0+4 4+4 8+2 10+4 14+4 18+2")]
    [InlineData(10, 1, 4, "0+4 4+4 8+2")]
    public void Tiles_take_whole_locations_or_slices_of_one(long size, long slices, long tile, string ranges) => Assert.Equal(
        ranges, string.Join(' ', new DimensionCuts(size, slices).Ranges(tile).Select(range => $"{range.First}+{range.Count}")));

    [Fact]
    public void Only_operands_of_several_locations_bind_a_dimension()
    {
        Assert.Equal(new DimensionCuts(40, 1), DimensionCuts.Of(40, (1, 40)));
        Assert.Equal(new DimensionCuts(40, 8), DimensionCuts.Of(40, (5, 8), (1, 40), (5, 8)));
        Assert.Equal(new DimensionCuts(40, 40), DimensionCuts.Of(40, (5, 8), (4, 10)));
    }

    [Fact]
    [Trait("kind", "property")]
    public void All_tiles_together_are_the_dimension() => Gen.Select(Gen.Int[1, 20], Gen.Int[1, 20], Gen.Int[1, 16]).ForAll(
        (locations, slices, step) =>
        {
            var cuts = new DimensionCuts((long)locations * slices, slices);
            foreach (long tile in cuts.TileSizes(step))
            {
                ImmutableArray<IndexRange> ranges = cuts.Ranges(tile);
                Assert.Equal(cuts.Size, ranges.Sum(range => range.Count));
                Assert.Equal(ranges.Select((_, i) => ranges.Take(i).Sum(range => range.Count)), ranges.Select(range => range.First));
                Assert.All(ranges, range => Assert.InRange(range.Count, 1, tile));
                Assert.All(ranges, range => Assert.True(
                    range.First / slices == (range.End - 1) / slices || (range.First % slices == 0 && range.End % slices == 0)));
            }
        });
}
