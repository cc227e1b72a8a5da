namespace CycleSim.Workloads.Formats;

/// <summary>IEEE 754 binary32, which is what values come in: nothing is rounded, and a NaN keeps its bits.</summary>
internal sealed class SingleCodec : ValueCodec
{
    internal const int ExponentBits = 8;
    internal const int MantissaBits = 23;
    internal const int ExponentBias = 127;
    internal const int Sign = int.MinValue;
    internal const int Infinity = 0x7f800000;
    internal const int NaN = 0x7fc00000;

    internal override BitLayout Layout { get; } = new(0x80000000, 0x7f800000, 0x007fffff);

    internal override int? Bias => ExponentBias;

    internal override uint MaxFiniteCode => 0x7f7fffff;

    internal override uint MinFiniteCode => 0xff7fffff;

    internal override uint? MinNormalCode => 0x00800000;

    internal override uint? MinSubnormalCode => 1;

    internal override uint? InfinityCode => Infinity;

    internal override uint? NaNCode => NaN;

    internal override uint Encode(float value) => BitConverter.SingleToUInt32Bits(value);

    internal override float Decode(uint code) => BitConverter.UInt32BitsToSingle(code);

    internal override float Round(float value) => value;

    internal override void Round(ReadOnlySpan<float> values, Span<float> rounded) => values.CopyTo(rounded);

    internal override void Round(ReadOnlySpan<float> values, Span<float> rounded, float scale)
    {
        for (int i = 0; i < values.Length; i++)
            rounded[i] = values[i] / scale * scale;
    }
}
