namespace CycleSim.Workloads.Onnx;

/// <summary>What a slice takes of an axis.</summary>
/// <param name="Start">The first index.</param>
/// <param name="Count">How many.</param>
/// <param name="Step">Distance of neighbours; negative ones go backwards.</param>
internal readonly record struct AxisRange(long Start, long Count, long Step)
{
    /// <summary>Resolves bounds as they are written: negative ones count from the end, and all are clamped.</summary>
    /// <param name="start">The first index.</param>
    /// <param name="end">The index behind the last.</param>
    /// <param name="step">Distance of neighbours, not 0.</param>
    /// <param name="size">Size of the axis.</param>
    public static AxisRange Of(long start, long end, long step, long size)
    {
        if (size == 0)
            return new(0, 0, 1);
        long first = step > 0 ? Clamp(start, size, 0, size) : Clamp(start, size, 0, size - 1);
        long last = step > 0 ? Clamp(end, size, 0, size) : Clamp(end, size, -1, size - 1);
        Int128 distance = step > 0 ? last - first : first - last;
        Int128 length = step > 0 ? step : -(Int128)step;
        long count = distance <= 0 ? 0 : (long)((distance + length - 1) / length);

        // A single element needs no step, and the largest ones would overflow.
        return new(first, count, count <= 1 ? 1 : step);
    }

    private static long Clamp(long bound, long size, long min, long max) =>
        Math.Max(min, Math.Min(bound < 0 ? bound + size : bound, max));
}
