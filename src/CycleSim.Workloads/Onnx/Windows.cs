using System.Collections.Immutable;

namespace CycleSim.Workloads.Onnx;

/// <summary>The windows of convolutions and pooling, with their padding resolved.</summary>
internal static class Windows
{
    /// <summary>The windows of a convolution or pooling.</summary>
    /// <param name="node">The node, with strides, dilations, pads, auto_pad and ceil_mode.</param>
    /// <param name="sizes">Spatial sizes of its input.</param>
    /// <param name="kernel">Taps of the window along each axis.</param>
    /// <exception cref="Platform.InputException">A window does not fit.</exception>
    public static ImmutableArray<WindowAxis> Of(OnnxNode node, ReadOnlySpan<long> sizes, ReadOnlySpan<long> kernel)
    {
        WindowAxis[] axes = Read(node, sizes, kernel);
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
    public static ImmutableArray<WindowAxis> OfTransposed(OnnxNode node, ReadOnlySpan<long> sizes, ReadOnlySpan<long> kernel)
    {
        WindowAxis[] axes = Read(node, sizes, kernel);
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

    private static WindowAxis Slide(OnnxNode node, WindowAxis axis, bool isCeil)
    {
        long room = axis.Size + axis.PadBegin + axis.PadEnd - axis.Extent;
        if (room < 0)
        {
            throw node.Error(
                $"a window of {axis.Extent} is larger than its padded input of {axis.Size + axis.PadBegin + axis.PadEnd}");
        }

        long output = (isCeil ? room + axis.Stride - 1 : room) / axis.Stride + 1;

        // A last window that would start in the padding behind sees nothing.
        if (isCeil && (output - 1) * axis.Stride >= axis.Size + axis.PadBegin)
            output--;
        return axis with { Output = output };
    }

    private static WindowAxis Same(WindowAxis axis, string autoPad)
    {
        long output = (axis.Size + axis.Stride - 1) / axis.Stride;
        long total = Math.Max(0, (output - 1) * axis.Stride + axis.Extent - axis.Size);
        long begin = autoPad == "SAME_UPPER" ? total / 2 : total - total / 2;
        return axis with { PadBegin = begin, PadEnd = total - begin, Output = output };
    }

    private static WindowAxis Transpose(OnnxNode node, WindowAxis axis, string autoPad, long outputPadding, long? requested)
    {
        if (outputPadding >= Math.Max(axis.Stride, axis.Dilation))
        {
            throw node.Error(
                $"output_padding = {outputPadding}: is out of range; allowed: less than the stride {axis.Stride} or dilation "
                    + $"{axis.Dilation}");
        }

        long full = axis.Stride * (axis.Size - 1) + outputPadding + axis.Extent;
        if (autoPad.StartsWith("SAME", StringComparison.Ordinal))
            requested ??= axis.Stride * axis.Size;
        if (requested is { } output)
        {
            // Pixels that no window reaches: implementations do not agree on them.
            if (output < 1 || output > full)
                throw node.Error($"an output of the size {output} is needed; allowed: 1 to {full}, which its windows reach");
            long total = full - output;
            long begin = autoPad == "SAME_UPPER" ? total / 2 : total - total / 2;
            return axis with { PadBegin = begin, PadEnd = total - begin, Output = output };
        }

        long size = full - axis.PadBegin - axis.PadEnd;
        return size >= 1
            ? axis with { Output = size }
            : throw node.Error($"pads {axis.PadBegin} and {axis.PadEnd} leave nothing of an output of {full}");
    }

    private static WindowAxis[] Read(OnnxNode node, ReadOnlySpan<long> sizes, ReadOnlySpan<long> kernel)
    {
        int rank = sizes.Length;
        if (kernel.Length != rank)
            throw node.Error($"a window of {kernel.Length} axes slides over {rank}");
        ImmutableArray<long> strides = List(node, "strides", rank, 1, 1);
        ImmutableArray<long> dilations = List(node, "dilations", rank, 1, 1);
        ImmutableArray<long> pads = List(node, "pads", 2 * rank, 0, 0);
        if (AutoPad(node) != "NOTSET" && pads.Any(pad => pad != 0))
            throw node.Error("has both auto_pad and pads; allowed: one of them");
        var axes = new WindowAxis[rank];
        for (int i = 0; i < rank; i++)
        {
            if (kernel[i] < 1)
                throw node.Error($"kernel size {kernel[i]} is out of range; allowed: 1 or more");
            axes[i] = new(sizes[i], kernel[i], strides[i], dilations[i], pads[i], pads[rank + i], 0);
        }

        return axes;
    }

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
