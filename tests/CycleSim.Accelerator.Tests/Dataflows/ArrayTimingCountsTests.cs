using System.Diagnostics;
using CsCheck;
using CycleSim.Accelerator.Dataflow.Timing;
using CycleSim.Accelerator.Machine;
using CycleSim.Properties;

namespace CycleSim.Accelerator.Tests.Dataflows;

/// <summary>What holds for all counts: symmetry, large dimensions, questions that are refused.</summary>
public class ArrayTimingCountsTests
{
    private const long Huge = 1L << 40;

    public static TheoryData<string> FullNames => [.. ArrayTimings.All.All
        .SelectMany(dataflow => dataflow.Variants.All.Select(variant => ArrayTimings.FullName(dataflow, variant.Name)))];

    [Fact]
    public void There_are_three_dataflows_with_fourteen_variants()
    {
        Assert.Equal(
            ["output_stationary", "weight_stationary", "input_stationary"], ArrayTimings.All.All.Select(dataflow => dataflow.Name));
        Assert.Equal(14, FullNames.Count);
        Assert.Null(ArrayTimings.OfVariant("shadow"));
    }

    [Fact]
    [Trait("kind", "property")]
    public void Input_stationary_is_weight_stationary_with_exchanged_operands() =>
        (from m in Gen.Long[1, 1000]
         from n in Gen.Long[1, 1000]
         from k in Gen.Long[1, 1000]
         from side in Gen.Select(Gen.Int[1, 64], Gen.Int[1, 64])
         from block in Gen.Long[1, n]
         from gap in Gen.Long[0, 2000]
         from variant in Gen.OneOf([.. new[] { "serial", "reload", "follow", "shadow_global", "shadow" }.Select(Gen.Const)])
         select new ArrayTimingQuestion(new GemmShape(m, n, k), side.Item1, side.Item2) { Variant = variant, Block = block, Gap = gap })
        .ForAll(question =>
        {
            (long m, long n, long k) = (question.Gemm.M, question.Gemm.N, question.Gemm.K);
            ArrayTimingCounts mirrored = Count("ws", question with { Gemm = new GemmShape(n, m, k) });
            Same(mirrored, Count("is", question));
            ArrayTimingQuestion trimmed = question with { Variant = "serial", Gap = 0, TrimEdges = true };
            Same(Count("ws", trimmed with { Gemm = new GemmShape(n, m, k) }), Count("is", trimmed));
        });

    /// <summary>Closed forms with a gap equal the recurrence of the reference, fold by fold, at sizes that are too large to step.</summary>
    [Fact]
    [Trait("kind", "property")]
    public void Starts_of_folds_equal_the_recurrence() =>
        (from size in Gen.Select(Gen.Long[1, 300], Gen.Long[1, 300], Gen.Long[1, 300])
         from side in Gen.Select(Gen.Int[1, 40], Gen.Int[1, 40])
         from block in Gen.Long[1, size.Item1]
         from gap in Gen.Long[0, 500]
         from variant in Gen.OneOf([.. new[] { "serial", "reload", "follow", "shadow_global", "shadow" }.Select(Gen.Const)])
         select new ArrayTimingQuestion(new GemmShape(size.Item1, size.Item2, size.Item3), side.Item1, side.Item2)
         {
             Variant = variant,
             Block = block,
             Gap = gap,
         }).ForAll(question =>
         {
             ArrayTimingCounts count = Count("ws", question);
             Assert.Equal(Recurrence(question, count.Folds.FoldsOfBlock), count.Time.Cycles);
             Assert.Equal(count.Folds.All - 1, count.Time.Periods!.Sum(period => period.Count));
         });

    [Theory]
    [MemberData(nameof(FullNames))]
    public void Large_dimensions_take_no_time(string name)
    {
        IArrayTiming dataflow = ArrayTimings.OfVariant(name)!;
        string variant = name[3..];
        var watch = Stopwatch.StartNew();
        foreach (var gemm in new[] { new GemmShape(Huge, 3, 1000), new GemmShape(3, Huge, 1000), new GemmShape(1000, 3, Huge) })
        {
            foreach (long gap in new[] { 0L, 1000L })
            {
                var question = new ArrayTimingQuestion(gemm, 4, 4) { Variant = variant, Block = 3, Gap = gap };
                ArrayTimingCounts count = dataflow.Count(question);
                Assert.True(count.Time.Cycles > gemm.Macs / 16);
                Assert.NotEmpty(FoldPeriod.Text(count.Time.Periods!, 10));
            }

            if (dataflow.CanTrim(variant))
            {
                ArrayTimingCounts count = dataflow.Count(
                    new ArrayTimingQuestion(gemm, 4, 4) { Variant = variant, Block = 2, TrimEdges = true });
                Assert.InRange(FoldPeriod.Text(count.Time.Periods!, 10).Split(';').Length, 1, 11);
            }
        }

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"{watch.Elapsed}");
    }

    [Theory]
    [MemberData(nameof(FullNames))]
    public void Counts_beyond_64_bits_are_no_numbers(string name)
    {
        IArrayTiming dataflow = ArrayTimings.OfVariant(name)!;
        Assert.Throws<OverflowException>(
            () => dataflow.Count(new ArrayTimingQuestion(new GemmShape(Huge, Huge, Huge), 4, 4) { Variant = name[3..] }));
        Assert.Throws<OverflowException>(() => dataflow.CountAsScaleSim(new GemmShape(Huge, Huge, Huge), 4, 4));
        Assert.Throws<OverflowException>(() => ScaleSimV1.Count(new GemmShape(Huge, Huge, Huge), 4, 4));
    }

    [Theory]
    [InlineData("os_kstream", 0, 1, 1, 1L, 0, false)]
    [InlineData("ws_serial", 1, 0, 1, 1L, 0, false)]
    [InlineData("is_serial", 1, 1, 0, 1L, 0, false)]
    [InlineData("ws_serial", 5, 9, 9, 0L, 0, false)]
    [InlineData("ws_serial", 5, 9, 9, 6L, 0, false)]
    [InlineData("is_serial", 9, 5, 9, 6L, 0, false)]
    [InlineData("os_kspill", 9, 9, 5, 6L, 0, false)]
    [InlineData("os_kspill", 9, 9, 5, 5L, -1, false)]
    [InlineData("os_kstream", 9, 9, 5, 5L, 1, true)]
    [InlineData("ws_serial", 9, 9, 5, 5L, 1, true)]
    [InlineData("ws_shadow", 9, 9, 5, 5L, 0, true)]
    [InlineData("os_kspill", 9, 9, 5, 5L, 0, true)]
    public void Meaningless_questions_are_errors(string name, long m, long n, long k, long block, long gap, bool trim)
    {
        ArrayTimingQuestion Question() => new(new GemmShape(m, n, k), 4, 4)
        {
            Variant = name[3..],
            Block = block,
            Gap = gap,
            TrimEdges = trim,
        };
        Assert.ThrowsAny<ArgumentException>(() => ArrayTimings.OfVariant(name)!.Count(Question()));
    }

    /// <summary>With one block, the output-stationary variants are the drains of the machine's array.</summary>
    [Fact]
    [Trait("kind", "property")]
    public void Output_stationary_counts_are_those_of_the_drains() =>
        Gen.Select(Gen.Int[1, 9], Gen.Int[1, 9], Gen.Long[1, 40], Gen.Long[1, 40], Gen.Long[1, 40]).ForAll((rows, columns, m, n, k) =>
        {
            var question = new ArrayTimingQuestion(new GemmShape(m, n, k), rows, columns);
            long Cycles(DrainMode drain, bool trim = false) =>
                new OutputStationaryTiming(new SystolicArraySpec(rows, columns, drain, trim)).Cycles(m, n, k);
            Assert.Equal(Cycles(DrainMode.Physical), Count("os", question).Time.Cycles);
            Assert.Equal(Cycles(DrainMode.Physical, trim: true), Count("os", question with { TrimEdges = true }).Time.Cycles);
            Assert.Equal(Cycles(DrainMode.Overlapped), Count("os", question with { Variant = "kshadow" }).Time.Cycles);
        });

    private static ArrayTimingCounts Count(string shortName, ArrayTimingQuestion question) =>
        ArrayTimings.All.All.Single(dataflow => dataflow.ShortName == shortName).Count(question);

    private static void Same(ArrayTimingCounts expected, ArrayTimingCounts actual)
    {
        Assert.Equal((expected.Folds, expected.Words, expected.Time.Cycles), (actual.Folds, actual.Words, actual.Time.Cycles));
        Assert.Equal(expected.Time.Periods!, actual.Time.Periods!);
    }

    // As the reference's description gives it, with one step for each fold.
    private static long Recurrence(ArrayTimingQuestion question, long tiles)
    {
        (long r, long c, long left) = (question.Rows, question.Columns, question.Gemm.M);
        (long start, long streamed, long fold, long block) = (0, 0, 0, question.Block ?? left);
        for (; left > 0; left -= block)
        {
            for (long tile = 0; tile < tiles; tile++, fold++)
            {
                long free = question.Variant switch
                {
                    "serial" => start + streamed + r + c - 1,
                    "reload" => start + streamed + r + c - 2,
                    "follow" => start + streamed - 1,
                    "shadow_global" => start + r + c - 2,
                    _ => start,
                };
                long load = Math.Max(fold == 0 ? 0 : free, fold * question.Gap);
                start = Math.Max(start + streamed, load + r);
                streamed = Math.Min(left, block);
            }
        }

        return start + streamed + r + c - 1;
    }
}
