using System.Collections.Immutable;
using CycleSim.Configuration.Keys;
using CycleSim.Platform;
using CycleSim.Workloads.Networks;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Layers;

/// <summary>The windows of layers: height first, then width, in keys that have two numbers.</summary>
internal static class WindowKeys
{
    private const string SameUpper = "same_upper";
    private const string SameLower = "same_lower";

    /// <summary>Declares the step of a window.</summary>
    public static Key<ImmutableArray<int>> Stride(KeySet keys, int? fallback = null, string whenMissing = "") => keys.Sizes(
        "stride", "Step of the window, or that along the height and that along the width.", 1, NetworkLimits.Kernel, [2], fallback,
        whenMissing);

    /// <summary>Declares the distance of taps.</summary>
    public static Key<ImmutableArray<int>> Dilation(KeySet keys) => keys.Sizes(
        "dilation", "Distance of two taps, or that along the height and that along the width.", 1, NetworkLimits.Kernel, [2], 1);

    /// <summary>Declares padding that follows from the input.</summary>
    public static Key<string> AutoPad(KeySet keys) => keys.String(
        "auto_pad",
        $"{SameUpper} or {SameLower}: as many zeros as make the output ceil(size / stride), the odd one at the end or at the start.",
        whenMissing: "as padding says");

    /// <summary>The window before padding.</summary>
    public static (AxisWindow Rows, AxisWindow Columns) Read(
        KeyValues keys, ImmutableArray<int> stride, ImmutableArray<int> dilation)
    {
        ImmutableArray<int> kernel = keys.Get(LayerKeys.Kernel);
        return (new(kernel[0], stride[0], dilation[0]), new(kernel[^1], stride[^1], dilation[^1]));
    }

    /// <summary>The window with the zeros that the key "padding" says.</summary>
    /// <exception cref="InputException">There are as many zeros as the window spans, so that it would see nothing else.</exception>
    public static (AxisWindow Rows, AxisWindow Columns) Padded(KeyValues keys, AxisWindow rows, AxisWindow columns)
    {
        ImmutableArray<int> padding = keys.Get(LayerKeys.Padding);
        (int top, int left, int bottom, int right) = padding switch
        {
            [int all] => (all, all, all, all),
            [int vertical, int horizontal] => (vertical, horizontal, vertical, horizontal),
            _ => (padding[0], padding[1], padding[2], padding[3]),
        };
        RequireLess(keys, Math.Max(top, bottom), rows.Span);
        RequireLess(keys, Math.Max(left, right), columns.Span);
        return (rows with { PadBegin = top, PadEnd = bottom }, columns with { PadBegin = left, PadEnd = right });
    }

    /// <summary>The window with the zeros that make ceil(size / stride) steps.</summary>
    /// <exception cref="InputException">The rule is unknown, or padding is given too.</exception>
    public static (AxisWindow Rows, AxisWindow Columns) Automatic(
        KeyValues keys, Key<string> autoPad, AxisWindow rows, AxisWindow columns, FeatureMap input)
    {
        string mode = keys.Get(autoPad);
        if (mode is not (SameUpper or SameLower))
            throw keys.Error(autoPad, $"is unknown; allowed: {SameUpper}, {SameLower}");
        if (keys.Has(LayerKeys.Padding))
            throw keys.Error(LayerKeys.Padding, $"is given together with auto_pad {mode}; allowed: one of them");
        return (rows.Same(input.Height, mode == SameUpper), columns.Same(input.Width, mode == SameUpper));
    }

    /// <summary>Requires that a window fits its padded input.</summary>
    /// <exception cref="InputException">It does not.</exception>
    public static void RequireFit(KeyValues keys, AxisWindow rows, AxisWindow columns, FeatureMap input)
    {
        long height = (long)input.Height + rows.PadBegin + rows.PadEnd;
        long width = (long)input.Width + columns.PadBegin + columns.PadEnd;
        if (rows.Span <= height && columns.Span <= width)
            return;
        string allowed = rows == columns && rows.Dilation == 1 ? $"1 to {Math.Min(height, width)}" : $"a span of at most {height}x{width}";
        string span = rows.Dilation == 1 && columns.Dilation == 1 ? "" : $"spans {rows.Span}x{columns.Span} and ";
        throw keys.Error(LayerKeys.Kernel, $"{span}is larger than its padded input {height}x{width}; allowed: {allowed}");
    }

    private static void RequireLess(KeyValues keys, int padding, long span)
    {
        if (padding >= span)
            throw keys.Error(LayerKeys.Padding, $"is out of range; allowed: 0 to {span - 1}");
    }
}
