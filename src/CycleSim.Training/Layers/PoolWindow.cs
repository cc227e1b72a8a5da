using CycleSim.Workloads.Layers;
using CycleSim.Workloads.Networks;
using static TorchSharp.torch.nn;

namespace CycleSim.Training.Layers;

/// <summary>The windows of pooling layers, made explicit: an image that all windows fit in completely.</summary>
internal static class PoolWindow
{
    /// <summary>Computes a pooling.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="input">Its input.</param>
    /// <param name="edge">What lies beyond the edges.</param>
    /// <param name="pool">The operation of libtorch: image, window, steps, padding on both sides of each axis.</param>
    internal static Tensor Apply(Layer layer, Tensor input, double edge, Func<Tensor, long[], long[], long[], Tensor> pool)
    {
        Tensor image = FeatureAxis.Image(input);
        WindowSettings window = WindowSettings.Of(layer);
        (long[] kernel, long[] stride) = ([window.Rows.Kernel, window.Columns.Kernel], [window.Rows.Stride, window.Columns.Stride]);
        return window.IsPlain
            ? pool(image, kernel, stride, [layer.Padding, layer.Padding])
            : pool(Seen(layer, image, window.Rows.PadBegin, window.Columns.PadBegin, edge), kernel, stride, [0, 0]);
    }

    /// <summary>An image with all that windows see beyond its edges, and without what none sees.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="image">The image.</param>
    /// <param name="top">Rows above it that windows see.</param>
    /// <param name="left">Columns before it that windows see.</param>
    /// <param name="edge">What lies beyond its edges.</param>
    internal static Tensor Seen(Layer layer, Tensor image, long top, long left, double edge)
    {
        WindowSettings window = WindowSettings.Of(layer);
        long height = (layer.Output.Height - 1L) * window.Rows.Stride + window.Rows.Kernel;
        long width = (layer.Output.Width - 1L) * window.Columns.Stride + window.Columns.Kernel;
        (long down, long right) = (height - top - image.shape[2], width - left - image.shape[3]);
        // Negative numbers cut off what no window sees.
        return functional.pad(image, [left, right, top, down], value: edge);
    }
}
