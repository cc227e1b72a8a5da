using CycleSim.Workloads.Networks;

namespace CycleSim.Training.Layers;

/// <summary>Some of the channels of a layer.</summary>
internal sealed class SliceTraining : ITrainedLayerKind
{
    public string Type => "slice";

    public Tensor Compute(Layer layer, LayerParameters? own, IReadOnlyList<Tensor> inputs, bool isTraining) =>
        inputs[0].narrow(layer.Input.IsSequence ? 2 : 1, (int)layer.Settings!, layer.Output.Channels);
}
