using CycleSim.Workloads.Networks;
using static TorchSharp.torch.nn;

namespace CycleSim.Training.Layers;

/// <summary>Mean over square windows.</summary>
internal sealed class AveragePoolTraining : ITrainedLayerKind
{
    public string Type => "avg_pool";

    public Tensor Compute(Layer layer, LayerParameters? own, IReadOnlyList<Tensor> inputs, bool isTraining) => functional.avg_pool2d(
        inputs[0], [layer.Kernel, layer.Kernel], [layer.Stride, layer.Stride], [layer.Padding, layer.Padding]);
}
