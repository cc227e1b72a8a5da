using System.Collections.Immutable;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.GraphLowering;

/// <summary>
/// The products of a convolution between its larger and its smaller side, one for each group of channels. Weights are stored in slices,
/// one for each channel of the smaller side.
/// </summary>
/// <param name="step">The step.</param>
/// <param name="rows">Window along the height.</param>
/// <param name="columns">Window along the width.</param>
/// <param name="groups">Groups of channels.</param>
/// <param name="largeChannels">Channels of the larger side.</param>
/// <param name="smallChannels">Channels of the smaller side.</param>
internal sealed class WindowGemms(
    GraphStep step, AxisWindow rows, AxisWindow columns, int groups, int largeChannels, int smallChannels)
{
    private readonly int _large = largeChannels / groups;
    private readonly int _small = smallChannels / groups;

    private int Taps => rows.Kernel * columns.Kernel;

    private int Depth => Taps * _large;

    /// <summary>Each pixel of the smaller side from its window: forward of a convolution, input gradient of a transposed one.</summary>
    public void Gather(
        Pass pass, string part, TensorView large, TensorSpec weights, TensorView small, ImmutableArray<TensorSpec> reads, TensorSpec? bias)
    {
        (ImageLocation from, ImageLocation to) = (LocationOf(large), LocationOf(small));
        var views = new WindowViews(from, to, rows, columns);
        Add(
            pass, part,
            new OperandView(large.Tensor, LaneAxis.Slices, Depth, views.Gather(_large)),
            new OperandView(weights, LaneAxis.Slices, Depth, [[new WordRun(0, 0, Depth)]]) { Slices = new SliceRange(0, _small) },
            new GemmOutput(small.Tensor, PixelsOf(to)), reads, bias, null,
            group => new GemmShift(new(0, group * _large), new(group * _small, 0), new(0, group * _small), group * _small));
    }

    /// <summary>Each pixel of the larger side, by stride phase: input gradient of a convolution, forward of a transposed one.</summary>
    /// <returns>Pixels that no tap reaches.</returns>
    public ImmutableArray<int> Scatter(
        Pass pass, string part, TensorView small, TensorSpec weights, TensorView large, ImmutableArray<TensorSpec> reads, TensorSpec? bias)
    {
        (ImageLocation from, ImageLocation to) = (LocationOf(small), LocationOf(large));
        var views = new WindowViews(to, from, rows, columns);
        var untouched = ImmutableArray.CreateBuilder<int>();
        foreach (WindowViews.Phase phase in views.Phases(part))
        {
            if (phase.Taps.IsEmpty)
            {
                untouched.AddRange(phase.Pixels);
                continue;
            }

            Add(
                pass, phase.Name,
                new OperandView(small.Tensor, LaneAxis.Slices, phase.Taps.Length * _small, views.Scatter(phase, _small)),
                new OperandView(weights, LaneAxis.Words, _large, ConvolutionViews.TapWeights(phase, _large))
                {
                    Slices = new SliceRange(0, _small),
                },
                new GemmOutput(large.Tensor, [.. phase.Pixels.Select(pixel => to.WordOf(pixel))]), reads, bias, null,
                group => new GemmShift(new(0, group * _small), new(group * _small, 0), new(0, group * _large), group * _large));
        }

        return untouched.ToImmutable();
    }

    /// <summary>The gradient of the weights, which adds to that of other layers with the same weights.</summary>
    public void Weights(TensorView small, TensorView large, GraphParameter weights, TensorSpec? rowSums)
    {
        bool isShared = step.HasGradient(weights);
        TensorSpec gradient = step.GradientOf(weights);
        (ImageLocation rowLocation, ImageLocation columnLocation) = (LocationOf(small), LocationOf(large));
        var views = new WindowViews(columnLocation, rowLocation, rows, columns);
        Add(
            Pass.WeightGradient, "wgrad",
            new OperandView(
                small.Tensor, LaneAxis.Words, _small,
                [.. PixelsOf(rowLocation).Select(word => ImmutableArray.Create(new WordRun(0, word, _small)))]),
            new OperandView(large.Tensor, LaneAxis.Words, Depth, views.Gather(_large)),
            new GemmOutput(gradient, [0]) { Slices = new SliceRange(0, _small) }, isShared ? [gradient] : [], null, rowSums,
            group => new GemmShift(new(0, group * _small), new(0, group * _large), new(group * _small, 0), group * _small));
    }

    private void Add(
        Pass pass, string part, OperandView rowOperand, OperandView columnOperand, GemmOutput output, ImmutableArray<TensorSpec> reads,
        TensorSpec? bias, TensorSpec? rowSums, Func<int, GemmShift> shiftOf) =>
        step.AddGemm(
            pass, part,
            new GemmAssembly.Parts(rowOperand, columnOperand, output, [.. Enumerable.Range(1, groups - 1).Select(shiftOf)]),
            reads, bias, rowSums);

    private static ImageLocation LocationOf(TensorView view) => ImageViews.Of(view)
        ?? throw new InvalidOperationException($"{view.Tensor.Name} is no image with its channels side by side");

    private static ImmutableArray<int> PixelsOf(ImageLocation location) =>
        [.. Enumerable.Range(0, location.Pixels).Select(pixel => location.WordOf(pixel))];
}
