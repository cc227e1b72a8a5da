namespace CycleSim.Workloads.Formats;

/// <summary>
/// E8M0: the eight exponent bits of binary32 alone, 2^(code - 127), for the scales of blocks. There is no sign, no zero and no infinity:
/// zero becomes the min power, a number beyond the max power that one; negative numbers and infinities become NaN.
/// </summary>
internal sealed class PowerOfTwoCodec : ValueCodec
{
    private const uint NaN = 0xff;

    // 1.5 * 2^-127 in bits of binary32: halfway between the two powers with the lowest codes.
    private const int FirstTie = 0x00600000;
    // 2^-127.
    private const int MinPower = 0x00400000;
    private const int MinNormal = 1 << SingleCodec.MantissaBits;
    private const int BelowHalf = (1 << (SingleCodec.MantissaBits - 1)) - 1;

    internal override BitLayout Layout { get; } = new(0, NaN, 0);

    internal override int? Bias => SingleCodec.ExponentBias;

    internal override uint MaxFiniteCode => NaN - 1;

    internal override uint MinFiniteCode => 0;

    internal override uint? MinNormalCode => 0;

    internal override uint? NaNCode => NaN;

    internal override uint Encode(float value)
    {
        if (!float.IsFinite(value) || value < 0)
            return NaN;
        int bits = BitConverter.SingleToInt32Bits(MathF.Abs(value));
        if (bits < MinNormal)
            return bits > FirstTie ? 1u : 0;
        int isOdd = (bits >> SingleCodec.MantissaBits) & 1;
        return Math.Min((uint)(bits + BelowHalf + isOdd) >> SingleCodec.MantissaBits, MaxFiniteCode);
    }

    internal override float Decode(uint code)
    {
        int exponent = (int)(code & NaN);
        return BitConverter.Int32BitsToSingle(
            exponent == NaN ? SingleCodec.NaN : exponent == 0 ? MinPower : exponent << SingleCodec.MantissaBits);
    }

    internal override void Round(ReadOnlySpan<float> values, Span<float> rounded)
    {
        for (int i = 0; i < values.Length; i++)
            rounded[i] = Round(values[i]);
    }

    internal override void Round(ReadOnlySpan<float> values, Span<float> rounded, float scale)
    {
        for (int i = 0; i < values.Length; i++)
            rounded[i] = Round(values[i] / scale) * scale;
    }
}
