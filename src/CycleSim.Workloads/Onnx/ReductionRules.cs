using System.Collections.Immutable;

namespace CycleSim.Workloads.Onnx;

/// <summary>Operators that make one number of all along some axes.</summary>
internal static class ReductionRules
{
    private const int AxesAsInput = 18;
    private const int SumAxesAsInput = 13;

    /// <summary>A reduction.</summary>
    /// <param name="function">The result of all elements that are joined; null if contents are not computed.</param>
    public static InferOperator Of(Func<IEnumerable<double>, double>? function) => call =>
    {
        OnnxValue input = call[0];
        ImmutableArray<int> axes = ReadAxes(call, input.Shape.Length);
        bool keeps = call.Node.Int("keepdims", 1) != 0;
        ImmutableArray<long> kept = [.. input.Shape.Select((size, axis) => axes.Contains(axis) ? 1 : size)];
        IEnumerable<long> shape = keeps ? kept : input.Shape.Where((_, axis) => !axes.Contains(axis));
        return function is null || ShapeArithmetic.Elements(input.Shape) == 0
            ? [call.Result(input.Type, shape)]
            : [call.Fold(input.Type, shape, () => Join(input, kept, function))];
    };

    /// <summary>The index of the max or min along an axis.</summary>
    public static IReadOnlyList<OnnxTensor> IndexOfExtreme(OperatorCall call)
    {
        OnnxValue input = call.WithRank(0, 1);
        int reduced = call.Axis(call.Node.Int("axis", 0), input.Shape.Length);
        bool keeps = call.Node.Int("keepdims", 1) != 0;
        return
        [
            call.Result(
                OnnxElementType.Integer,
                keeps ? input.Shape.SetItem(reduced, 1) : input.Shape.RemoveAt(reduced)),
        ];
    }

    /// <summary>The max or min values along an axis, and their indices.</summary>
    public static IReadOnlyList<OnnxTensor> TopK(OperatorCall call)
    {
        const int CountAsInput = 10;
        OnnxValue input = call.WithRank(0, 1);
        int axis = call.Axis(call.Node.Int("axis", -1), input.Shape.Length);
        long count = call.Opset < CountAsInput
            ? call.Node.Int("k", 0)
            : call.Integers(1, "k") is [var k] ? k : throw call.Error("k is no single number");
        if (count < 1 || count > input.Shape[axis])
            throw call.Error($"k = {count}: is out of range; allowed: 1 to {input.Shape[axis]}");
        ImmutableArray<long> shape = input.Shape.SetItem(axis, count);
        return [call.Result(input.Type, shape), call.Result(OnnxElementType.Integer, shape)];
    }

    private static ImmutableArray<int> ReadAxes(OperatorCall call, int rank)
    {
        int since = call.Node.Operator == "ReduceSum" ? SumAxesAsInput : AxesAsInput;
        ImmutableArray<long> axes = call.Integers("axes", 1, since);
        if (!axes.IsDefaultOrEmpty)
            return call.Axes(axes, rank);
        return call.Node.Int("noop_with_empty_axes", 0) != 0 ? [] : [.. Enumerable.Range(0, rank)];
    }

    private static double[] Join(OnnxValue input, ImmutableArray<long> kept, Func<IEnumerable<double>, double> function)
    {
        // Each element goes to the group of its position without the joined axes.
        long[] strides = ShapeArithmetic.Strides(kept);
        long[] groups = ElementOrder.Offsets(input.Shape, [.. strides.Select((stride, axis) => kept[axis] == 1 ? 0 : stride)]);
        ILookup<long, double> members = groups.Zip(input.Numbers!.Value).ToLookup(pair => pair.First, pair => pair.Second);
        return [.. Enumerable.Range(0, (int)ShapeArithmetic.Elements(kept)).Select(group => function(members[group]))];
    }
}
