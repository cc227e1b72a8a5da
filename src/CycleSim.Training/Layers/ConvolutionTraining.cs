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
        Tensor weight = torch.tensor(
            Initialisation.Weights(layer, seed, isLast: false), [outputs, layer.Input.Channels, layer.Kernel, layer.Kernel]);
        return new(weight, layer.Bias ? torch.zeros(outputs) : null);
    }

    public Tensor Compute(Layer layer, LayerParameters? own, IReadOnlyList<Tensor> inputs, bool isTraining) =>
        functional.conv2d(inputs[0], own!.Weight, own.Bias, [layer.Stride, layer.Stride], [layer.Padding, layer.Padding]);
}
