using System.Numerics;
using System.Runtime.CompilerServices;

namespace CycleSim.Workloads.Formats;

/// <summary>The rounding of an <see cref="IntegerCodec"/>, in every lane.</summary>
internal readonly struct IntegerLanes(int min, int max) : ILaneRounding
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<float> Round(Vector<float> values)
    {
        var clamped = Vector.Clamp(Vector.Round(values), new Vector<float>(min), new Vector<float>(max));
        var isNumber = Vector.AsVectorSingle(Vector.Equals(values, values));
        return Vector.ConditionalSelect(isNumber, clamped + Vector<float>.Zero, Vector<float>.Zero);
    }
}
