namespace CycleSim.Workloads.Onnx;

/// <summary>Walks over the elements of small contents.</summary>
internal static class ElementOrder
{
    /// <summary>For each element of a shape in row-major order, the offset of its source.</summary>
    /// <param name="shape">The shape, of at most <see cref="OnnxLimits.Numbers"/> elements.</param>
    /// <param name="strides">How far the source moves along each axis; 0 where it is repeated.</param>
    /// <param name="start">Offset of the first element.</param>
    public static long[] Offsets(IReadOnlyList<long> shape, IReadOnlyList<long> strides, long start = 0)
    {
        long[] offsets = new long[ShapeArithmetic.Elements(shape)];
        long[] position = new long[shape.Count];
        long offset = start;
        for (int i = 0; i < offsets.Length; i++)
        {
            offsets[i] = offset;
            for (int axis = shape.Count - 1; axis >= 0; axis--)
            {
                offset += strides[axis];
                if (++position[axis] < shape[axis])
                    break;
                offset -= strides[axis] * shape[axis];
                position[axis] = 0;
            }
        }

        return offsets;
    }

    /// <summary>The elements of a content at some offsets.</summary>
    public static double[] Take(IReadOnlyList<double> numbers, long[] offsets)
    {
        double[] taken = new double[offsets.Length];
        for (int i = 0; i < taken.Length; i++)
            taken[i] = numbers[(int)offsets[i]];
        return taken;
    }
}
