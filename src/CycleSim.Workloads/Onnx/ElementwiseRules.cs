using System.Collections.Immutable;

namespace CycleSim.Workloads.Onnx;

/// <summary>Operators that work on each element by itself, with broadcasting.</summary>
internal static class ElementwiseRules
{
    /// <summary>One input, one result of its shape; contents are not computed.</summary>
    public static InferOperator Unary { get; } = call => [call.Result(call[0].Type, call[0].Shape)];

    /// <summary>One input, one result of its shape.</summary>
    /// <param name="function">The function of an element.</param>
    public static InferOperator UnaryOf(Func<double, double> function) => call =>
    {
        OnnxValue input = call[0];
        return [call.Fold(input.Type, input.Shape, () => [.. input.Numbers!.Value.Select(function)])];
    };

    /// <summary>Two inputs of one type, one result of that type.</summary>
    /// <param name="function">The function of two elements.</param>
    public static InferOperator BinaryOf(Func<double, double, double> function) => call =>
        [Binary(call, SameType(call), function)];

    /// <summary>Any number of inputs of one type, e.g. Max.</summary>
    /// <param name="function">Joins two elements; null if contents are not computed.</param>
    public static InferOperator ManyOf(Func<double, double, double>? function) => call =>
    {
        OnnxElementType type = SameType(call);
        ImmutableArray<OnnxValue> inputs = [.. call.Inputs.Select((_, index) => call[index])];
        ImmutableArray<long> shape = Broadcasting.Common(call, inputs);
        if (function is null)
            return [call.Result(type, shape)];
        return
        [
            call.Fold(type, shape, () => inputs.Select(input => Broadcasting.Repeat(input, shape))
                .Aggregate((a, b) => [.. a.Zip(b, function)])),
        ];
    };

    /// <summary>Two inputs of one type, one result that is true or false.</summary>
    /// <param name="function">The comparison.</param>
    public static InferOperator ComparisonOf(Func<double, double, bool> function) => call =>
    {
        SameType(call);
        return [Binary(call, OnnxElementType.Bool, (a, b) => function(a, b) ? 1 : 0)];
    };

    /// <summary>Division; that of integers drops the rest.</summary>
    public static IReadOnlyList<OnnxTensor> Divide(OperatorCall call)
    {
        OnnxElementType type = SameType(call);
        if (type != OnnxElementType.Integer)
            return [Binary(call, type, (a, b) => a / b)];
        bool hasZero = call[1].Numbers is { } divisors && divisors.Contains(0);
        return hasZero ? throw call.Error("divides an integer by 0") : [Binary(call, type, (a, b) => Math.Truncate(a / b))];
    }

    /// <summary>The rest of a division: with the sign of the divisor, or of the dividend if fmod is set.</summary>
    public static IReadOnlyList<OnnxTensor> Modulo(OperatorCall call)
    {
        OnnxElementType type = SameType(call);
        if (type == OnnxElementType.Integer && call[1].Numbers is { } divisors && divisors.Contains(0))
            throw call.Error("divides an integer by 0");
        return [Binary(call, type, call.Node.Int("fmod", 0) != 0 ? (a, b) => a % b : (a, b) => a - b * Math.Floor(a / b))];
    }

    /// <summary>A power; the exponent may be of another type.</summary>
    public static IReadOnlyList<OnnxTensor> Power(OperatorCall call)
    {
        OnnxElementType type = call[0].Type;
        return [Binary(call, type, (a, b) => Whole(type, Math.Pow(a, b)))];
    }

    /// <summary>Elements of the second input where the first is true, else of the third.</summary>
    public static IReadOnlyList<OnnxTensor> Where(OperatorCall call)
    {
        (OnnxValue condition, OnnxValue a, OnnxValue b) = (call[0], call[1], call[2]);
        CheckTypes(call, [a, b]);
        if (condition.Type != OnnxElementType.Bool)
            throw call.Error($"condition {OperatorCall.Describe(condition)} is of type {condition.Type}; needed: {OnnxElementType.Bool}");
        ImmutableArray<long> shape = Broadcasting.Common(call, [condition, a, b]);
        return
        [
            call.Fold(a.Type, shape, () => [.. Broadcasting.Repeat(condition, shape)
                .Zip(Broadcasting.Repeat(a, shape), Broadcasting.Repeat(b, shape)).Select(e => e.First != 0 ? e.Second : e.Third)]),
        ];
    }

    /// <summary>Bounds are scalars.</summary>
    public static IReadOnlyList<OnnxTensor> Clip(OperatorCall call)
    {
        for (int index = 1; index < call.Inputs.Count; index++)
            if (call.Optional(index) is { } bound && ShapeArithmetic.Elements(bound.Shape) != 1)
                throw call.Error($"bound {OperatorCall.Describe(bound)} is no scalar; needed: a scalar");
        return
        [
            call.Fold(call[0].Type, call[0].Shape, () =>
            {
                double min = call.Optional(1)?.Numbers?[0] ?? call.Node.Float("min", double.NegativeInfinity);
                double max = call.Optional(2)?.Numbers?[0] ?? call.Node.Float("max", double.PositiveInfinity);
                return [.. call[0].Numbers!.Value.Select(number => Math.Min(Math.Max(number, min), max))];
            }),
        ];
    }

    /// <summary>A slope for each channel, or one for all, that is repeated to the shape of the input.</summary>
    public static IReadOnlyList<OnnxTensor> PRelu(OperatorCall call)
    {
        if (!Broadcasting.Fits(call[1].Shape, call[0].Shape))
            throw call.Error($"slope {OperatorCall.Describe(call[1])} cannot be broadcast to {OperatorCall.Describe(call[0])}");
        return [call.Result(call[0].Type, call[0].Shape)];
    }

    /// <summary>Another type of the elements; fractions are dropped.</summary>
    public static IReadOnlyList<OnnxTensor> Cast(OperatorCall call)
    {
        long to = call.Node.Int("to", TensorFormats.Undefined);
        OnnxElementType type = to is > TensorFormats.Undefined and <= TensorFormats.Int2
            ? TensorFormats.TypeOf((int)to)
            : throw call.Error($"attribute to = {to}: is no element type");
        return [Cast(call, type)];
    }

    /// <summary>The type of the second input.</summary>
    public static IReadOnlyList<OnnxTensor> CastLike(OperatorCall call) => [Cast(call, call[1].Type)];

    /// <summary>The data, and a mask of its shape.</summary>
    public static IReadOnlyList<OnnxTensor> Dropout(OperatorCall call)
    {
        OnnxValue input = call[0];
        return [call.Result(input.Type, input.Shape), call.Result(OnnxElementType.Bool, input.Shape)];
    }

    private static OnnxTensor Cast(OperatorCall call, OnnxElementType type)
    {
        OnnxValue input = call[0];
        if (input.Numbers is not { } numbers || type == OnnxElementType.Other)
            return call.Result(type, input.Shape);

        // Whether a second input is known does not matter: its type alone counts.
        return call.Known(type, input.Shape, () => [.. numbers.Select(number => Whole(type, number))]);
    }

    private static OnnxTensor Binary(OperatorCall call, OnnxElementType type, Func<double, double, double> function)
    {
        ImmutableArray<long> shape = Broadcasting.Common(call, [call[0], call[1]]);
        return call.Fold(
            type, shape, () => [.. Broadcasting.Repeat(call[0], shape).Zip(Broadcasting.Repeat(call[1], shape), function)]);
    }

    private static OnnxElementType SameType(OperatorCall call)
    {
        OnnxValue[] inputs = [.. call.Inputs.Select((_, index) => call[index])];
        CheckTypes(call, inputs);
        return inputs[0].Type;
    }

    private static void CheckTypes(OperatorCall call, OnnxValue[] inputs)
    {
        if (inputs.FirstOrDefault(input => input.Type != inputs[0].Type) is { } other)
        {
            throw call.Error(
                $"input {OperatorCall.Describe(other)} is of type {other.Type}, {OperatorCall.Describe(inputs[0])} of type "
                    + $"{inputs[0].Type}; needed: one type");
        }
    }

    private static double Whole(OnnxElementType type, double number) => type switch
    {
        OnnxElementType.Integer => double.IsNaN(number) ? 0 : Math.Truncate(number),
        OnnxElementType.Bool => number != 0 ? 1 : 0,
        _ => number,
    };
}
