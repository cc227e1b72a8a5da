using System.Numerics;
using System.Runtime.CompilerServices;

namespace CycleSim.Workloads.Formats;

/// <summary>The rounding of a <see cref="FloatCodec"/>, in every lane.</summary>
internal readonly struct FloatLanes(int dropped, int belowHalf, float subnormalAnchor, FloatLimits limits) : ILaneRounding
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<float> Round(Vector<float> values)
    {
        var bits = Vector.AsVectorInt32(values);
        Vector<int> sign = bits & new Vector<int>(SingleCodec.Sign);
        Vector<int> magnitude = bits ^ sign;
        var anchor = new Vector<float>(subnormalAnchor);
        var subnormal = Vector.AsVectorInt32(Vector.AsVectorSingle(magnitude) + anchor - anchor);
        Vector<int> isOdd = (magnitude >> dropped) & Vector<int>.One;
        Vector<int> normal = (magnitude + new Vector<int>(belowHalf) + isOdd) >> dropped << dropped;
        var rounded = Vector.ConditionalSelect(Vector.LessThan(magnitude, new Vector<int>(limits.MinNormal)), subnormal, normal);
        rounded = Vector.ConditionalSelect(
            Vector.GreaterThan(rounded, new Vector<int>(limits.MaxFinite)), new Vector<int>(limits.Overflow), rounded);
        rounded = Vector.ConditionalSelect(
            Vector.GreaterThan(magnitude, new Vector<int>(SingleCodec.Infinity)), new Vector<int>(limits.NaN), rounded);
        return Vector.AsVectorSingle(rounded | sign);
    }
}
