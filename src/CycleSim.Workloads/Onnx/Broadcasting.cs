using System.Collections.Immutable;

namespace CycleSim.Workloads.Onnx;

/// <summary>The broadcasting rule of numpy: shapes are aligned at their ends, and sizes of 1 are repeated.</summary>
internal static class Broadcasting
{
    /// <summary>The common shape of two; null if there is none.</summary>
    public static ImmutableArray<long>? Common(ImmutableArray<long> a, ImmutableArray<long> b)
    {
        int rank = Math.Max(a.Length, b.Length);
        long[] shape = new long[rank];
        for (int axis = 0; axis < rank; axis++)
        {
            long sizeA = SizeAt(a, axis, rank);
            long sizeB = SizeAt(b, axis, rank);
            if (sizeA != sizeB && sizeA != 1 && sizeB != 1)
                return null;
            shape[axis] = sizeA == 1 ? sizeB : sizeA;
        }

        return [.. shape];
    }

    /// <summary>The common shape of inputs of a node.</summary>
    public static ImmutableArray<long> Common(OperatorCall call, IEnumerable<OnnxValue> inputs)
    {
        ImmutableArray<long> shape = [];
        foreach (OnnxValue input in inputs)
        {
            shape = Common(shape, input.Shape)
                ?? throw call.Error($"input {OperatorCall.Describe(input)} cannot be broadcast with {OnnxText.Shape(shape)}");
        }

        return shape;
    }

    /// <summary>Whether one shape can be repeated to give another.</summary>
    public static bool Fits(ImmutableArray<long> from, ImmutableArray<long> to) =>
        Common(from, to) is { } common && common.SequenceEqual(to);

    /// <summary>The elements of a content, repeated to a shape.</summary>
    public static double[] Repeat(OnnxValue value, ImmutableArray<long> shape)
    {
        long[] own = ShapeArithmetic.Strides(value.Shape);
        int missing = shape.Length - own.Length;
        long[] strides = [.. shape.Select((_, axis) => axis < missing || value.Shape[axis - missing] == 1 ? 0 : own[axis - missing])];
        return ElementOrder.Take(value.Numbers!.Value, ElementOrder.Offsets(shape, strides));
    }

    private static long SizeAt(ImmutableArray<long> shape, int axis, int rank) =>
        axis < rank - shape.Length ? 1 : shape[axis - (rank - shape.Length)];
}
