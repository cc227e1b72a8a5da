using CycleSim.Workloads.Networks;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Layers;

/// <summary>The window of a convolution or pooling as its layer has it.</summary>
/// <param name="Rows">Along the height.</param>
/// <param name="Columns">Along the width.</param>
/// <param name="Groups">Groups of channels.</param>
/// <param name="CeilMode">Whether a last window that does not fit completely counts.</param>
/// <param name="CountIncludePad">Whether zeros at the edges are part of a mean.</param>
public sealed record WindowSettings(AxisWindow Rows, AxisWindow Columns, int Groups, bool CeilMode = false, bool CountIncludePad = true)
{
    /// <summary>
    /// Whether a layer's own properties say all of it: the window is square, without dilation, equally padded on all sides, all channels
    /// are one group, and a mean counts what it pads.
    /// </summary>
    public bool IsPlain =>
        Rows == Columns && Rows.Dilation == 1 && Rows.PadBegin == Rows.PadEnd && Groups == 1 && !CeilMode && CountIncludePad;

    /// <summary>The window of a layer.</summary>
    /// <param name="layer">A convolution or pooling.</param>
    public static WindowSettings Of(Layer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        if (layer.Settings is WindowSettings settings)
            return settings;
        AxisWindow window = new(layer.Kernel, layer.Stride, 1, layer.Padding, layer.Padding);
        return new WindowSettings(window, window, 1);
    }
}
