using System.Globalization;
using CsCheck;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Mapping;
using CycleSim.Platform;
using CycleSim.Properties;
using CycleSim.Reference;
using CycleSim.Workloads.Files;
using CycleSim.Workloads.Graphs;
using CycleSim.Workloads.Optimizers;

namespace CycleSim.Accelerator.Tests.Mapping;

/// <summary>The tiling with the fewest bytes against the reference and against all tilings.</summary>
public sealed class BufferTileMapperTests
{
    private static readonly Gen<(GemmShape, MappingConstraints)> Cases = Gen.Select(GemmCases.Shapes(20), GemmCases.Machines);

    [Fact]
    public void Minimum_tiling_and_bound_equal_the_reference()
    {
        IReadOnlyList<ReferenceRow> rows = ReferenceFile.Table("systolic-ws/traffic_optimum.csv.gz");
        Assert.Equal(83, rows.Count);
        foreach (ReferenceRow row in rows)
        {
            GemmMapping mapping = new BufferTileMapper(Machine(row)).Map(new GemmShape(row.Long("M"), row.Long("N"), row.Long("K")));
            Assert.Equal(row.Long("min_bytes"), mapping.MinBytes);
            Assert.Equal(LoopOrder.All.Select(order => row.Long($"min_{order.Name}")), mapping.MinBytesOfOrder);
            Assert.Equal(
                (row.Long("Tm"), row.Long("Tn"), row.Long("Tk"), row.Text("order")),
                (mapping.Tiling.Tm, mapping.Tiling.Tn, mapping.Tiling.Tk, mapping.Order.Name));
            Assert.Equal(
                (row.Long("a_bytes"), row.Long("b_bytes"), row.Long("c_write_bytes"), row.Long("c_read_bytes")),
                (mapping.Traffic.ABytes, mapping.Traffic.BBytes, mapping.Traffic.CWriteBytes, mapping.Traffic.CReadBytes));
            Assert.Equal(
                (row.Long("compulsory_bytes"), row.Long("lower_bound_bytes")), (mapping.CompulsoryBytes, mapping.LowerBoundBytes));
            Assert.Equal(row.Text("ratio_to_bound"), mapping.RatioToBound.ToString("0.0000", CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    [Trait("kind", "property")]
    public void The_search_finds_what_trying_all_tilings_finds() => Cases.ForAll(CompareWithAll, cases: 1000);

    /// <summary>A case in which the best tiling of an order needs the smallest tile in M: pairs of N and K decide.</summary>
    [Fact]
    public void A_compromise_between_n_and_k_is_found() => CompareWithAll(new GemmShape(3, 3, 10), new MappingConstraints(
        new GemmTiling(1, 2, 4), new WordSizes(1, 1, 1),
        new OperandBuffers(new OperandBuffer(11, 1), new OperandBuffer(50, 2), new OperandBuffer(118, 2))));

    [Fact]
    [Trait("kind", "property")]
    public void Larger_buffers_never_cost_bytes() => Gen.Select(Cases, Gen.Int[0, 200].Array[3]).ForAll((one, more) =>
    {
        (GemmShape shape, MappingConstraints machine) = one;
        OperandBuffers buffers = machine.Buffers;
        var larger = new OperandBuffers(Add(buffers.A, more[0]), Add(buffers.B, more[1]), Add(buffers.C, more[2]));
        GemmMapping before = new BufferTileMapper(machine).Map(shape);
        GemmMapping after = new BufferTileMapper(machine with { Buffers = larger }).Map(shape);
        Assert.True(after.MinBytes <= before.MinBytes);
        Assert.All(after.MinBytesOfOrder.Zip(before.MinBytesOfOrder), pair => Assert.True(pair.First <= pair.Second));

        static OperandBuffer Add(OperandBuffer buffer, int bytes) => new(buffer.Bytes + bytes, buffer.Halves);
    });

    [Fact]
    [Trait("kind", "property")]
    public void No_tiling_stays_below_the_bounds_or_overflows_a_buffer() => Cases.ForAll((shape, machine) =>
    {
        GemmMapping mapping = new BufferTileMapper(machine).Map(shape);
        WordSizes words = machine.Words;
        Assert.Equal(
            (shape.M * shape.K + shape.K * shape.N) * words.Element + shape.M * shape.N * words.Output, mapping.CompulsoryBytes);
        Assert.InRange(mapping.LowerBoundBytes, mapping.CompulsoryBytes, mapping.MinBytes);
        Assert.Equal(mapping.MinBytes, mapping.MinBytesOfOrder.Min());
        Assert.True(mapping.RatioToBound >= 1);
        BufferTileMapper.CheckFits(shape, mapping.Tiling, words, machine.Buffers);
        Assert.Equal(
            (0, 0, 0),
            (mapping.Tiling.Tm % machine.Step.Tm, mapping.Tiling.Tn % machine.Step.Tn, mapping.Tiling.Tk % machine.Step.Tk));
    });

    /// <summary>Where everything fits, each operand moves once, in one tile.</summary>
    [Fact]
    [Trait("kind", "property")]
    public void Buffers_for_everything_need_the_compulsory_bytes() => Cases.ForAll((shape, machine) =>
    {
        var room = new OperandBuffer(1 << 20, 1);
        GemmMapping mapping = new BufferTileMapper(machine with { Buffers = new OperandBuffers(room, room, room) }).Map(shape);
        Assert.Equal(mapping.CompulsoryBytes, mapping.MinBytes);
        Assert.Equal(
            (1, 1, 1, 1), (mapping.Traffic.ALoads, mapping.Traffic.BLoads, mapping.Traffic.CStores, mapping.Traffic.CReloads + 1));
        Assert.Equal("mnk", mapping.Order.Name);
    });

    /// <summary>
    /// The effort: tilings that are tried, each in six orders, for all matrix products of a training step. With an array of 8 x 8 and small
    /// buffers there are far more tilings than with a large array.
    /// </summary>
    [Theory]
    [InlineData("resnet50-imagenet", 256, 1 << 24, 1_000)]
    [InlineData("resnet50-imagenet", 8, 1 << 13, 6_000)]
    [InlineData("bert-base", 256, 1 << 24, 3_000)]
    [InlineData("bert-base", 8, 1 << 13, 12_000)]
    public void A_network_is_mapped_with_few_candidates(string network, int side, int bufferBytes, int candidates)
    {
        var update = new ParameterUpdate(OptimizerKinds.Sgd, MixedPrecisions.Fp32);
        var buffer = new OperandBuffer(bufferBytes, 2);
        var mapper = new BufferTileMapper(new MappingConstraints(
            new GemmTiling(side, side, side), new WordSizes(4, 4, 4), new OperandBuffers(buffer, buffer, buffer)));
        GemmMapping[] mappings =
        [
            .. TrainingStepRows.Of(WorkloadLoader.Load(network).GraphOf(32), update).Gemms
                .Select(gemm => mapper.Map(new GemmShape(gemm.M, gemm.N, gemm.K))),
        ];
        Assert.True(mappings.Length > 150, $"{mappings.Length} products");
        Assert.InRange(mappings.Sum(mapping => mapping.Candidates), mappings.Length, candidates);
    }

    /// <summary>The largest sizes that are counted take as many candidates as the square root of the smaller two of a pair.</summary>
    [Fact]
    public void Large_sizes_take_few_candidates_too()
    {
        var buffer = new OperandBuffer(1L << 40, 1);
        var mapper = new BufferTileMapper(new MappingConstraints(
            new GemmTiling(1, 1, 1), new WordSizes(1, 1, 1), new OperandBuffers(buffer, buffer, buffer)));
        Assert.InRange(mapper.Map(new GemmShape(1L << 30, 1 << 20, 1 << 20)).Candidates, 1, 3 * 2 * 1024);
    }

    /// <summary>1024 words on-chip: 2 x 2^30 / 32 - 2 x 1024 words move, each of the smaller of an element and an output.</summary>
    [Theory]
    [InlineData(4, 1, 1)]
    [InlineData(1, 4, 1)]
    [InlineData(2, 4, 2)]
    public void The_lower_bound_is_in_words_of_the_smaller_kind(int element, int output, int smaller)
    {
        var machine = new MappingConstraints(new GemmTiling(4, 4, 4), new WordSizes(element, 4, output), new OperandBuffers(
            new OperandBuffer(256 * element, 1), new OperandBuffer(256 * element, 1), new OperandBuffer(512 * 4, 1)));
        Assert.Equal(67_106_816 * smaller, new BufferTileMapper(machine).Map(new GemmShape(1024, 1024, 1024)).LowerBoundBytes);
    }

    /// <summary>
    /// 32 x 64 words of B stay while rows of A and C pass: most of what moves are partial sums, which are smaller than all else.
    /// </summary>
    [Fact]
    public void Small_partial_sums_do_not_lift_the_bound_over_the_bytes()
    {
        var machine = new MappingConstraints(new GemmTiling(1, 1, 1), new WordSizes(4, 1, 4), new OperandBuffers(
            new OperandBuffer(32 * 4, 1), new OperandBuffer(32 * 64 * 4, 1), new OperandBuffer(64, 1)));
        GemmMapping mapping = new BufferTileMapper(machine).Map(new GemmShape(1024, 1024, 1024));
        Assert.InRange(mapping.LowerBoundBytes, mapping.CompulsoryBytes, mapping.MinBytes);
        Assert.Equal(46_374_294, mapping.LowerBoundBytes);
    }

    [Theory]
    [InlineData(63, 64, 64, "buffer A has 63 bytes, but the smallest tile takes 64 bytes (4 x 8 words x 1 B, 2 halves)")]
    [InlineData(64, 255, 64, "buffer B has 255 bytes, but the smallest tile takes 256 bytes (8 x 16 words x 1 B, 2 halves)")]
    [InlineData(64, 256, 127, "buffer C has 127 bytes, but the smallest tile takes 128 bytes (4 x 16 words x 2 B, 1 half)")]
    public void A_buffer_below_one_tile_is_named(long a, long b, long c, string message)
    {
        var machine = new MappingConstraints(
            new GemmTiling(4, 16, 8), new WordSizes(1, 2, 1),
            new OperandBuffers(new OperandBuffer(a, 2), new OperandBuffer(b, 2), new OperandBuffer(c, 1)));
        InputException problem = Assert.Throws<InputException>(() => new BufferTileMapper(machine).Map(new GemmShape(100, 100, 100)));
        Assert.Equal(message, problem.Message);
    }

    [Fact]
    public void Sizes_whose_bytes_exceed_63_bits_are_refused()
    {
        var buffer = new OperandBuffer(1 << 20, 2);
        var mapper = new BufferTileMapper(new MappingConstraints(
            new GemmTiling(256, 256, 256), new WordSizes(4, 4, 4), new OperandBuffers(buffer, buffer, buffer)));
        Assert.Throws<OverflowException>(() => mapper.Map(new GemmShape(GemmShape.MaxSize, GemmShape.MaxSize, 1)));
    }

    private static void CompareWithAll(GemmShape shape, MappingConstraints machine)
    {
        GemmMapping mapping = new BufferTileMapper(machine).Map(shape);
        TilingRank[] all = [.. AllTilings.Of(shape, machine)];
        Assert.Equal(
            LoopOrder.All.Select((_, order) => all.Where(one => one.Order == order).Min(one => one.Bytes)), mapping.MinBytesOfOrder);
        TilingRank best = all.Min()!;
        Assert.Equal(best.Bytes, mapping.MinBytes);
        Assert.Equal(
            (best.Tm, best.Tn, best.Tk, LoopOrder.All[best.Order]),
            (mapping.Tiling.Tm, mapping.Tiling.Tn, mapping.Tiling.Tk, mapping.Order));
    }

    private static MappingConstraints Machine(ReferenceRow row) => new(
        new GemmTiling(row.Long("step_m"), row.Long("step_n"), row.Long("step_k")),
        new WordSizes(row.Int("e_in"), row.Int("e_partial"), row.Int("e_out")),
        new OperandBuffers(Buffer(row, "a"), Buffer(row, "b"), Buffer(row, "c")));

    private static OperandBuffer Buffer(ReferenceRow row, string operand) =>
        new(row.Long($"buffer_{operand}"), row.Int($"halves_{operand}"));
}
