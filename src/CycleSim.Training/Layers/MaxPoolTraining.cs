using CycleSim.Workloads.Networks;
using static TorchSharp.torch.nn;

namespace CycleSim.Training.Layers;

/// <summary>Maximum over windows.</summary>
internal sealed class MaxPoolTraining : ITrainedLayerKind
{
    public string Type => "max_pool";

    public Tensor Compute(Layer layer, LayerParameters? own, IReadOnlyList<Tensor> inputs, bool isTraining) =>
        PoolWindow.Apply(
            layer, inputs[0], double.NegativeInfinity,
            (image, kernel, stride, padding) => functional.max_pool2d(image, kernel, stride, padding));
}
