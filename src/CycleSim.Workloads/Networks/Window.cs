using CycleSim.Configuration.Keys;

namespace CycleSim.Workloads.Networks;

/// <summary>A square window that slides over a zero-padded feature map.</summary>
/// <param name="Kernel">Edge of the window, at least 1.</param>
/// <param name="Stride">Step in both directions, at least 1.</param>
/// <param name="Padding">Zeros on every side, fewer than the kernel has rows.</param>
internal readonly record struct Window(int Kernel, int Stride, int Padding)
{
    /// <summary>Reads kernel and padding of a layer and checks that the window fits its input.</summary>
    /// <param name="keys">The layer.</param>
    /// <param name="stride">Its stride.</param>
    /// <param name="input">Shape of its input.</param>
    public static Window Read(KeyValues keys, int stride, FeatureMap input)
    {
        int kernel = keys.Get(LayerKeys.Kernel);

        // More padding would give windows that see nothing but zeros.
        int padding = keys.Within(LayerKeys.Padding, 0, kernel - 1);
        int fits = Math.Min(input.Height, input.Width) + 2 * padding;
        return kernel <= fits
            ? new(kernel, stride, padding)
            : throw keys.Error(
                LayerKeys.Kernel,
                $"is larger than its padded input {input.Height + 2 * padding}x{input.Width + 2 * padding}; allowed: 1 to {fits}");
    }

    /// <summary>
    /// A layer over whose input the window slides, with some output channels; windows that would not fit completely are left out, as in
    /// PyTorch.
    /// </summary>
    public Layer Slide(Layer layer, int channels) => layer with
    {
        Output = new(channels, Steps(layer.Input.Height), Steps(layer.Input.Width)),
        Kernel = Kernel,
        Stride = Stride,
        Padding = Padding,
    };

    private int Steps(int edge) => (edge + 2 * Padding - Kernel) / Stride + 1;
}
