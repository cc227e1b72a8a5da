using System.Collections.Immutable;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Networks;

namespace CycleSim.Workloads.Layers;

/// <summary>What convolutions and fully connected layers have in common: weights, and the GEMMs of the three passes.</summary>
internal static class WeightedSum
{
    private const string Weight = "weight";
    private const string Bias = "bias";

    internal static long Parameters(Layer layer) =>
        (long)layer.Output.Channels * layer.Input.Channels * layer.Kernel * layer.Kernel + (layer.Bias ? layer.Output.Channels : 0);

    internal static long MacsPerImage(Layer layer) => layer.Output.Words * layer.Input.Channels * layer.Kernel * layer.Kernel;

    internal static void Forward(Layer layer, StepBuilder step)
    {
        int depth = layer.Input.Channels * layer.Kernel * layer.Kernel;
        TensorSpec input = step.OutputOf(layer.Inputs[0]);
        TensorSpec weights = step.CreateWeights(layer, Weight, layer.Output.Channels, depth);
        TensorSpec? bias = layer.Bias ? step.CreateWeights(layer, Bias, 1, layer.Output.Channels) : null;
        TensorSpec output = step.CreateOutput(layer);
        step.Add(new GemmOperation(
            $"{layer.Name} fwd", layer, Pass.Forward, "fwd",
            new OperandView(input, LaneAxis.Slices, depth, ConvolutionViews.Of(layer).Gather(layer.Input.Channels)),
            new OperandView(weights, LaneAxis.Slices, depth, ConvolutionViews.WholeSlice(depth)),
            PixelOutput(output, Enumerable.Range(0, layer.Output.Pixels), layer.Output.Channels),
            [], bias, RowSums: null));
    }

    internal static void Backward(Layer layer, StepBuilder step)
    {
        TensorSpec error = step.ErrorOf(layer);
        TensorSpec weights = step.Own(layer, Weight);
        int producer = layer.Inputs[0];
        if (producer != Network.InputIndex)
            InputGradient(layer, step, error, weights);

        int depth = layer.Input.Channels * layer.Kernel * layer.Kernel;
        TensorSpec gradient = step.CreateGradient(layer, weights);
        TensorSpec? bias = layer.Bias ? step.Own(layer, Bias) : null;
        TensorSpec? biasGradient = bias is null ? null : step.CreateGradient(layer, bias);
        step.Add(new GemmOperation(
            $"{layer.Name} wgrad", layer, Pass.WeightGradient, "wgrad",
            new OperandView(error, LaneAxis.Words, layer.Output.Channels, ConvolutionViews.Pixels(layer.Output)),
            new OperandView(step.OutputOf(producer), LaneAxis.Words, depth, ConvolutionViews.Of(layer).Gather(layer.Input.Channels)),
            new GemmOutput(gradient, [0]), [], Bias: null, RowSums: biasGradient));
        step.AddUpdate(layer, weights, gradient);
        if (bias is not null)
            step.AddUpdate(layer, bias, biasGradient!);
    }

    private static void InputGradient(Layer layer, StepBuilder step, TensorSpec error, TensorSpec weights)
    {
        ErrorShare share = step.Contribute(layer.Inputs[0], masksItself: false);
        var untouched = ImmutableArray.CreateBuilder<int>();
        WindowViews windows = ConvolutionViews.Of(layer);
        foreach (WindowViews.Phase phase in windows.Phases("igrad"))
        {
            if (phase.Taps.IsEmpty)
            {
                untouched.AddRange(phase.Pixels);
                continue;
            }

            int channels = layer.Output.Channels;
            step.Add(new GemmOperation(
                $"{layer.Name} {phase.Name}", layer, Pass.InputGradient, phase.Name,
                new OperandView(error, LaneAxis.Slices, phase.Taps.Length * channels, windows.Scatter(phase, channels)),
                new OperandView(weights, LaneAxis.Words, layer.Input.Channels, ConvolutionViews.TapWeights(phase, layer.Input.Channels)),
                PixelOutput(share.Target, phase.Pixels, layer.Input.Channels),
                share.Reads, Bias: null, RowSums: null));
        }

        if (untouched.Count > 0)
            CompleteUntouched(layer, step, share, untouched);
    }

    /// <summary>Pixels that no product reaches still get their value: zero, or the partial sum, under the mask.</summary>
    private static void CompleteUntouched(Layer layer, StepBuilder step, ErrorShare share, ImmutableArray<int>.Builder pixels)
    {
        bool alreadyThere = share.Reads.Length == 1 && share.Reads[0] == share.Target;
        if (alreadyThere)
            return;
        pixels.Sort();
        int channels = layer.Input.Channels;
        ImmutableArray<WordRun> runs = [.. pixels.Select(pixel => new WordRun(0, pixel * channels, channels))];
        step.Add(new VectorOperation(
            $"{layer.Name} igrad.untouched", layer, Pass.InputGradient,
            [.. share.Reads.Select(tensor => new VectorStream(tensor, runs))],
            [new VectorStream(share.Target, runs)]));
    }

    private static GemmOutput PixelOutput(TensorSpec tensor, IEnumerable<int> pixels, int channels) =>
        new(tensor, [.. pixels.Select(pixel => pixel * channels)]);
}
