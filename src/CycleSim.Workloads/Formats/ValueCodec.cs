using System.Numerics;
using System.Runtime.InteropServices;

namespace CycleSim.Workloads.Formats;

/// <summary>Converts between single values and the codes of one format. Codes are given and taken as the low bits of a word.</summary>
internal abstract class ValueCodec
{
    /// <summary>Where the fields of a code lie.</summary>
    internal abstract BitLayout Layout { get; }

    /// <summary>What is added to the exponent before it is stored; null for integers.</summary>
    internal virtual int? Bias => null;

    internal abstract uint MaxFiniteCode { get; }

    internal abstract uint MinFiniteCode { get; }

    internal virtual uint? MinNormalCode => null;

    internal virtual uint? MinSubnormalCode => null;

    internal virtual uint? InfinityCode => null;

    /// <summary>The NaN that conversions give, without sign.</summary>
    internal virtual uint? NaNCode => null;

    /// <summary>The code of the number nearest to a value; of two equally near ones, the even code.</summary>
    internal abstract uint Encode(float value);

    /// <summary>The number that a code stands for, which a float holds exactly. Bits above the code are ignored.</summary>
    internal abstract float Decode(uint code);

    /// <summary>The number nearest to a value: what its code decodes to.</summary>
    internal virtual float Round(float value) => Decode(Encode(value));

    /// <summary>Rounds each value; both spans are equally long, and may be the same.</summary>
    internal abstract void Round(ReadOnlySpan<float> values, Span<float> rounded);

    /// <summary>Rounds each value / scale and multiplies it by the scale; both spans are equally long, and may be the same.</summary>
    internal abstract void Round(ReadOnlySpan<float> values, Span<float> rounded, float scale);

    /// <summary>Rounds each value by lanes, which one value of a type of its own does without calls.</summary>
    private protected static void Round<TLanes>(in TLanes lanes, ReadOnlySpan<float> values, Span<float> rounded)
        where TLanes : struct, ILaneRounding
    {
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        Span<Vector<float>> results = MemoryMarshal.Cast<float, Vector<float>>(rounded)[..vectors.Length];
        for (int i = 0; i < vectors.Length; i++)
            results[i] = lanes.Round(vectors[i]);
        for (int i = vectors.Length * Vector<float>.Count; i < values.Length; i++)
            rounded[i] = lanes.Round(new Vector<float>(values[i]))[0];
    }

    /// <summary>The same with a scale. A division, not a product with the inverse, which would be rounded twice.</summary>
    private protected static void Round<TLanes>(in TLanes lanes, ReadOnlySpan<float> values, Span<float> rounded, float scale)
        where TLanes : struct, ILaneRounding
    {
        var factor = new Vector<float>(scale);
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        Span<Vector<float>> results = MemoryMarshal.Cast<float, Vector<float>>(rounded)[..vectors.Length];
        for (int i = 0; i < vectors.Length; i++)
            results[i] = lanes.Round(vectors[i] / factor) * factor;
        for (int i = vectors.Length * Vector<float>.Count; i < values.Length; i++)
            rounded[i] = (lanes.Round(new Vector<float>(values[i]) / factor) * factor)[0];
    }
}
