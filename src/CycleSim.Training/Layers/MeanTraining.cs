using CycleSim.Workloads.Networks;

namespace CycleSim.Training.Layers;

/// <summary>Mean over the positions of a sequence.</summary>
internal sealed class MeanTraining : ITrainedLayerKind
{
    public string Type => "mean";

    public Tensor Compute(Layer layer, LayerParameters? own, IReadOnlyList<Tensor> inputs, bool isTraining) => inputs[0].mean([1L]);
}
