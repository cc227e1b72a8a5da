using CycleSim.Workloads.Layers;
using CycleSim.Workloads.Networks;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace CycleSim.Training.Layers;

/// <summary>Two-dimensional convolution.</summary>
internal sealed class ConvolutionTraining : ITrainedLayerKind
{
    public string Type => "conv";

    public LayerParameters CreateParameters(Layer layer, ulong seed)
    {
        int outputs = layer.Output.Channels;
        WindowSettings window = WindowSettings.Of(layer);
        Tensor weight = Initialisation.Weights(
            layer, seed, isLast: false, outputs, layer.Input.Channels / window.Groups, window.Rows.Kernel, window.Columns.Kernel);
        return new(weight, layer.Bias ? torch.zeros(outputs) : null);
    }

    public Tensor Compute(Layer layer, LayerParameters? own, IReadOnlyList<Tensor> inputs, bool isTraining)
    {
        WindowSettings window = WindowSettings.Of(layer);
        (Tensor image, long[] padding) = WindowPadding.Split(FeatureAxis.Image(inputs[0]), window);
        return functional.conv2d(
            image, own!.Weight, own.Bias, [window.Rows.Stride, window.Columns.Stride], padding,
            [window.Rows.Dilation, window.Columns.Dilation], window.Groups);
    }
}
