using CycleSim.Workloads.Networks;

namespace CycleSim.Training.Layers;

/// <summary>Product of two layers; one pixel or position stands for all.</summary>
internal sealed class MultiplyTraining : ITrainedLayerKind
{
    public string Type => "multiply";

    public Tensor Compute(Layer layer, LayerParameters? own, IReadOnlyList<Tensor> inputs, bool isTraining)
    {
        Tensor[] alike = FeatureAxis.Alike(inputs);
        return alike[0] * alike[1];
    }
}
