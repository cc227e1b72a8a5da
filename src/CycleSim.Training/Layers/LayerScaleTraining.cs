using CycleSim.Workloads.Networks;
using TorchSharp;

namespace CycleSim.Training.Layers;

/// <summary>Product with a trained factor for each channel, which starts at one.</summary>
internal sealed class LayerScaleTraining : ITrainedLayerKind
{
    public string Type => "layer_scale";

    public LayerParameters CreateParameters(Layer layer, ulong seed) => new(torch.ones(layer.Output.Channels), null);

    public Tensor Compute(Layer layer, LayerParameters? own, IReadOnlyList<Tensor> inputs, bool isTraining) =>
        inputs[0] * FeatureAxis.Factors(own!.Weight, inputs[0]);
}
