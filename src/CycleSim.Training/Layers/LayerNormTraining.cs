using CycleSim.Workloads.Networks;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace CycleSim.Training.Layers;

/// <summary>Layer normalisation of the features of each position, or of the channels of each pixel.</summary>
internal sealed class LayerNormTraining : ITrainedLayerKind
{
    public string Type => "layer_norm";

    private const double VarianceFloor = 1e-5;

    public LayerParameters CreateParameters(Layer layer, ulong seed)
    {
        int features = layer.Output.Channels;
        return new(torch.ones(features), torch.zeros(features));
    }

    public Tensor Compute(Layer layer, LayerParameters? own, IReadOnlyList<Tensor> inputs, bool isTraining) =>
        FeatureAxis.Last(inputs[0], values => functional.layer_norm(
            values, [layer.Output.Channels], own!.Weight, own.Bias, VarianceFloor));
}
