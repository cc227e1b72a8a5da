using CycleSim.Training.Layers;
using CycleSim.Workloads.Networks;
using TorchSharp;

namespace CycleSim.Training.Tests;

/// <summary>The counterpart of a test's own kind of layer, for one factor for each channel.</summary>
internal sealed class ScaleTraining : ITrainedLayerKind
{
    public string Type => "scale";

    public LayerParameters CreateParameters(Layer layer, ulong seed) => new(torch.full(layer.Output.Channels, 2f), bias: null);

    public torch.Tensor Compute(Layer layer, LayerParameters? own, IReadOnlyList<torch.Tensor> inputs, bool isTraining) =>
        inputs[0] * own!.Weight.reshape(-1, 1, 1);
}
