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
        Assert.Equal(new DimensionCuts(40, 8), DimensionCuts.Of(40, (5, 8), (40, 1)));
        Assert.Equal(new DimensionCuts(40, 2) { JoinsLocations = false }, DimensionCuts.Of(40, (5, 8), (4, 10)));
    }

    [Fact]
    public void Operands_with_different_slices_are_cut_within_a_location_of_each()
    {
        var cuts = DimensionCuts.Of(48, (6, 8), (4, 12));
        Assert.Equal("48 4 3 2 1", string.Join(' ', cuts.TileSizes(1)));
        Assert.Equal("48 4 2", string.Join(' ', cuts.TileSizes(2)));
        Assert.Single(cuts.Ranges(48));
        Assert.All(cuts.Ranges(47), range => Assert.Equal(4, range.Count));
    }

    /// <summary>Each tile must be one that <see cref="OperandView.Cut"/> takes, of every operand.</summary>
    [Fact]
    [Trait("kind", "property")]
    public void A_tile_is_a_part_of_each_operand() =>
        Gen.Select(
            Gen.OneOf(Gen.Const(12L), Gen.Const(60L), Gen.Const(72L)), Gen.Int[1, 72].Array[0, 3], Gen.Int[1, 8], Gen.Int[1, 80]).ForAll(
            (size, slices, step, other) =>
            {
                int[] known = [.. slices.Where(count => size % count == 0)];
                var cuts = DimensionCuts.Of(size, known.Select(count => ((int)(size / count), count)));
                foreach (long tile in cuts.TileSizes(step).Append(size))
                    AssertParts(cuts, tile, known);
                if (!cuts.JoinsLocations || cuts.Slices == 1 || other < cuts.Slices)
                    AssertParts(cuts, other, known);
            });

    private static void AssertParts(DimensionCuts cuts, long tile, int[] slices)
    {
        ImmutableArray<IndexRange> ranges = cuts.Ranges(tile);
        Assert.Equal(cuts.Size, ranges.Sum(range => range.Count));
        foreach (int count in slices)
            Assert.All(ranges, range => PairRange.Of(range, new SliceRange(0, count)));
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
