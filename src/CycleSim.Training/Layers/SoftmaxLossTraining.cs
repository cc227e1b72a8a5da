using CycleSim.Workloads.Networks;

namespace CycleSim.Training.Layers;

/// <summary>Softmax and cross-entropy loss: hands over the scores, of which the trainer computes loss and gradient at once.</summary>
internal sealed class SoftmaxLossTraining : ITrainedLayerKind
{
    public string Type => "softmax_loss";

    public Tensor Compute(Layer layer, LayerParameters? own, IReadOnlyList<Tensor> inputs, bool isTraining) =>
        layer.Input.IsSequence ? inputs[0].flatten(0, 1) : inputs[0].flatten(1);
}
