using CycleSim.Workloads.Networks;
using static TorchSharp.torch.nn;

namespace CycleSim.Training.Layers;

/// <summary>Maximum over square windows.</summary>
internal sealed class MaxPoolTraining : ITrainedLayerKind
{
    public string Type => "max_pool";

    public Tensor Compute(Layer layer, LayerParameters? own, IReadOnlyList<Tensor> inputs, bool isTraining) => functional.max_pool2d(
        inputs[0], [layer.Kernel, layer.Kernel], [layer.Stride, layer.Stride], [layer.Padding, layer.Padding]);
}
