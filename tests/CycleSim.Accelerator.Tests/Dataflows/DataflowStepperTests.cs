using CsCheck;
using CycleSim.Accelerator.Dataflow.Timing;
using CycleSim.Accelerator.Machine;
using CycleSim.Properties;

namespace CycleSim.Accelerator.Tests.Dataflows;

/// <summary>Closed forms against arrays that are stepped register by register: two implementations that share no formula.</summary>
public class DataflowStepperTests
{
    [Fact]
    [Trait("kind", "property")]
    public void Weight_stationary_counts_equal_the_stepped_array() =>
        Questions("weight_stationary", gemm => gemm.M).ForAll(
            question => Compare("weight_stationary", question, StationaryStepper.Run(question)), cases: 600, slowCases: 1500);

    [Fact]
    [Trait("kind", "property")]
    public void Input_stationary_counts_equal_the_stepped_array_with_exchanged_operands() =>
        Questions("input_stationary", gemm => gemm.N).ForAll(
            question => Compare("input_stationary", question, StationaryStepper.Run(question with
            {
                Gemm = new GemmShape(question.Gemm.N, question.Gemm.M, question.Gemm.K),
            })), cases: 250, slowCases: 500);

    [Fact]
    [Trait("kind", "property")]
    public void Output_stationary_counts_equal_the_stepped_array() =>
        Questions("output_stationary", gemm => gemm.K).ForAll(
            question => Compare("output_stationary", question, OutputStepper.Run(question)), cases: 500, slowCases: 1000);

    private static void Compare(string name, ArrayTimingQuestion question, SteppedRun stepped)
    {
        ArrayTimingCounts count = ArrayTimings.All.Get(name).Count(question);
        Assert.True(stepped.IsProduct, "the stepped array gives a wrong product");
        Assert.Equal((stepped.Cycles, stepped.LastMacCycles), (count.Time.Cycles, count.Time.LastMacCycles));
        Assert.Equal(stepped.Periods(), FoldPeriod.Text(count.Time.Periods!, int.MaxValue - 1));
        Assert.Equal(stepped.Starts.Count, count.Folds.All);
        Assert.Equal(stepped.Words, count.Words);
    }

    // Small enough to be stepped, with all variants, blocks, gaps shorter and longer than folds, and trimmed edges where there are any.
    private static Gen<ArrayTimingQuestion> Questions(string name, Func<GemmShape, long> blocked)
    {
        IArrayTiming dataflow = ArrayTimings.All.Get(name);
        Gen<long> sizes = Gen.Long[1, 9];
        return from gemm in Gen.Select(sizes, sizes, sizes, (m, n, k) => new GemmShape(m, n, k))
               from rows in Gen.Int[1, 5]
               from columns in Gen.Int[1, 5]
               from variant in Gen.OneOf([.. dataflow.Variants.All.Select(choice => Gen.Const(choice.Name))])
               from block in Gen.Long[1, blocked(gemm)]
               from gap in Gen.Frequency((1, Gen.Const(0L)), (2, Gen.Long[1, 40]))
               from trims in Gen.Bool
               let canTrim = trims && dataflow.CanTrim(variant)
               select new ArrayTimingQuestion(gemm, rows, columns)
               {
                   Variant = variant,
                   Block = block,
                   Gap = canTrim ? 0 : gap,
                   TrimEdges = canTrim,
               };
    }
}
