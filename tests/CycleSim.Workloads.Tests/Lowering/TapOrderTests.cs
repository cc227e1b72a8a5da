using CycleSim.Configuration.Json;
using CycleSim.Workloads.Files;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Workloads.Tests.Lowering;

/// <summary>Kernel taps of an input gradient descend, so that the output pixels they gather ascend in memory.</summary>
public class TapOrderTests
{
    [Fact]
    public void Stride_one_visits_the_kernel_backwards_and_the_errors_forwards()
    {
        GemmOperation gemm = Assert.Single(InputGradients(stride: 1));
        Assert.Equal("igrad", gemm.Part);
        Assert.Equal([16, 14, 12, 10, 8, 6, 4, 2, 0], gemm.Columns.Locations.Select(tap => tap.Single().Word));
        // The pixel in the middle of four rows of four gathers three rows of three errors.
        Assert.Equal([new WordRun(0, 0, 3), new WordRun(3, 4, 3), new WordRun(6, 8, 3)], gemm.Rows.Locations[5].ToArray());
        // At the corner the taps that reach outside have no words.
        Assert.Equal([new WordRun(4, 0, 2), new WordRun(7, 4, 2)], gemm.Rows.Locations[0].ToArray());
    }

    [Theory]
    [InlineData("igrad.ph00", 8)]
    [InlineData("igrad.ph01", 10, 6)]
    [InlineData("igrad.ph10", 14, 2)]
    [InlineData("igrad.ph11", 16, 12, 4, 0)]
    public void Each_phase_of_a_strided_convolution_visits_its_taps_backwards(string part, params int[] words)
    {
        GemmOperation gemm = InputGradients(stride: 2).Single(gemm => gemm.Part == part);
        Assert.Equal(words, gemm.Columns.Locations.Select(tap => tap.Single().Word));
    }

    [Fact]
    public void The_errors_of_a_strided_phase_ascend()
    {
        GemmOperation gemm = InputGradients(stride: 2).Single(gemm => gemm.Part == "igrad.ph11");
        // Pixel (1, 1) lies under the windows of outputs (0, 0) to (1, 1).
        Assert.Equal([new WordRun(0, 0, 4)], gemm.Rows.Locations[0].ToArray());
    }

    /// <summary>Of a 3x3 convolution of two channels of 4x4 to one.</summary>
    private static IEnumerable<GemmOperation> InputGradients(int stride)
    {
        string text = $$"""
            {"name": "n", "description": "a net", "source": "a book", "input": {"channels": 1, "height": 4, "width": 4},
             "classes": 10, "layers": [
            {"name": "first", "type": "conv", "out_channels": 2, "kernel": 1},
            {"name": "second", "type": "conv", "out_channels": 1, "kernel": 3, "stride": {{stride}}, "padding": 1},
            {"name": "fc", "type": "fc", "out_features": 10}, {"name": "loss", "type": "softmax_loss"}]}
            """;
        return TrainingStepLowering.Lower(NetworkLoader.Read(ConfigDocument.Parse(text, "n.json")), 1).Operations.OfType<GemmOperation>()
            .Where(gemm => gemm.Layer.Name == "second" && gemm.Pass == Pass.InputGradient);
    }
}
