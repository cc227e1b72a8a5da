using CsCheck;
using CycleSim.Properties;
using CycleSim.Workloads.Formats;

namespace CycleSim.Workloads.Tests.Formats;

/// <summary>What is true of every format, whatever its bits.</summary>
public sealed class FormatPropertyTests
{
    private const int Block = 32;

    /// <summary>Formats that no file names: the same code serves them.</summary>
    private static readonly NumberFormat[] Others =
    [
        NumberFormat.Float("fp4_e2m1", "", 2, 1, SpecialValues.None, OverflowRule.Saturate),
        NumberFormat.Float("fp6_e3m2", "", 3, 2, SpecialValues.None, OverflowRule.Saturate),
        NumberFormat.Float("fp12_e5m6", "", 5, 6, SpecialValues.NaN, OverflowRule.ToInfinity),
        NumberFormat.Float("tf19", "", 8, 10, SpecialValues.InfinitiesAndNaNs, OverflowRule.ToInfinity),
        NumberFormat.Integer("int4", "", 4),
    ];

    private static readonly NumberFormat[] All = [.. NumberFormats.All.All, .. Others];

    private static readonly NumberFormat[] Single = [.. All.Where(format => format.ScaleFormat is null)];

    private static readonly NumberFormat[] Floats =
        [.. Single.Where(format => format.Layout is { SignMask: not 0, ExponentMask: not 0 })];

    private static readonly NumberFormat[] Small = [.. Single.Where(format => format.Bits <= 16)];

    /// <summary>The finite numbers of each small format in order, with their codes; one zero of two.</summary>
    private static readonly Dictionary<NumberFormat, (float Value, uint Code)[]> Numbers = Small.ToDictionary(
        format => format, format => Codes(format).Select(code => (Value: format.Decode(code), Code: code))
            .Where(number => float.IsFinite(number.Value) && (number.Value != 0 || number.Code == 0)).OrderBy(number => number.Value)
            .ToArray());

    /// <summary>All bit patterns, numbers of usual size, and numbers near those of a format and halfway between two of them.</summary>
    private static readonly Gen<float> AnyValue = Gen.OneOf(
        Gen.UInt.Select(BitConverter.UInt32BitsToSingle),
        Gen.Float[-500, 500],
        Gen.Select(Gen.OneOf(Small), Gen.UInt, Gen.Int[-1, 1]).Select((format, code, step) => Near(format, code, step)));

    public static TheoryData<string> SmallNames => [.. Small.Select(format => format.Name)];

    [Theory]
    [MemberData(nameof(SmallNames))]
    public void Every_code_is_the_code_of_its_number(string name)
    {
        NumberFormat format = Small.Single(format => format.Name == name);
        foreach (uint code in Codes(format))
        {
            float value = format.Decode(code);
            uint again = format.Encode(value);
            if (float.IsNaN(value))
                Assert.True(float.IsNaN(format.Decode(again)) && (again & ~format.Layout.SignMask) == format.NaNCode);
            else if (float.IsInfinity(value) && format.Encode(float.MaxValue) == format.MaxFiniteCode)
                Assert.Equal(format.MaxFiniteCode, again & ~format.Layout.SignMask);
            else
                Assert.Equal(code, again);
            Assert.Equal(code & format.Layout.SignMask, again & format.Layout.SignMask);
            AssertSame(format.Decode(again), format.Round(value));
            AssertSame(value, format.Decode(code | ~format.Layout.Mask));
        }
    }

    [Theory]
    [MemberData(nameof(SmallNames))]
    public void Limits_are_those_of_all_codes(string name)
    {
        NumberFormat format = Small.Single(format => format.Name == name);
        float[] values = [.. Numbers[format].Select(number => number.Value)];
        Assert.Equal((values[0], values[^1]), (format.MinFinite, format.MaxFinite));
        if (format.MinSubnormal is { } subnormal)
            Assert.Equal(values.First(value => value > 0), subnormal);
        Assert.Equal(format.InfinityCode is not null, Codes(format).Any(code => float.IsPositiveInfinity(format.Decode(code))));
        Assert.Equal(format.NaNCode is not null, Codes(format).Any(code => float.IsNaN(format.Decode(code))));
    }

    [Fact]
    [Trait("kind", "property")]
    public void The_result_is_the_nearest_number_and_the_even_code_of_two() =>
        Gen.Select(AnyValue, Gen.OneOf(Small)).Where((value, _) => float.IsFinite(value)).ForAll(
            (value, format) =>
            {
                if (format.Layout.SignMask == 0)
                    value = MathF.Abs(value);
                if (!IsBeyond(format, value) || format.Decode(format.Encode(float.MaxValue)) == format.MaxFinite)
                    Assert.Equal(Nearest(format, value), Unsigned(format, format.Encode(value)));
                else
                    Assert.False(float.IsFinite(format.Round(value)));
            },
            cases: 20_000);

    [Fact]
    [Trait("kind", "property")]
    public void A_larger_value_never_becomes_a_smaller_number() =>
        Gen.Select(AnyValue, AnyValue, Gen.OneOf(Single)).Where((a, b, _) => !float.IsNaN(a) && !float.IsNaN(b)).ForAll(
            (a, b, format) =>
            {
                (float low, float high) = (format.Round(MathF.Min(a, b)), format.Round(MathF.Max(a, b)));
                Assert.True(low <= high || float.IsNaN(low) || float.IsNaN(high), $"{format}: {a:R}, {b:R}");
            },
            cases: 5_000);

    [Fact]
    [Trait("kind", "property")]
    public void The_sign_changes_nothing_else() =>
        Gen.Select(AnyValue, Gen.OneOf(Floats)).ForAll(
            (value, format) => Assert.Equal(format.Encode(value) ^ format.Layout.SignMask, format.Encode(-value)), cases: 5_000);

    [Fact]
    [Trait("kind", "property")]
    public void A_span_is_rounded_as_its_values() =>
        Gen.Select(AnyValue.Array[0, 70], Gen.OneOf(Single)).ForAll(
            (values, format) =>
            {
                float[] rounded = new float[values.Length];
                format.Round(values, rounded);
                AssertSame([.. values.Select(format.Round)], rounded);
                AssertSame([.. values.Select(value => format.Decode(format.Encode(value)))], rounded);
                format.Round(values, values);
                AssertSame(rounded, values);
            },
            cases: 2_000);

    [Fact]
    [Trait("kind", "property")]
    public void A_scaled_span_is_rounded_as_its_values() =>
        Gen.Select(AnyValue.Array[0, 70], Gen.Float[1e-6f, 1e6f], Gen.OneOf(All)).ForAll(
            (values, scale, format) =>
            {
                float[] rounded = new float[values.Length];
                format.Round(values, rounded, scale);
                AssertSame([.. values.Select(value => format.Decode(format.Encode(value, scale), scale))], rounded);
                format.Round(values, values, scale);
                AssertSame(rounded, values);
            },
            cases: 2_000);

    [Fact]
    [Trait("kind", "property")]
    public void Blocks_are_rounded_one_by_one_with_their_own_scale() =>
        Gen.Select(
            Gen.OneOf(Gen.Float[-500, 500], Gen.Float[-1e-3f, 1e-3f], AnyValue).Array[0, 100],
            Gen.OneOf(NumberFormats.MxFp8E4M3, NumberFormats.MxFp8E5M2)).ForAll(
            (values, format) =>
            {
                float[] rounded = new float[values.Length];
                format.Round(values, rounded);
                AssertSame([.. values.Chunk(Block).SelectMany(block => ThroughCodes(format, block))], rounded);
            },
            cases: 2_000);

    [Fact]
    [Trait("kind", "property")]
    public void The_scale_of_a_block_brings_its_max_to_the_top_exponent() =>
        Gen.Select(
            Gen.Float[-1, 1].Array[1, Block], Gen.Int[-100, 100], Gen.OneOf(NumberFormats.MxFp8E4M3, NumberFormats.MxFp8E5M2))
            .Where((values, _, _) => values.Any(value => MathF.Abs(value) > 1e-3f)).ForAll(
                (values, exponent, format) =>
                {
                    float[] scaled = [.. values.Select(value => MathF.ScaleB(value, exponent))];
                    uint[] codes = new uint[values.Length];
                    float scale = NumberFormats.E8M0.Decode(format.EncodeBlock(scaled, codes));
                    float top = scaled.Max(MathF.Abs) / scale;
                    Assert.Equal(MathF.ILogB(format.MaxFinite), MathF.ILogB(top));
                    // Scaling by a power of two changes the scale only.
                    uint[] unscaled = new uint[values.Length];
                    float own = NumberFormats.E8M0.Decode(format.EncodeBlock(values, unscaled));
                    Assert.Equal(unscaled, codes);
                    Assert.Equal(MathF.ScaleB(own, exponent), scale);
                },
                cases: 1_000);

    [Fact]
    [Trait("kind", "property")]
    public void Bf16_is_the_rounded_upper_half_of_the_bits() =>
        AnyValue.Where(value => !float.IsNaN(value)).ForAll(
            value =>
            {
                ulong bits = BitConverter.SingleToUInt32Bits(value);
                Assert.Equal((uint)((bits + 0x7fff + ((bits >> 16) & 1)) >> 16), NumberFormats.Bf16.Encode(value));
            },
            cases: 20_000);

    [Fact]
    [Trait("kind", "property")]
    public void Fp16_is_half() =>
        AnyValue.Where(value => !float.IsNaN(value)).ForAll(
            value =>
            {
                Assert.Equal(BitConverter.HalfToUInt16Bits((Half)value), NumberFormats.Fp16.Encode(value));
                AssertSame((float)(Half)value, NumberFormats.Fp16.Round(value));
            },
            cases: 20_000);

    [Fact]
    [Trait("kind", "property")]
    public void Fp32_is_kept_bit_by_bit() =>
        Gen.UInt.ForAll(
            bits =>
            {
                float[] values = [NumberFormats.Fp32.Decode(bits)];
                NumberFormats.Fp32.Round(values, values);
                Assert.Equal(bits, NumberFormats.Fp32.Encode(values[0]));
                Assert.Equal(bits, NumberFormats.Fp32.Encode(NumberFormats.Fp32.Round(values[0])));
            },
            cases: 1_000);

    [Fact]
    [Trait("kind", "property")]
    public void The_scale_of_a_tensor_fits_its_max() =>
        Gen.Select(AnyValue.Where(float.IsFinite).Array[1, 70], Gen.OneOf(Single)).ForAll(
            (values, format) =>
            {
                float max = values.Max(MathF.Abs);
                float scale = format.ScaleFor(values);
                Assert.True(scale > 0);
                if (max > format.MaxFinite * 1e-37f)
                    Assert.InRange(max / scale, format.MaxFinite * 0.999999f, format.MaxFinite * 1.000001);
                float[] spoilt = [.. values, float.NaN];
                Assert.True(float.IsNaN(format.ScaleFor(spoilt)));
            },
            cases: 1_000);

    private static float[] ThroughCodes(NumberFormat format, float[] block)
    {
        uint[] codes = new uint[block.Length];
        float[] values = new float[block.Length];
        format.DecodeBlock(format.EncodeBlock(block, codes), codes, values);
        return values;
    }

    private static IEnumerable<uint> Codes(NumberFormat format) => Enumerable.Range(0, 1 << format.Bits).Select(code => (uint)code);

    private static float Near(NumberFormat format, uint code, int step)
    {
        (float Value, uint Code)[] numbers = Numbers[format];
        int index = (int)(code % (uint)(numbers.Length - 1));
        double middle = ((double)numbers[index].Value + numbers[index + 1].Value) / 2;
        float value = (code & 1) == 0 ? (float)middle : numbers[index].Value;
        return step < 0 ? MathF.BitDecrement(value) : step > 0 ? MathF.BitIncrement(value) : value;
    }

    /// <summary>Whether rounding with an unbounded exponent leaves the finite numbers: half a step beyond the max one, or more.</summary>
    private static bool IsBeyond(NumberFormat format, float value)
    {
        (float Value, uint Code)[] numbers = Numbers[format];
        double limit = numbers[^1].Value + (((double)numbers[^1].Value - numbers[^2].Value) / 2);
        // The next code would be even where that of the max number is odd.
        return Math.Abs((double)value) > limit || (Math.Abs((double)value) == limit && (numbers[^1].Code & 1) == 1);
    }

    private static uint Nearest(NumberFormat format, float value)
    {
        (float Value, uint Code)[] numbers = Numbers[format];
        int above = Array.FindIndex(numbers, number => number.Value >= value);
        if (above <= 0)
            return above == 0 ? numbers[0].Code : numbers[^1].Code;
        (double low, double high) = (numbers[above - 1].Value, numbers[above].Value);
        double difference = (value - low) - (high - value);
        bool isLow = difference < 0 || (difference == 0 && (numbers[above - 1].Code & 1) == 0);
        return numbers[isLow ? above - 1 : above].Code;
    }

    /// <summary>A code with the zero that <see cref="Numbers"/> has.</summary>
    private static uint Unsigned(NumberFormat format, uint code) => format.Decode(code) == 0 ? 0 : code;

    private static void AssertSame(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            AssertSame(expected[i], actual[i]);
    }

    private static void AssertSame(float expected, float actual)
    {
        if (!float.IsNaN(expected) || !float.IsNaN(actual))
            Assert.Equal(BitConverter.SingleToUInt32Bits(expected), BitConverter.SingleToUInt32Bits(actual));
    }
}
