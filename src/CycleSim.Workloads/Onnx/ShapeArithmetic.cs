using System.Collections.Immutable;

namespace CycleSim.Workloads.Onnx;

/// <summary>Arithmetic on shapes.</summary>
internal static class ShapeArithmetic
{
    /// <summary>Number of elements of a shape that was checked.</summary>
    public static long Elements(ImmutableArray<long> shape)
    {
        long elements = 1;
        foreach (long size in shape)
            elements *= size;
        return elements;
    }

    /// <summary>Number of elements of a shape that was checked.</summary>
    public static long Elements(IReadOnlyList<long> shape)
    {
        long elements = 1;
        foreach (long size in shape)
            elements *= size;
        return elements;
    }

    /// <summary>What is wrong with a shape; null if it is one that is accepted.</summary>
    public static string? Problem(IReadOnlyList<long> shape)
    {
        if (shape.Count > OnnxLimits.Rank)
            return $"has {shape.Count} dimensions; allowed: at most {OnnxLimits.Rank}";
        long elements = 1;
        foreach (long size in shape)
        {
            if (size < 0)
                return $"has a negative size: {OnnxText.Shape(shape)}";

            // Zeros do not excuse large sizes: other products leave them out.
            elements = size > OnnxLimits.Elements || elements * (Int128)Math.Max(size, 1) > OnnxLimits.Elements
                ? OnnxLimits.Elements + 1
                : elements * Math.Max(size, 1);
        }

        return elements <= OnnxLimits.Elements
            ? null
            : $"is too large: {OnnxText.Shape(shape)}; allowed: at most {OnnxLimits.Elements} elements";
    }

    /// <summary>Distance of neighbours along each axis, in elements of row-major order.</summary>
    public static long[] Strides(IReadOnlyList<long> shape)
    {
        long[] strides = new long[shape.Count];
        long stride = 1;
        for (int axis = shape.Count - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= shape[axis];
        }

        return strides;
    }
}
