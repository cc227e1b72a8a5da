using CycleSim.Workloads.Networks;

namespace CycleSim.Training.Layers;

/// <summary>Maximum or mean of each channel of an image.</summary>
/// <param name="isMax">Maximum rather than mean.</param>
internal sealed class GlobalPoolTraining(bool isMax) : ITrainedLayerKind
{
    public string Type => isMax ? "global_max_pool" : "global_avg_pool";

    public Tensor Compute(Layer layer, LayerParameters? own, IReadOnlyList<Tensor> inputs, bool isTraining)
    {
        Tensor image = FeatureAxis.Image(inputs[0]);
        return isMax ? image.amax([2L, 3], keepdim: true) : image.mean([2L, 3], keepdim: true);
    }
}
