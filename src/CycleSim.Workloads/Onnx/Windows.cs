using System.Collections.Immutable;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Onnx;

/// <summary>The windows of convolutions and pooling, with their padding resolved.</summary>
internal static class Windows
{
    /// <summary>The windows of a convolution or pooling.</summary>
    /// <param name="node">The node, with strides, dilations, pads, auto_pad and ceil_mode.</param>
    /// <param name="sizes">Spatial sizes of its input.</param>
    /// <param name="kernel">Taps of the window along each axis.</param>
    /// <exception cref="Platform.InputException">A window does not fit.</exception>
    public static ImmutableArray<FittedWindow> Of(OnnxNode node, ReadOnlySpan<long> sizes, ReadOnlySpan<long> kernel)
    {
        FittedWindow[] axes = Read(node, sizes, kernel);
        string autoPad = AutoPad(node);
        bool isCeil = node.Int("ceil_mode", 0) != 0;
        for (int i = 0; i < axes.Length; i++)
            axes[i] = autoPad.StartsWith("SAME", StringComparison.Ordinal) ? Same(axes[i], autoPad) : Slide(node, axes[i], isCeil);
        return [.. axes];
    }

    /// <summary>The windows of a transposed convolution: the output is what such windows would have as their input.</summary>
    /// <param name="node">The node, with strides, dilations, pads, auto_pad, output_padding and output_shape.</param>
    /// <param name="sizes">Spatial sizes of its input.</param>
    /// <param name="kernel">Taps of the window along each axis.</param>
    /// <exception cref="Platform.InputException">A window does not fit.</exception>
    public static ImmutableArray<FittedWindow> OfTransposed(OnnxNode node, ReadOnlySpan<long> sizes, ReadOnlySpan<long> kernel)
    {
        FittedWindow[] axes = Read(node, sizes, kernel);
        string autoPad = AutoPad(node);
        ImmutableArray<long> outputPadding = List(node, "output_padding", axes.Length, 0, 0);
        ImmutableArray<long> outputs = node.Ints("output_shape");

        // Some exporters write the whole shape, with batch and channels.
        if (!outputs.IsDefault && outputs.Length == axes.Length + 2)
            outputs = outputs[2..];
        if (!outputs.IsDefault && outputs.Length != axes.Length)
            throw node.Error($"output_shape has {outputs.Length} values; needed: {axes.Length}");
        for (int i = 0; i < axes.Length; i++)
            axes[i] = Transpose(node, axes[i], autoPad, outputPadding[i], outputs.IsDefault ? null : outputs[i]);
        return [.. axes];
    }

    private static FittedWindow Slide(OnnxNode node, FittedWindow axis, bool isCeil)
    {
        AxisWindow window = axis.Window;
        long padded = axis.Input + window.PadBegin + window.PadEnd;
        return window.Span <= padded
            ? axis with { Output = window.Steps(axis.Input, isCeil) }
            : throw node.Error($"a window of {window.Span} is larger than its padded input of {padded}");
    }

    private static FittedWindow Same(FittedWindow axis, string autoPad)
    {
        AxisWindow window = axis.Window.Same(axis.Input, oddAtEnd: autoPad == "SAME_UPPER");
        return axis with { Window = window, Output = window.Steps(axis.Input) };
    }

    private static FittedWindow Transpose(OnnxNode node, FittedWindow axis, string autoPad, long outputPadding, long? requested)
    {
        AxisWindow window = axis.Window;
        if (outputPadding > window.MaxOutputPadding)
        {
            throw node.Error(
                $"output_padding = {outputPadding}: is out of range; allowed: less than the stride {window.Stride} or dilation "
                    + $"{window.Dilation}");
        }

        long full = window.Transposed(axis.Input, outputPadding);
        if (autoPad.StartsWith("SAME", StringComparison.Ordinal))
            requested ??= window.Stride * axis.Input;
        if (requested is { } output)
            return Cut(node, axis, full, output, oddAtEnd: autoPad == "SAME_UPPER");

        long size = full - window.PadBegin - window.PadEnd;
        return size >= 1
            ? axis with { Output = size }
            : throw node.Error($"pads {window.PadBegin} and {window.PadEnd} leave nothing of an output of {full}");
    }

    /// <summary>A transposed window whose padding cuts its full output to a requested one.</summary>
    private static FittedWindow Cut(OnnxNode node, FittedWindow axis, long full, long output, bool oddAtEnd)
    {
        // Pixels that no window reaches: implementations do not agree on them.
        if (output < 1 || output > full)
            throw node.Error($"an output of the size {output} is needed; allowed: 1 to {full}, which its windows reach");
        int total = Fit(node, "pads", full - output);
        return axis with { Window = axis.Window.Padded(total, oddAtEnd), Output = output };
    }

    private static FittedWindow[] Read(OnnxNode node, ReadOnlySpan<long> sizes, ReadOnlySpan<long> kernel)
    {
        int rank = sizes.Length;
        if (kernel.Length != rank)
            throw node.Error($"a window of {kernel.Length} axes slides over {rank}");
        ImmutableArray<long> strides = List(node, "strides", rank, 1, 1);
        ImmutableArray<long> dilations = List(node, "dilations", rank, 1, 1);
        ImmutableArray<long> pads = List(node, "pads", 2 * rank, 0, 0);
        if (AutoPad(node) != "NOTSET" && pads.Any(pad => pad != 0))
            throw node.Error("has both auto_pad and pads; allowed: one of them");
        var axes = new FittedWindow[rank];
        for (int i = 0; i < rank; i++)
        {
            if (kernel[i] < 1)
                throw node.Error($"kernel size {kernel[i]} is out of range; allowed: 1 or more");
            int taps = Fit(node, "a kernel", kernel[i]);
            var window = new AxisWindow(taps, (int)strides[i], (int)dilations[i], (int)pads[i], (int)pads[rank + i]);
            _ = Fit(node, "a window", window.Span);
            axes[i] = new FittedWindow(sizes[i], window, 0);
        }

        return axes;
    }

    /// <summary>A size as a number of 32 bits, which networks have for windows.</summary>
    private static int Fit(OnnxNode node, string what, long size) => size <= int.MaxValue
        ? (int)size
        : throw node.Error($"{what} of {size}: is out of range; allowed: less than 2^31");

    private static ImmutableArray<long> List(OnnxNode node, string name, int count, long fallback, long min)
    {
        ImmutableArray<long> values = node.Ints(name);
        if (values.IsDefaultOrEmpty)
            return [.. Enumerable.Repeat(fallback, count)];
        if (values.Length != count)
            throw node.Error($"{name} has {values.Length} values; needed: {count}");
        foreach (long value in values)
            if (value < min || value > OnnxLimits.Step)
                throw node.Error($"{name} = {string.Join(",", values)}: is out of range; allowed: {min} to {OnnxLimits.Step}");
        return values;
    }

    private static string AutoPad(OnnxNode node) => node.String("auto_pad", "NOTSET") switch
    {
        "" => "NOTSET",
        string known and ("NOTSET" or "SAME_UPPER" or "SAME_LOWER" or "VALID") => known,
        string other => throw node.Error($"auto_pad = {OnnxText.Quote(other)}; allowed: NOTSET, SAME_UPPER, SAME_LOWER, VALID"),
    };
}
