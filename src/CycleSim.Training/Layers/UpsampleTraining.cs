using CycleSim.Workloads.Networks;

namespace CycleSim.Training.Layers;

/// <summary>Each pixel several times in both directions.</summary>
internal sealed class UpsampleTraining : ITrainedLayerKind
{
    public string Type => "upsample";

    public Tensor Compute(Layer layer, LayerParameters? own, IReadOnlyList<Tensor> inputs, bool isTraining)
    {
        int factor = (int)layer.Settings!;
        return FeatureAxis.Image(inputs[0]).repeat_interleave(factor, 2).repeat_interleave(factor, 3);
    }
}
