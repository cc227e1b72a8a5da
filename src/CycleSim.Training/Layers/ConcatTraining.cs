using CycleSim.Workloads.Networks;
using TorchSharp;

namespace CycleSim.Training.Layers;

/// <summary>The channels of several layers, one after the other.</summary>
internal sealed class ConcatTraining : ITrainedLayerKind
{
    public string Type => "concat";

    public Tensor Compute(Layer layer, LayerParameters? own, IReadOnlyList<Tensor> inputs, bool isTraining) =>
        torch.cat(FeatureAxis.Alike(inputs), layer.Output.IsSequence ? 2 : 1);
}
