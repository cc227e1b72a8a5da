using CycleSim.Workloads.Networks;

namespace CycleSim.Training.Layers;

/// <summary>The pixels of an image as the positions of a sequence.</summary>
internal sealed class ToSequenceTraining : ITrainedLayerKind
{
    public string Type => "to_sequence";

    public Tensor Compute(Layer layer, LayerParameters? own, IReadOnlyList<Tensor> inputs, bool isTraining) =>
        FeatureAxis.Image(inputs[0]).flatten(2).transpose(1, 2);
}
