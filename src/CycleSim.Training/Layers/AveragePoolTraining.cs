using CycleSim.Workloads.Networks;
using static TorchSharp.torch.nn;

namespace CycleSim.Training.Layers;

/// <summary>Mean over windows, of which zeros at the edges are part.</summary>
internal sealed class AveragePoolTraining : ITrainedLayerKind
{
    public string Type => "avg_pool";

    public Tensor Compute(Layer layer, LayerParameters? own, IReadOnlyList<Tensor> inputs, bool isTraining) =>
        PoolWindow.Apply(
            layer, inputs[0], 0,
            (image, kernel, stride, padding) => functional.avg_pool2d(image, kernel, stride, padding));
}
