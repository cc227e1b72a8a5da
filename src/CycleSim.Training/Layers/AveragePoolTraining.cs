using CycleSim.Workloads.Layers;
using CycleSim.Workloads.Networks;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace CycleSim.Training.Layers;

/// <summary>Mean over windows, of which zeros at the edges are part unless the layer leaves them out.</summary>
internal sealed class AveragePoolTraining : ITrainedLayerKind
{
    public string Type => "avg_pool";

    public Tensor Compute(Layer layer, LayerParameters? own, IReadOnlyList<Tensor> inputs, bool isTraining) =>
        WindowSettings.Of(layer).CountIncludePad
            ? Mean(layer, inputs[0])
            : Mean(layer, inputs[0]) / Mean(layer, torch.ones_like(inputs[0])); // by the share of each window that is no zero at an edge

    private static Tensor Mean(Layer layer, Tensor input) => PoolWindow.Apply(
        layer, input, 0, (image, kernel, stride, padding) => functional.avg_pool2d(image, kernel, stride, padding));
}
