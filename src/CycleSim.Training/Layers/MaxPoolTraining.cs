using CycleSim.Workloads.Layers;
using CycleSim.Workloads.Networks;
using static TorchSharp.torch.nn;

namespace CycleSim.Training.Layers;

/// <summary>Maximum over windows.</summary>
internal sealed class MaxPoolTraining : ITrainedLayerKind
{
    public string Type => "max_pool";

    public Tensor Compute(Layer layer, LayerParameters? own, IReadOnlyList<Tensor> inputs, bool isTraining)
    {
        if (WindowSettings.Of(layer).IsPlain)
        {
            return functional.max_pool2d(
                inputs[0], [layer.Kernel, layer.Kernel], [layer.Stride, layer.Stride], [layer.Padding, layer.Padding]);
        }

        (long[] kernel, long[] stride) = PoolWindow.Of(layer);
        return functional.max_pool2d(PoolWindow.Padded(inputs[0], layer, double.NegativeInfinity), kernel, stride);
    }
}
