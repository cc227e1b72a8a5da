using System.Numerics;
using System.Runtime.InteropServices;

namespace CycleSim.Workloads.Formats;

/// <summary>Values that are stored divided by a scale.</summary>
internal static class ScaledValues
{
    /// <summary>The max magnitude; infinity or NaN where a value is one.</summary>
    internal static float MaxMagnitude(ReadOnlySpan<float> values)
    {
        // Without sign, bits are ordered as numbers are, NaNs last.
        Vector<int> maxima = Vector<int>.Zero;
        ReadOnlySpan<Vector<int>> vectors = MemoryMarshal.Cast<float, Vector<int>>(values);
        foreach (Vector<int> bits in vectors)
            maxima = Vector.Max(maxima, bits & new Vector<int>(~SingleCodec.Sign));
        int max = 0;
        for (int i = 0; i < Vector<int>.Count; i++)
            max = Math.Max(max, maxima[i]);
        foreach (float value in values[(vectors.Length * Vector<int>.Count)..])
            max = Math.Max(max, BitConverter.SingleToInt32Bits(MathF.Abs(value)));
        return BitConverter.Int32BitsToSingle(max);
    }
}
