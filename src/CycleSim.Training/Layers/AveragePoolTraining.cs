using CycleSim.Workloads.Layers;
using CycleSim.Workloads.Networks;
using static TorchSharp.torch.nn;

namespace CycleSim.Training.Layers;

/// <summary>Mean over windows, of which zeros at the edges are part.</summary>
internal sealed class AveragePoolTraining : ITrainedLayerKind
{
    public string Type => "avg_pool";

    public Tensor Compute(Layer layer, LayerParameters? own, IReadOnlyList<Tensor> inputs, bool isTraining)
    {
        if (WindowSettings.Of(layer).IsPlain)
        {
            return functional.avg_pool2d(
                inputs[0], [layer.Kernel, layer.Kernel], [layer.Stride, layer.Stride], [layer.Padding, layer.Padding]);
        }

        (long[] kernel, long[] stride) = PoolWindow.Of(layer);
        return functional.avg_pool2d(PoolWindow.Padded(inputs[0], layer, 0), kernel, stride);
    }
}
