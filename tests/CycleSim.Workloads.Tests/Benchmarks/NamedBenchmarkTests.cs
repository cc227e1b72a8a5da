using System.Collections.Immutable;
using CsCheck;
using CycleSim.Platform;
using CycleSim.Properties;
using CycleSim.Workloads.Benchmarks;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Workloads.Tests.Benchmarks;

/// <summary>Kernels have the products and words that their names say, and nothing of a backward pass.</summary>
public class NamedBenchmarkTests
{
    [Fact]
    [Trait("kind", "property")]
    public void A_convolution_has_the_products_and_words_of_its_sizes() =>
        (from channels in Gen.Int[1, 9]
         from outputs in Gen.Int[1, 9]
         from kernel in Gen.Int[1, 4]
         from padding in Gen.Int[0, 3]
         from height in Gen.Int[Math.Max(1, kernel - 2 * padding), 9]
         from width in Gen.Int[Math.Max(1, kernel - 2 * padding), 9]
         from stride in Gen.Int[1, 3]
         from batch in Gen.Int[1, 4]
         select (channels, outputs, kernel, padding, height, width, stride, batch)).ForAll(c =>
         {
             StepProgram step = Lower($"conv_{c.batch}x{c.height}x{c.width}x{c.channels}x{c.outputs}x{c.kernel}x{c.stride}x{c.padding}");
             long high = (c.height + 2 * c.padding - c.kernel) / c.stride + 1;
             long wide = (c.width + 2 * c.padding - c.kernel) / c.stride + 1;
             Assert.Equal(c.batch * high * wide * c.outputs * c.kernel * c.kernel * c.channels, step.Macs);
             AssertMoved(
                 step, (long)c.batch * c.height * c.width * c.channels + c.outputs * c.kernel * c.kernel * c.channels,
                 c.batch * high * wide * c.outputs);
             Assert.Null(((GemmOperation)step.Operations[0]).Bias);
         }, cases: 300);

    [Theory]
    [InlineData("gemm_3x5x7", 3 * 5 * 7, 3 * 7 + 5 * 7, 3 * 5, "gemm fwd")]
    [InlineData("attention_3x20x8", 2 * 3 * 20 * 20 * 8, 3 * 3 * 20 * 8, 3 * 20 * 8,
        "scores fwd; softmax fwd.statistics; softmax fwd.normalise; context fwd")]
    [InlineData("softmax_30x50", 0, 30 * 50, 30 * 50, "softmax fwd.statistics; softmax fwd.normalise")]
    [InlineData("layernorm_30x50", 0, 30 * 50 + 2 * 50, 30 * 50, "layernorm fwd.statistics; layernorm fwd.normalise")]
    public void Kernels_have_the_products_words_and_operations_of_their_names(
        string name, long macs, long wordsBefore, long wordsAfter, string operations)
    {
        StepProgram step = Lower(name);
        Assert.Equal(macs, step.Macs);
        AssertMoved(step, wordsBefore, wordsAfter);
        Assert.Equal(operations, string.Join("; ", step.Operations.Select(operation => operation.Name)));
        Assert.Equal(name, NamedBenchmark.Parse(name).Name);
    }

    [Fact]
    public void Scores_are_sums_over_the_words_of_a_head_and_contexts_over_positions()
    {
        GemmOperation[] gemms = [.. Lower("attention_3x20x8").Operations.OfType<GemmOperation>()];
        Assert.Equal([(20, 20, 8, 3), (20, 8, 20, 3)], gemms.Select(gemm => (gemm.M, gemm.N, gemm.K, gemm.Count)));
    }

    [Theory]
    [InlineData("gemm", "is no kernel; allowed: gemm_MxNxK, conv_BxHxWxCinxCoutxKxSxP, attention_HxSxD, softmax_RxC, layernorm_RxC")]
    [InlineData("_1x1x1", "is no kernel")]
    [InlineData("GEMM_1x1x1", "is no kernel")]
    [InlineData("gemm_1x1", "has 2 sizes; allowed: gemm_MxNxK")]
    [InlineData("gemm_1x1x1x1", "has 4 sizes")]
    [InlineData("gemm_1x0x1", "has N = \"0\" in gemm_MxNxK; allowed: a whole number from 1 to 16777216")]
    [InlineData("gemm_1x1x16777217", "has K = \"16777217\"")]
    [InlineData("gemm_1x 1x1", "has N = \" 1\"")]
    [InlineData("gemm_1x-1x1", "has N = \"-1\"")]
    [InlineData("conv_1x4x4x1x1x3x0x1", "has S = \"0\"")]
    [InlineData("conv_1x4x4x1x1x3x1x-1", "has P = \"-1\" in conv_BxHxWxCinxCoutxKxSxP; allowed: a whole number from 0")]
    [InlineData("conv_1x4x2x1x1x5x1x1", "has a kernel of 5, larger than its image with padding")]
    [InlineData("conv_1x2048x2049x1x1x1x1x0", "has more than 4194304 positions of its window")]
    [InlineData("softmax_16777216x16777216", "too large")]
    public void Names_that_are_none_are_refused(string name, string message)
    {
        InputException problem = Assert.Throws<InputException>(() => NamedBenchmark.Parse(name).Lower());
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_convolution_may_have_as_many_positions_as_are_allowed() =>
        Assert.Equal(1L << 22, Lower("conv_1x2048x2048x1x1x1x1x0").Macs);

    private static StepProgram Lower(string name) => NamedBenchmark.Parse(name).Lower();

    /// <summary>All that is in DRAM before is read, and all that is read is there or was written; results are written.</summary>
    private static void AssertMoved(StepProgram step, long wordsBefore, long wordsAfter)
    {
        Assert.Equal(wordsBefore, Words(step.InDramBefore));
        Assert.Equal(wordsAfter, Words(step.NeededAfter));
        ImmutableHashSet<int> read = [.. step.Operations.SelectMany(operation => operation.Reads).Select(tensor => tensor.Id)];
        ImmutableHashSet<int> written = [.. step.Operations.SelectMany(operation => operation.Writes).Select(tensor => tensor.Id)];
        Assert.Subset(read, step.InDramBefore);
        Assert.Equal(read.Except(written), step.InDramBefore);
        Assert.Subset(written, step.NeededAfter);
        Assert.All(step.Operations, operation => Assert.Equal(Pass.Forward, operation.Pass));

        long Words(IEnumerable<int> ids) => ids.Sum(id => (long)step.Tensors[id].Slices * step.Tensors[id].WordsPerSlice);
    }
}
