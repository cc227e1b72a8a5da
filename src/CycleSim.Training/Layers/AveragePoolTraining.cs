using CycleSim.Workloads.Layers;
using CycleSim.Workloads.Networks;
using CycleSim.Workloads.Shapes;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace CycleSim.Training.Layers;

/// <summary>
/// Mean over windows, of which zeros at the edges are part unless the layer leaves them out. What a last window sees beyond these zeros is
/// never part of the mean.
/// </summary>
internal sealed class AveragePoolTraining : ITrainedLayerKind
{
    public string Type => "avg_pool";

    public Tensor Compute(Layer layer, LayerParameters? own, IReadOnlyList<Tensor> inputs, bool isTraining)
    {
        WindowSettings window = WindowSettings.Of(layer);
        Tensor means = Mean(layer, inputs[0]);
        if (window.CountIncludePad && !window.CeilMode)
            return means;
        // What a window sees is the same in all images and channels.
        Tensor counted = torch.ones([1, 1, layer.Input.Height, layer.Input.Width], means.dtype, means.device);
        return means / (window.CountIncludePad ? MeanOfPadded(layer, window, counted) : Mean(layer, counted));
    }

    private static Tensor Mean(Layer layer, Tensor input) => PoolWindow.Apply(
        layer, input, 0, (image, kernel, stride, padding) => functional.avg_pool2d(image, kernel, stride, padding));

    // The share of each window that is image or declared zeros.
    private static Tensor MeanOfPadded(Layer layer, WindowSettings window, Tensor ones)
    {
        (AxisWindow rows, AxisWindow columns) = (window.Rows, window.Columns);
        Tensor declared = functional.pad(ones, [columns.PadBegin, columns.PadEnd, rows.PadBegin, rows.PadEnd], value: 1);
        return functional.avg_pool2d(
            PoolWindow.Seen(layer, declared, 0, 0, 0), [rows.Kernel, columns.Kernel], [rows.Stride, columns.Stride]);
    }
}
