using CycleSim.Workloads.Networks;

namespace CycleSim.Training.Layers;

/// <summary>One position of a sequence.</summary>
internal sealed class SelectTraining : ITrainedLayerKind
{
    public string Type => "select";

    public Tensor Compute(Layer layer, LayerParameters? own, IReadOnlyList<Tensor> inputs, bool isTraining) =>
        inputs[0].select(1, (int)layer.Settings!);
}
