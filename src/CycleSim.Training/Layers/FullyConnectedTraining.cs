using CycleSim.Workloads.Networks;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace CycleSim.Training.Layers;

/// <summary>Fully connected layer.</summary>
internal sealed class FullyConnectedTraining : ITrainedLayerKind
{
    public string Type => "fc";

    public LayerParameters CreateParameters(Layer layer, ulong seed)
    {
        int outputs = layer.Output.Channels;
        Tensor weight = Initialisation.Weights(layer, seed, isLast: !layer.Relu, outputs, layer.Input.Channels);
        return new(weight, layer.Bias ? torch.zeros(outputs) : null);
    }

    public Tensor Compute(Layer layer, LayerParameters? own, IReadOnlyList<Tensor> inputs, bool isTraining) =>
        functional.linear(inputs[0].flatten(1), own!.Weight, own.Bias);
}
