using CycleSim.Training.Native;
using CycleSim.Workloads.Layers;
using CycleSim.Workloads.Networks;
using static TorchSharp.torch.nn;

namespace CycleSim.Training.Layers;

/// <summary>Transposed convolution.</summary>
internal sealed class TransposedConvolutionTraining : ITrainedLayerKind
{
    public string Type => "conv_transpose";

    public LayerParameters CreateParameters(Layer layer, ulong seed)
    {
        WindowSettings window = WindowSettings.Of(layer);
        long outputs = layer.Output.Channels;
        long taps = (long)window.Rows.Kernel * window.Columns.Kernel;
        // PyTorch counts the second axis of the weight, which of a transposed convolution is that of outputs.
        long fanIn = outputs / window.Groups * taps;
        Tensor weight = Initialisation.Uniform(
            $"{layer.Name}.weight", seed, fanIn, layer.Input.Channels, outputs / window.Groups, window.Rows.Kernel, window.Columns.Kernel);
        return new(weight, layer.Bias ? Initialisation.Uniform($"{layer.Name}.bias", seed, fanIn, outputs) : null);
    }

    // All that is computed, without any padding, and then what the padding leaves of it: sides may differ.
    public Tensor Compute(Layer layer, LayerParameters? own, IReadOnlyList<Tensor> inputs, bool isTraining)
    {
        WindowSettings window = WindowSettings.Of(layer);
        Tensor whole = functional.conv_transpose2d(
            FeatureAxis.Image(inputs[0]), own!.Weight, own.Bias, [window.Rows.Stride, window.Columns.Stride], [0, 0], [0, 0],
            [window.Rows.Dilation, window.Columns.Dilation], window.Groups);
        (int top, int left) = (window.Rows.PadBegin, window.Columns.PadBegin);
        long down = top + layer.Output.Height - whole.shape[2];
        long right = left + layer.Output.Width - whole.shape[3];
        if (down <= 0 && right <= 0)
            return whole.narrow(2, top, layer.Output.Height).narrow(3, left, layer.Output.Width);
        // Rows and columns of the output padding lie beyond all taps, and have the bias alone.
        Tensor bare = own.Bias is null ? whole : whole - own.Bias.reshape(1, -1, 1, 1);
        Tensor padded = functional.pad(bare, [0, Math.Max(0, right), 0, Math.Max(0, down)]);
        padded = padded.narrow(2, top, layer.Output.Height).narrow(3, left, layer.Output.Width);
        return own.Bias is null ? padded : padded.add(own.Bias.reshape(1, -1, 1, 1), Constant.One);
    }
}
