using System.Collections.Immutable;

namespace CycleSim.Workloads.Onnx;

/// <summary>Operators whose results do not depend on data.</summary>
internal static class ConstantRules
{
    /// <summary>A tensor, a number or a list in an attribute.</summary>
    public static IReadOnlyList<OnnxTensor> Constant(OperatorCall call)
    {
        OnnxNode node = call.Node;
        if (node.Tensor("value") is { } tensor)
            return [tensor];
        if (node.Has("value_float"))
            return [Scalar(call, OnnxElementType.Float, node.Float("value_float", 0))];
        if (node.Has("value_int"))
            return [Scalar(call, OnnxElementType.Integer, node.Int("value_int", 0))];
        if (node.Floats("value_floats") is { IsDefault: false } floats)
            return [call.Known(OnnxElementType.Float, [floats.Length], () => [.. floats])];
        if (node.Ints("value_ints") is { IsDefault: false } ints)
            return [call.Known(OnnxElementType.Integer, [ints.Length], () => [.. ints.Select(value => (double)value)])];
        if (node.Attributes.GetValueOrDefault("value_string") is { Kind: OnnxAttributeKind.String })
            return [call.Result(OnnxElementType.Other)];
        if (node.Attributes.GetValueOrDefault("value_strings") is { Kind: OnnxAttributeKind.Strings } texts)
            return [call.Result(OnnxElementType.Other, texts.Texts)];
        throw node.Error("has no value that is known; allowed: value and value_ with float, int or string, or lists of them");
    }

    /// <summary>One number in a shape that the input says.</summary>
    public static IReadOnlyList<OnnxTensor> ConstantOfShape(OperatorCall call)
    {
        ImmutableArray<long> shape = call.Integers(0, "shape");
        OnnxTensor? value = call.Node.Tensor("value");
        if (value is not null && ShapeArithmetic.Elements(value.Shape) != 1)
            throw call.Error($"value has the shape {OnnxText.Shape(value.Shape)}; needed: one number");
        double? number = value is null ? 0 : value.Numbers?[0];
        return
        [
            call.Known(
                value?.Type ?? OnnxElementType.Float,
                shape,
                () => number is { } known ? [.. Enumerable.Repeat(known, (int)ShapeArithmetic.Elements(shape))] : null),
        ];
    }

    /// <summary>The shape of the input, or a range of it.</summary>
    public static IReadOnlyList<OnnxTensor> Shape(OperatorCall call)
    {
        ImmutableArray<long> shape = call[0].Shape;
        int start = Bound(call.Node.Int("start", 0), shape.Length);
        int end = Math.Max(start, Bound(call.Node.Int("end", shape.Length), shape.Length));
        return [call.Known(OnnxElementType.Integer, [end - start], () => [.. shape[start..end].Select(size => (double)size)])];
    }

    /// <summary>The number of elements of the input.</summary>
    public static IReadOnlyList<OnnxTensor> Size(OperatorCall call) =>
        [Scalar(call, OnnxElementType.Integer, ShapeArithmetic.Elements(call[0].Shape))];

    /// <summary>Numbers from a start to a limit.</summary>
    public static IReadOnlyList<OnnxTensor> Range(OperatorCall call)
    {
        (double start, double limit, double delta) = (Number(call, 0, "start"), Number(call, 1, "limit"), Number(call, 2, "delta"));
        double count = Math.Max(0, Math.Ceiling((limit - start) / delta));
        if (delta == 0 || !double.IsFinite(count) || count > OnnxLimits.Elements)
            throw call.Error($"a range from {start} to {limit} in steps of {delta} has no accepted length");
        return
        [
            call.Known(call[0].Type, [(long)count], () => [.. Enumerable.Range(0, (int)count).Select(index => start + index * delta)]),
        ];
    }

    private static double Number(OperatorCall call, int index, string what) => call.Content(call[index], what) is [var number]
        ? number
        : throw call.Error($"{what} {OperatorCall.Describe(call[index])} is no scalar");

    private static OnnxTensor Scalar(OperatorCall call, OnnxElementType type, double number) => call.Known(type, [], () => [number]);

    private static int Bound(long bound, int rank) => (int)Math.Clamp(bound < 0 ? bound + rank : bound, 0, rank);
}
