using CycleSim.Workloads.Layers;
using CycleSim.Workloads.Networks;
using static TorchSharp.torch.nn;

namespace CycleSim.Training.Layers;

/// <summary>The windows of pooling layers, made explicit: an image that all windows fit in completely.</summary>
internal static class PoolWindow
{
    /// <summary>The image with all that windows see beyond its edges.</summary>
    /// <param name="image">The image.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="value">What lies there.</param>
    internal static Tensor Padded(Tensor image, Layer layer, double value)
    {
        WindowSettings window = WindowSettings.Of(layer);
        long height = (layer.Output.Height - 1L) * window.Rows.Stride + window.Rows.Kernel;
        long width = (layer.Output.Width - 1L) * window.Columns.Stride + window.Columns.Kernel;
        long down = height - layer.Input.Height - window.Rows.PadBegin;
        long right = width - layer.Input.Width - window.Columns.PadBegin;
        // Negative numbers cut off what no window sees.
        return functional.pad(image, [window.Columns.PadBegin, right, window.Rows.PadBegin, down], value: value);
    }

    /// <summary>Height and width of the window, and its steps.</summary>
    internal static (long[] Kernel, long[] Stride) Of(Layer layer)
    {
        WindowSettings window = WindowSettings.Of(layer);
        return ([window.Rows.Kernel, window.Columns.Kernel], [window.Rows.Stride, window.Columns.Stride]);
    }
}
