using CycleSim.Workloads.Networks;

namespace CycleSim.Training.Layers;

/// <summary>Softmax over features.</summary>
internal sealed class SoftmaxTraining : ITrainedLayerKind
{
    public string Type => "softmax";

    public Tensor Compute(Layer layer, LayerParameters? own, IReadOnlyList<Tensor> inputs, bool isTraining) =>
        inputs[0].softmax(layer.Input.IsSequence ? 2 : 1);
}
