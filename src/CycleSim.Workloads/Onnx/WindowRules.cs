using System.Collections.Immutable;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Onnx;

/// <summary>Convolutions and pooling.</summary>
internal static class WindowRules
{
    /// <summary>Batch and channels stand before the spatial axes.</summary>
    private const int FirstSpatial = 2;

    /// <summary>A convolution; weights are [outputs, channels of a group, kernel].</summary>
    public static IReadOnlyList<OnnxTensor> Convolution(OperatorCall call)
    {
        (OnnxValue input, OnnxValue weight, long groups) = ReadWeighted(call);
        long outputs = weight.Shape[0];
        if (input.Shape[1] % groups != 0 || input.Shape[1] / groups != weight.Shape[1])
        {
            throw call.Error(
                $"weights {OperatorCall.Describe(weight)} take {weight.Shape[1]} channels in each of {groups} groups, but the input "
                    + $"{OperatorCall.Describe(input)} has {input.Shape[1]} channels; needed: {weight.Shape[1]} x {groups}");
        }

        if (outputs % groups != 0)
            throw call.Error($"{groups} groups do not divide {outputs} output channels");
        CheckVector(call, 2, outputs, "bias");
        ImmutableArray<FittedWindow> axes = Windows.Of(call.Node, Spatial(input), Spatial(weight));
        return [call.Result(input.Type, [input.Shape[0], outputs, .. axes.Select(axis => axis.Output)])];
    }

    /// <summary>A transposed convolution; weights are [channels, outputs of a group, kernel].</summary>
    public static IReadOnlyList<OnnxTensor> TransposedConvolution(OperatorCall call)
    {
        (OnnxValue input, OnnxValue weight, long groups) = ReadWeighted(call);
        if (weight.Shape[0] != input.Shape[1])
        {
            throw call.Error(
                $"weights {OperatorCall.Describe(weight)} take {weight.Shape[0]} channels, but the input {OperatorCall.Describe(input)} "
                    + $"has {input.Shape[1]} channels");
        }

        if (input.Shape[1] % groups != 0)
            throw call.Error($"{groups} groups do not divide {input.Shape[1]} input channels");
        long outputs = weight.Shape[1] * groups;
        CheckVector(call, 2, outputs, "bias");
        ImmutableArray<FittedWindow> axes = Windows.OfTransposed(call.Node, Spatial(input), Spatial(weight));
        return [call.Result(input.Type, [input.Shape[0], outputs, .. axes.Select(axis => axis.Output)])];
    }

    /// <summary>Pooling, with the positions of the maxima as a second result.</summary>
    public static IReadOnlyList<OnnxTensor> Pool(OperatorCall call)
    {
        OnnxValue input = call.WithRank(0, FirstSpatial + 1);
        ImmutableArray<long> kernel = call.Node.Ints("kernel_shape");
        if (kernel.IsDefault)
            throw call.Error("attribute kernel_shape is missing");
        foreach (long size in kernel)
            if (size is < 1 or > OnnxLimits.Step)
                throw call.Error($"kernel_shape = {string.Join(",", kernel)}: is out of range; allowed: 1 to {OnnxLimits.Step}");
        ImmutableArray<FittedWindow> axes = Windows.Of(call.Node, Spatial(input), kernel.AsSpan());

        // More padding would give windows that see nothing but padding.
        foreach (AxisWindow window in axes.Select(axis => axis.Window))
            if (Math.Max(window.PadBegin, window.PadEnd) >= window.Span)
                throw call.Error($"pads {window.PadBegin} and {window.PadEnd} are not smaller than the window of {window.Span}");
        ImmutableArray<long> shape = [input.Shape[0], input.Shape[1], .. axes.Select(axis => axis.Output)];
        OnnxTensor result = call.Result(input.Type, shape);
        return call.Node.Operator == "MaxPool" ? [result, call.Result(OnnxElementType.Integer, shape)] : [result];
    }

    /// <summary>One value for each channel.</summary>
    public static IReadOnlyList<OnnxTensor> GlobalPool(OperatorCall call)
    {
        OnnxValue input = call.WithRank(0, FirstSpatial + 1);
        return [call.Result(input.Type, input.Shape.Select((size, axis) => axis < FirstSpatial ? size : 1))];
    }

    /// <summary>Checks a vector with one number for each channel.</summary>
    public static void CheckVector(OperatorCall call, int index, long channels, string what)
    {
        if (call.Optional(index) is { } vector && !vector.Shape.SequenceEqual([channels]))
            throw call.Error($"{what} {OperatorCall.Describe(vector)} does not fit {channels} channels; needed: a vector of {channels}");
    }

    private static (OnnxValue Input, OnnxValue Weight, long Groups) ReadWeighted(OperatorCall call)
    {
        (OnnxValue input, OnnxValue weight) = (call.WithRank(0, FirstSpatial + 1), call[1]);
        if (weight.Shape.Length != input.Shape.Length)
        {
            throw call.Error(
                $"weights {OperatorCall.Describe(weight)} have {weight.Shape.Length} dimensions, the input {OperatorCall.Describe(input)} "
                    + $"has {input.Shape.Length}");
        }

        if (weight.Shape.Any(size => size < 1))
            throw call.Error($"weights {OperatorCall.Describe(weight)} have no elements");
        long groups = call.Node.Int("group", 1);
        if (groups < 1 || groups > input.Shape[1])
            throw call.Error($"group = {groups}: is out of range; allowed: 1 to {input.Shape[1]}");
        ImmutableArray<long> kernel = call.Node.Ints("kernel_shape");
        if (!kernel.IsDefaultOrEmpty && !kernel.AsSpan().SequenceEqual(Spatial(weight)))
            throw call.Error($"kernel_shape {string.Join(",", kernel)} is not that of the weights {OperatorCall.Describe(weight)}");
        return (input, weight, groups);
    }

    private static ReadOnlySpan<long> Spatial(OnnxValue value) => value.Shape.AsSpan()[FirstSpatial..];
}
