namespace CycleSim.Workloads.Formats;

/// <summary>
/// Floating-point formats of fewer mantissa bits than binary32: a sign, an exponent with a bias of 2^(bits-1) - 1, a mantissa, and
/// subnormal numbers. Rounding is done once, in the bits of binary32; codes are cut out of the rounded number.
/// </summary>
internal sealed class FloatCodec : ValueCodec
{
    private readonly int _mantissaBits;

    /// <summary>Mantissa bits of binary32 that the format lacks.</summary>
    private readonly int _dropped;

    /// <summary>How much larger the stored exponents of binary32 are.</summary>
    private readonly int _rebias;

    /// <summary>One unit less than half a step, in bits of binary32.</summary>
    private readonly int _belowHalf;

    /// <summary>A float whose last mantissa bit is worth the min subnormal number: adding it rounds smaller numbers to that step.</summary>
    private readonly float _subnormalAnchor;

    private readonly float _minSubnormal;

    // Bits of binary32 without sign.
    private readonly int _minNormal;
    private readonly int _maxFinite;
    private readonly int _overflow;
    private readonly int _nan;

    internal FloatCodec(int exponentBits, int mantissaBits, SpecialValues special, OverflowRule overflow)
    {
        int bias = (1 << (exponentBits - 1)) - 1;
        int sign = exponentBits + mantissaBits;
        uint mantissa = (1u << mantissaBits) - 1;
        uint exponent = (1u << sign) - 1 - mantissa;
        _mantissaBits = mantissaBits;
        _dropped = SingleCodec.MantissaBits - mantissaBits;
        _rebias = SingleCodec.ExponentBias - bias;
        _belowHalf = (1 << (_dropped - 1)) - 1;
        _minSubnormal = MathF.ScaleB(1, 1 - bias - mantissaBits);
        _subnormalAnchor = MathF.ScaleB(1, 1 - bias + _dropped);
        Layout = new BitLayout(1u << sign, exponent, mantissa);
        Bias = bias;
        MinNormalCode = mantissa + 1;
        InfinityCode = special == SpecialValues.InfinitiesAndNaNs ? exponent : null;
        NaNCode = special switch
        {
            SpecialValues.InfinitiesAndNaNs => exponent + (1u << (mantissaBits - 1)),
            SpecialValues.NaN => exponent + mantissa,
            _ => null,
        };
        MaxFiniteCode = (InfinityCode ?? NaNCode ?? (exponent + mantissa + 1)) - 1;
        _minNormal = NormalBits(MinNormalCode.Value);
        _maxFinite = NormalBits(MaxFiniteCode);
        _nan = NaNCode is null ? 0 : SingleCodec.NaN;
        _overflow = overflow == OverflowRule.Saturate ? _maxFinite : InfinityCode is null ? _nan : SingleCodec.Infinity;
    }

    internal override BitLayout Layout { get; }

    internal override int? Bias { get; }

    internal override uint MaxFiniteCode { get; }

    internal override uint MinFiniteCode => Layout.SignMask | MaxFiniteCode;

    internal override uint? MinNormalCode { get; }

    internal override uint? MinSubnormalCode => 1;

    internal override uint? InfinityCode { get; }

    internal override uint? NaNCode { get; }

    internal override uint Encode(float value)
    {
        int rounded = BitConverter.SingleToInt32Bits(Round(value));
        uint sign = rounded < 0 ? Layout.SignMask : 0;
        return sign | MagnitudeCode(rounded & ~SingleCodec.Sign);
    }

    internal override float Decode(uint code)
    {
        uint magnitude = code & (Layout.SignMask - 1);
        int bits = magnitude > MaxFiniteCode ? magnitude == InfinityCode ? SingleCodec.Infinity : SingleCodec.NaN
            : magnitude < MinNormalCode ? BitConverter.SingleToInt32Bits(magnitude * _minSubnormal)
            : NormalBits(magnitude);
        return BitConverter.Int32BitsToSingle((code & Layout.SignMask) == 0 ? bits : bits | SingleCodec.Sign);
    }

    internal override float Round(float value)
    {
        int bits = BitConverter.SingleToInt32Bits(value);
        int sign = bits & SingleCodec.Sign;
        int magnitude = bits ^ sign;
        return BitConverter.Int32BitsToSingle(RoundMagnitude(magnitude) | sign);
    }

    private int NormalBits(uint magnitude) => (int)(magnitude << _dropped) + (_rebias << SingleCodec.MantissaBits);

    /// <summary>The code of a number that the format has.</summary>
    private uint MagnitudeCode(int bits)
    {
        if (bits > _maxFinite)
            return bits == SingleCodec.Infinity ? InfinityCode!.Value : NaNCode!.Value;
        if (bits >= _minNormal)
            return (uint)((bits >> _dropped) - (_rebias << _mantissaBits));
        float anchored = BitConverter.Int32BitsToSingle(bits) + _subnormalAnchor;
        return (uint)(BitConverter.SingleToInt32Bits(anchored) - BitConverter.SingleToInt32Bits(_subnormalAnchor));
    }

    private int RoundMagnitude(int magnitude)
    {
        if (magnitude > SingleCodec.Infinity)
            return _nan;
        int rounded = magnitude < _minNormal ? RoundSubnormal(magnitude) : RoundNormal(magnitude);
        return rounded > _maxFinite ? _overflow : rounded;
    }

    // The sum is rounded to nearest even once, and the difference is exact.
    private int RoundSubnormal(int magnitude)
    {
        float anchored = BitConverter.Int32BitsToSingle(magnitude) + _subnormalAnchor;
        return BitConverter.SingleToInt32Bits(anchored - _subnormalAnchor);
    }

    // A carry out of the mantissa raises the exponent, as it should.
    private int RoundNormal(int magnitude)
    {
        int isOdd = (magnitude >> _dropped) & 1;
        return (magnitude + _belowHalf + isOdd) >> _dropped << _dropped;
    }

    internal override void Round(ReadOnlySpan<float> values, Span<float> rounded) => Round(NewLanes(), values, rounded);

    internal override void Round(ReadOnlySpan<float> values, Span<float> rounded, float scale) =>
        Round(NewLanes(), values, rounded, scale);

    private FloatLanes NewLanes() =>
        new(_dropped, _belowHalf, _subnormalAnchor, new FloatLimits(_minNormal, _maxFinite, _overflow, _nan));
}
