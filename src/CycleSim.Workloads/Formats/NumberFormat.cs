using CycleSim.Configuration.Keys;

namespace CycleSim.Workloads.Formats;

/// <summary>
/// How a number is stored: its bits and what they mean, and conversions from and to float. Values are rounded once, to the nearest number
/// of the format, to the even code of two that are equally near; subnormal numbers are kept. A code is the low <see cref="Bits"/> bits of
/// a word. Floating-point numbers of 8 bits and blocks follow the OCP's OFP8 and Microscaling Formats (MX) specifications.
/// </summary>
public sealed class NumberFormat : INamedChoice
{
    private readonly ValueCodec _codec;
    private readonly int _maxExponent;

    private NumberFormat(string name, string meaning, ValueCodec codec, NumberFormat? scaleFormat = null, int blockSize = 1)
    {
        Name = name;
        Meaning = meaning;
        _codec = codec;
        ScaleFormat = scaleFormat;
        BlockSize = blockSize;
        MaxFinite = codec.Decode(codec.MaxFiniteCode);
        MinFinite = codec.Decode(codec.MinFiniteCode);
        _maxExponent = MathF.ILogB(MaxFinite);
    }

    /// <inheritdoc />
    public string Name { get; }

    /// <inheritdoc />
    public string Meaning { get; }

    /// <summary>Bits of a code, without the scale of a block.</summary>
    public int Bits => Layout.Bits;

    /// <summary>Where sign, exponent and mantissa of a code lie.</summary>
    public BitLayout Layout => _codec.Layout;

    /// <summary>What is added to the exponent before it is stored; null for integers.</summary>
    public int? Bias => _codec.Bias;

    /// <summary>The max finite number; of an element, where blocks have a scale.</summary>
    public float MaxFinite { get; }

    /// <summary>The min finite number: the most negative one, or the min power of two of a format of scales.</summary>
    public float MinFinite { get; }

    /// <summary>The min positive number that is no subnormal one; null for integers.</summary>
    public float? MinNormal => DecodeOptional(MinNormalCode);

    /// <summary>The min positive subnormal number; null where there are none.</summary>
    public float? MinSubnormal => DecodeOptional(MinSubnormalCode);

    /// <summary>The code of <see cref="MaxFinite"/>.</summary>
    public uint MaxFiniteCode => _codec.MaxFiniteCode;

    /// <summary>The code of <see cref="MinNormal"/>; null for integers.</summary>
    public uint? MinNormalCode => _codec.MinNormalCode;

    /// <summary>The code of <see cref="MinSubnormal"/>; null where there are none.</summary>
    public uint? MinSubnormalCode => _codec.MinSubnormalCode;

    /// <summary>The code of positive infinity; null where there is none.</summary>
    public uint? InfinityCode => _codec.InfinityCode;

    /// <summary>The code that a NaN without sign becomes; null where there is none. Other codes may be NaNs too.</summary>
    public uint? NaNCode => _codec.NaNCode;

    /// <summary>How many consecutive values share a stored scale; 1 for formats without one.</summary>
    public int BlockSize { get; }

    /// <summary>The format of the scale that is stored for each block; null for formats without one.</summary>
    public NumberFormat? ScaleFormat { get; }

    /// <summary>Stored bits of a value, with its part of the scale of its block: 8.25 for MX formats of 8 bits.</summary>
    public double StorageBitsPerValue => Bits + ((double)(ScaleFormat?.Bits ?? 0) / BlockSize);

    /// <summary>Describes a floating-point format with a sign and a bias of 2^(exponentBits-1) - 1.</summary>
    /// <param name="name">Its name in files, in snake_case.</param>
    /// <param name="meaning">What it is, as part of a sentence.</param>
    /// <param name="exponentBits">Bits of the exponent, 2 to 8.</param>
    /// <param name="mantissaBits">Bits of the mantissa without the leading one, 1 to 23.</param>
    /// <param name="special">Which codes are no finite numbers.</param>
    /// <param name="overflow">What becomes of numbers beyond the range. A format of 8 and 23 bits is float itself: nothing is.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number of bits is out of range.</exception>
    /// <exception cref="ArgumentException">
    /// Float does not hold all its numbers, or there is no number that an overflow could become.
    /// </exception>
    public static NumberFormat Float(
        string name, string meaning, int exponentBits, int mantissaBits, SpecialValues special, OverflowRule overflow)
    {
        CheckRange(exponentBits, 2, SingleCodec.ExponentBits, nameof(exponentBits));
        CheckRange(mantissaBits, 1, SingleCodec.MantissaBits, nameof(mantissaBits));
        if (exponentBits == SingleCodec.ExponentBits && special != SpecialValues.InfinitiesAndNaNs)
            throw new ArgumentException("float has no finite numbers with the highest exponent of 8 bits", nameof(special));
        if (special == SpecialValues.None && overflow == OverflowRule.ToInfinity)
            throw new ArgumentException("a format without infinities and NaNs must saturate", nameof(overflow));
        bool isSingle = (exponentBits, mantissaBits) == (SingleCodec.ExponentBits, SingleCodec.MantissaBits);
        return new NumberFormat(
            name, meaning, isSingle ? new SingleCodec() : new FloatCodec(exponentBits, mantissaBits, special, overflow));
    }

    /// <summary>Describes whole numbers in two's complement; they saturate, and NaN becomes 0.</summary>
    /// <param name="name">Its name in files, in snake_case.</param>
    /// <param name="meaning">What it is, as part of a sentence.</param>
    /// <param name="bits">Bits with the sign, 2 to 24: float holds these numbers exactly.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of bits is out of range.</exception>
    public static NumberFormat Integer(string name, string meaning, int bits)
    {
        CheckRange(bits, 2, SingleCodec.MantissaBits + 1, nameof(bits));
        return new NumberFormat(name, meaning, new IntegerCodec(bits));
    }

    /// <summary>Describes blocks of values that share a scale, a power of two (MX formats).</summary>
    /// <param name="name">Its name in files, in snake_case.</param>
    /// <param name="meaning">What it is, as part of a sentence.</param>
    /// <param name="element">The format of a value divided by the scale; it should saturate.</param>
    /// <param name="scaleFormat">The format of the scale.</param>
    /// <param name="blockSize">Values of a block, at least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">The block is too small.</exception>
    /// <exception cref="ArgumentException">The element has a scale already, or the scale has a sign.</exception>
    public static NumberFormat Blocks(string name, string meaning, NumberFormat element, NumberFormat scaleFormat, int blockSize)
    {
        ArgumentNullException.ThrowIfNull(element);
        ArgumentNullException.ThrowIfNull(scaleFormat);
        CheckRange(blockSize, 2, int.MaxValue, nameof(blockSize));
        if (element.ScaleFormat is not null)
            throw new ArgumentException($"{element.Name} has a scale already", nameof(element));
        if (scaleFormat.Layout.SignMask != 0)
            throw new ArgumentException($"{scaleFormat.Name} has a sign; scales have none", nameof(scaleFormat));
        return new NumberFormat(name, meaning, element._codec, scaleFormat, blockSize);
    }

    /// <summary>Describes the powers of two that are the scales of blocks: 2^(code - 127), and NaN.</summary>
    internal static NumberFormat PowerOfTwo(string name, string meaning) => new(name, meaning, new PowerOfTwoCodec());

    /// <summary>The field that a bit of a code belongs to.</summary>
    /// <param name="bit">The bit, 0 (least significant) to <see cref="Bits"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The format has no such bit.</exception>
    public BitField FieldOf(int bit) => Layout.FieldOf(bit);

    /// <summary>Bytes of so many stored values with the scales of their blocks, rounded up.</summary>
    /// <param name="values">Number of values, not negative.</param>
    public long StorageBytes(long values)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(values);
        long blocks = (values + BlockSize - 1) / BlockSize;
        return ((values * Bits) + (blocks * (ScaleFormat?.Bits ?? 0)) + 7) / 8;
    }

    /// <summary>The code of the number nearest to a value.</summary>
    /// <param name="value">The value.</param>
    /// <exception cref="InvalidOperationException">Values of this format need a scale.</exception>
    public uint Encode(float value)
    {
        CheckUnscaled();
        return _codec.Encode(value);
    }

    /// <summary>The code of the number nearest to value / scale, a quotient in float.</summary>
    /// <param name="value">The value.</param>
    /// <param name="scale">Positive and finite, or NaN: that of a block without meaning.</param>
    /// <exception cref="ArgumentOutOfRangeException">The scale is out of range.</exception>
    public uint Encode(float value, float scale)
    {
        CheckScale(scale);
        return _codec.Encode(value / scale);
    }

    /// <summary>The number that a code stands for, exactly; a NaN is 7fc00000 with the sign of the code (of fp32: with its bits).</summary>
    /// <param name="code">The code; bits above it are ignored.</param>
    /// <exception cref="InvalidOperationException">Values of this format need a scale.</exception>
    public float Decode(uint code)
    {
        CheckUnscaled();
        return _codec.Decode(code);
    }

    /// <summary>The number that a code stands for times a scale, a product in float.</summary>
    /// <param name="code">The code; bits above it are ignored.</param>
    /// <param name="scale">Positive and finite, or NaN: that of a block without meaning.</param>
    /// <exception cref="ArgumentOutOfRangeException">The scale is out of range.</exception>
    public float Decode(uint code, float scale)
    {
        CheckScale(scale);
        return _codec.Decode(code) * scale;
    }

    /// <summary>The number nearest to a value: what its code decodes to.</summary>
    /// <param name="value">The value.</param>
    /// <exception cref="InvalidOperationException">Values of this format need a scale.</exception>
    public float Round(float value)
    {
        CheckUnscaled();
        return _codec.Round(value);
    }

    /// <summary>Rounds a tensor; formats with blocks find the scale of each block, which starts at a multiple of the block size.</summary>
    /// <param name="values">The values.</param>
    /// <param name="rounded">Takes the results; as long as the values, and may be the same memory.</param>
    /// <exception cref="ArgumentException">The lengths differ, or the spans overlap otherwise.</exception>
    public void Round(ReadOnlySpan<float> values, Span<float> rounded)
    {
        CheckSpans(values, rounded);
        if (ScaleFormat is null)
        {
            _codec.Round(values, rounded);
            return;
        }

        for (int start = 0; start < values.Length; start += BlockSize)
        {
            int count = Math.Min(BlockSize, values.Length - start);
            ReadOnlySpan<float> block = values.Slice(start, count);
            _codec.Round(block, rounded.Slice(start, count), ScaleFormat.Decode(ScaleCodeOf(block)));
        }
    }

    /// <summary>Rounds values that share a given scale: what the code of each decodes to with this scale.</summary>
    /// <param name="values">The values.</param>
    /// <param name="rounded">Takes the results; as long as the values, and may be the same memory.</param>
    /// <param name="scale">Positive and finite, or NaN: that of a block without meaning.</param>
    /// <exception cref="ArgumentException">The lengths differ, the spans overlap otherwise, or the scale is out of range.</exception>
    public void Round(ReadOnlySpan<float> values, Span<float> rounded, float scale)
    {
        CheckSpans(values, rounded);
        CheckScale(scale);
        _codec.Round(values, rounded, scale);
    }

    /// <summary>
    /// The scale with which the max magnitude of some values becomes <see cref="MaxFinite"/>: the usual one of integers, for a whole tensor
    /// or each of its channels. 1 for zeros; NaN where a value is not finite.
    /// </summary>
    /// <param name="values">The values.</param>
    public float ScaleFor(ReadOnlySpan<float> values)
    {
        float max = ScaledValues.MaxMagnitude(values);
        if (!float.IsFinite(max))
            return float.NaN;
        return max == 0 ? 1 : MathF.Max(max / MaxFinite, float.Epsilon);
    }

    /// <summary>The scale that <see cref="EncodeBlock"/> stores for a block; NaN for a block with a value that is not finite.</summary>
    /// <param name="values">The values of the block: 1 to <see cref="BlockSize"/>.</param>
    /// <exception cref="InvalidOperationException">The format has no blocks.</exception>
    /// <exception cref="ArgumentException">Their number is out of range.</exception>
    public float BlockScaleFor(ReadOnlySpan<float> values)
    {
        CheckBlock(values.Length, values.Length);
        return ScaleFormat!.Decode(ScaleCodeOf(values));
    }

    /// <summary>
    /// Stores a block: the scale is 2^(e - emax) with the exponents e of the max magnitude and emax of <see cref="MaxFinite"/>, in the
    /// range of its format. A block of zeros has the min scale; one with a NaN or an infinity has NaN, and its elements have no meaning.
    /// </summary>
    /// <param name="values">The values of the block: 1 to <see cref="BlockSize"/>, as the last block of a tensor may be shorter.</param>
    /// <param name="codes">Takes the codes of the elements; as long as the values.</param>
    /// <returns>The code of the scale.</returns>
    /// <exception cref="InvalidOperationException">The format has no blocks.</exception>
    /// <exception cref="ArgumentException">The lengths differ or are out of range.</exception>
    public uint EncodeBlock(ReadOnlySpan<float> values, Span<uint> codes)
    {
        CheckBlock(values.Length, codes.Length);
        uint scaleCode = ScaleCodeOf(values);
        float scale = ScaleFormat!.Decode(scaleCode);
        for (int i = 0; i < values.Length; i++)
            codes[i] = _codec.Encode(values[i] / scale);
        return scaleCode;
    }

    /// <summary>Reads a stored block. A product beyond the range of float, which only a wrong scale gives, is infinite.</summary>
    /// <param name="scaleCode">The code of the scale.</param>
    /// <param name="codes">The codes of the elements, 1 to <see cref="BlockSize"/>.</param>
    /// <param name="values">Takes the values; as long as the codes.</param>
    /// <exception cref="InvalidOperationException">The format has no blocks.</exception>
    /// <exception cref="ArgumentException">The lengths differ or are out of range.</exception>
    public void DecodeBlock(uint scaleCode, ReadOnlySpan<uint> codes, Span<float> values)
    {
        CheckBlock(codes.Length, values.Length);
        float scale = ScaleFormat!.Decode(scaleCode);
        for (int i = 0; i < codes.Length; i++)
            values[i] = _codec.Decode(codes[i]) * scale;
    }

    /// <inheritdoc />
    public override string ToString() => Name;

    private static void CheckRange(int value, int min, int max, string parameter)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, min, parameter);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, max, parameter);
    }

    private static void CheckScale(float scale)
    {
        if (scale <= 0 || float.IsInfinity(scale))
            throw new ArgumentOutOfRangeException(nameof(scale), scale, "must be positive and finite");
    }

    private static void CheckSpans(ReadOnlySpan<float> values, Span<float> rounded)
    {
        if (values.Length != rounded.Length)
            throw new ArgumentException($"{rounded.Length} results for {values.Length} values", nameof(rounded));
        if (values.Overlaps(rounded, out int offset) && offset != 0)
            throw new ArgumentException("overlaps the values, and is not the same memory", nameof(rounded));
    }

    private void CheckUnscaled()
    {
        if (ScaleFormat is not null)
            throw new InvalidOperationException($"values of {Name} are stored with the scale of their block");
    }

    private void CheckBlock(int values, int results)
    {
        if (ScaleFormat is null)
            throw new InvalidOperationException($"{Name} has no blocks");
        if (values < 1 || values > BlockSize || values != results)
            throw new ArgumentException($"{values} values and {results} results; a block has 1 to {BlockSize} of both");
    }

    private float? DecodeOptional(uint? code) => code is { } value ? _codec.Decode(value) : null;

    private uint ScaleCodeOf(ReadOnlySpan<float> block)
    {
        float max = ScaledValues.MaxMagnitude(block);
        int exponent = BitConverter.SingleToInt32Bits(max) >> SingleCodec.MantissaBits;
        // The usual case: the scale is the exponent itself, less the max one.
        if (ScaleFormat!._codec is PowerOfTwoCodec && exponent > 0 && float.IsFinite(max))
            return (uint)Math.Max(0, exponent - _maxExponent);
        bool hasExponent = float.IsFinite(max) && max > 0;
        return ScaleFormat!.Encode(hasExponent ? MathF.ScaleB(1, MathF.ILogB(max) - _maxExponent) : max);
    }
}
