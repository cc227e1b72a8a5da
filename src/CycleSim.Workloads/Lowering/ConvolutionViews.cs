using System.Collections.Immutable;
using CycleSim.Workloads.Networks;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Lowering;

/// <summary>
/// The addressing rules that make a convolution (or a fully connected layer, a 1x1 convolution of one pixel) a GEMM:
/// im2col for the forward pass and the weight gradient, gather by stride phase for the input gradient.
/// </summary>
internal static class ConvolutionViews
{
    /// <summary>
    /// The windows of a layer. Taps of an input gradient run backwards, so that output pixels ascend in memory. The sum is the same in any
    /// order; the other one was measured on LeNet5, AlexNet, VGG16 and ResNet18 with 0.5, 48 and 384 MiB of SRAM and STT-MRAM: cycles
    /// change by -0.9 % to +1.8 %, in both directions, so neither is faster in general.
    /// </summary>
    internal static WindowViews Of(Layer layer)
    {
        AxisWindow window = new(layer.Kernel, layer.Stride, 1, layer.Padding, layer.Padding);
        return new WindowViews(LocationOf(layer.Input), LocationOf(layer.Output), window, window);
    }

    /// <summary>The words of each pixel, one location for each pixel.</summary>
    internal static ImmutableArray<ImmutableArray<WordRun>> Pixels(FeatureMap map) =>
        [.. Enumerable.Range(0, map.Pixels).Select(pixel => ImmutableArray.Create(new WordRun(0, pixel * map.Channels, map.Channels)))];

    /// <summary>All words of a slice as one location.</summary>
    internal static ImmutableArray<ImmutableArray<WordRun>> WholeSlice(int words) => [[new WordRun(0, 0, words)]];

    /// <summary>The weights of each tap of a phase; one location for each tap, word axis = input channel.</summary>
    internal static ImmutableArray<ImmutableArray<WordRun>> TapWeights(WindowViews.Phase phase, int channels) =>
        [.. phase.Taps.Select(tap => ImmutableArray.Create(new WordRun(0, tap * channels, channels)))];

    private static ImageLocation LocationOf(FeatureMap map) => new(map.Height, map.Width, 0, map.Width * map.Channels, map.Channels);
}
