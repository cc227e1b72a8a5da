using CsCheck;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Mapping;
using CycleSim.Properties;
using CycleSim.Reference;

namespace CycleSim.Accelerator.Tests.Mapping;

/// <summary>The closed form of DRAM traffic against counts that were made tile by tile.</summary>
public sealed class TiledTrafficTests
{
    private static readonly Gen<(GemmShape, GemmTiling, WordSizes)> Cases =
        Gen.Select(GemmCases.Shapes(13), GemmCases.Tilings(8), GemmCases.Words);

    // Bytes from far below to far above 2^63.
    private static readonly Gen<(GemmShape, GemmTiling, WordSizes)> Huge =
        from max in Gen.Int[15, 40]
        from shape in GemmCases.Shapes(1L << max)
        from tiling in GemmCases.Tilings(1 << 20)
        from words in GemmCases.Words
        select (shape, tiling, words);

    [Fact]
    public void Bytes_and_tiles_equal_the_reference()
    {
        IReadOnlyList<ReferenceRow> rows = ReferenceFile.Table("systolic-ws/traffic_tilings.csv.gz");
        Assert.Equal(90, rows.Count);
        foreach (ReferenceRow row in rows)
        {
            GemmTraffic traffic = TiledTraffic.Of(
                new GemmShape(row.Long("M"), row.Long("N"), row.Long("K")), new GemmTiling(row.Long("Tm"), row.Long("Tn"), row.Long("Tk")),
                LoopOrder.Find(row.Text("order"))!, new WordSizes(row.Int("e_in"), row.Int("e_partial"), row.Int("e_out")));
            var expected = new GemmTraffic(
                row.Long("a_bytes"), row.Long("b_bytes"), row.Long("c_write_bytes"), row.Long("c_read_bytes"), row.Long("a_loads"),
                row.Long("b_loads"), row.Long("c_stores"), row.Long("c_reloads"));
            Assert.Equal(expected, traffic);
            Assert.Equal(row.Long("total_bytes"), traffic.TotalBytes);
        }
    }

    [Theory]
    [InlineData(TileDirection.Forward)]
    [InlineData(TileDirection.Serpentine)]
    [Trait("kind", "property")]
    public void Bytes_and_tiles_equal_stepping(TileDirection direction) => Cases.ForAll(
        (shape, tiling, words) =>
        {
            foreach (LoopOrder order in LoopOrder.All)
            {
                Assert.Equal(
                    TileStepper.Count(shape, tiling, order.Name, words, direction == TileDirection.Serpentine),
                    TiledTraffic.Of(shape, tiling, order, words, direction));
            }
        },
        cases: 1000);

    [Fact]
    [Trait("kind", "property")]
    public void Turning_round_never_costs_bytes() => Cases.ForAll((shape, tiling, words) =>
    {
        foreach (LoopOrder order in LoopOrder.All)
        {
            GemmTraffic forward = TiledTraffic.Of(shape, tiling, order, words);
            GemmTraffic serpentine = TiledTraffic.Of(shape, tiling, order, words, TileDirection.Serpentine);
            Assert.True(serpentine.TotalBytes <= forward.TotalBytes);
            Assert.True(serpentine.CReadBytes <= forward.CReadBytes);
        }
    });

    /// <summary>From one step of a serpentine to the next one loop alone moves, by one tile.</summary>
    [Fact]
    [Trait("kind", "property")]
    public void A_serpentine_moves_one_tile_at_a_time() => Cases.ForAll((shape, tiling, _) =>
    {
        foreach (LoopOrder order in LoopOrder.All)
        {
            (long M, long N, long K)[] steps = [.. TileStepper.Steps(shape, tiling, order.Name, serpentine: true)];
            Assert.Distinct(steps);
            Assert.All(steps.Zip(steps.Skip(1)), pair => Assert.Equal(
                1,
                Math.Abs(pair.First.M - pair.Second.M) + Math.Abs(pair.First.N - pair.Second.N) + Math.Abs(pair.First.K - pair.Second.K)));
        }
    });

    /// <summary>No number is wrong because it is too large: either all fit 63 bits, or there is none.</summary>
    [Fact]
    [Trait("kind", "property")]
    public void Numbers_beyond_63_bits_are_refused() => Huge.ForAll((shape, tiling, words) =>
    {
        foreach (LoopOrder order in LoopOrder.All)
        {
            Int128 exact = TiledTraffic.TotalBytes(TileGrid.Of(shape, tiling), order, words);
            if (exact > long.MaxValue)
                Assert.Throws<OverflowException>(() => TiledTraffic.Of(shape, tiling, order, words));
            else
                Assert.Equal(exact, TiledTraffic.Of(shape, tiling, order, words).TotalBytes);
        }
    });

    [Fact]
    public void The_largest_sizes_are_counted_or_refused()
    {
        var largest = new GemmShape(GemmShape.MaxSize, GemmShape.MaxSize, GemmShape.MaxSize);
        var words = new WordSizes(WordSizes.MaxBytes, WordSizes.MaxBytes, WordSizes.MaxBytes);
        var unit = new GemmTiling(1, 1, 1);
        Int128 all = TiledTraffic.TotalBytes(TileGrid.Of(largest, unit), LoopOrder.Find("mkn")!, words);
        // A once; B for each of M; C is written and read for each of K, and written first and last.
        Int128 size = GemmShape.MaxSize;
        Assert.Equal(16 * (size * size + size * size * size + 2 * size * size * (size - 1) + size * size), all);
        Assert.Throws<OverflowException>(() => TiledTraffic.Of(largest, unit, LoopOrder.All[0], words));
    }

    [Fact]
    public void Orders_have_the_names_of_their_loops()
    {
        Assert.Equal("mnk mkn nmk nkm kmn knm", string.Join(' ', LoopOrder.All));
        Assert.All(LoopOrder.All, order => Assert.Same(order, LoopOrder.Find(order.Name)));
        Assert.Equal("for each tile of K, for each of M, for each of N", LoopOrder.Find("kmn")!.Meaning);
        Assert.Null(LoopOrder.Find("mnm"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(GemmShape.MaxSize + 1)]
    public void Sizes_out_of_range_are_errors(long size)
    {
        Assert.Throws<ArgumentOutOfRangeException>("M", () => new GemmShape(size, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>("N", () => new GemmShape(1, size, 1));
        Assert.Throws<ArgumentOutOfRangeException>("K", () => new GemmShape(1, 1, size));
        Assert.Throws<ArgumentOutOfRangeException>("Tm", () => new GemmTiling(size, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>("Tn", () => new GemmTiling(1, size, 1));
        Assert.Throws<ArgumentOutOfRangeException>("Tk", () => new GemmTiling(1, 1, size));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(WordSizes.MaxBytes + 1)]
    public void Words_and_halves_out_of_range_are_errors(int number)
    {
        Assert.Throws<ArgumentOutOfRangeException>("Element", () => new WordSizes(number, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>("Partial", () => new WordSizes(1, number, 1));
        Assert.Throws<ArgumentOutOfRangeException>("Output", () => new WordSizes(1, 1, number));
        Assert.Throws<ArgumentOutOfRangeException>("Halves", () => new OperandBuffer(1, number));
        Assert.Throws<ArgumentOutOfRangeException>("Bytes", () => new OperandBuffer(Math.Min(number, 0), 1));
    }
}
