using CycleSim.Platform;
using CycleSim.Workloads.Formats;

namespace CycleSim.Workloads.Tests.Formats;

/// <summary>How formats are found, what they need in memory, and what they refuse.</summary>
public sealed class NumberFormatTests
{
    [Fact]
    public void Formats_are_found_by_name()
    {
        string[] names =
        [
            "fp32", "bf16", "fp16", "fp8_e4m3", "fp8_e5m2", "fp8_e4m3_nonsat", "fp8_e5m2_nonsat", "e8m0", "mxfp8_e4m3",
            "mxfp8_e5m2", "int8",
        ];
        Assert.Equal(names, NumberFormats.All.All.Select(format => format.Name));
        Assert.All(names, name => Assert.Equal(name, NumberFormats.All.Get(name).ToString()));
        Assert.All(NumberFormats.All.All, format => Assert.NotEmpty(format.Meaning));
        Assert.Contains("number format \"fp64\" is unknown", Assert.Throws<InputException>(() => NumberFormats.All.Get("fp64")).Message);
    }

    [Theory]
    [InlineData("fp32", 32.0, 1, 1, 4)]
    [InlineData("bf16", 16.0, 1, 3, 6)]
    [InlineData("int8", 8.0, 1, 3, 3)]
    [InlineData("fp8_e5m2", 8.0, 1, 0, 0)]
    [InlineData("mxfp8_e4m3", 8.25, 32, 0, 0)]
    [InlineData("mxfp8_e4m3", 8.25, 32, 1, 2)]
    [InlineData("mxfp8_e4m3", 8.25, 32, 32, 33)]
    [InlineData("mxfp8_e5m2", 8.25, 32, 33, 35)]
    [InlineData("mxfp8_e5m2", 8.25, 32, 1L << 40, 33L << 35)]
    public void Scales_of_blocks_take_memory_too(string name, double bits, int blockSize, long values, long bytes)
    {
        NumberFormat format = NumberFormats.All.Get(name);
        Assert.Equal((bits, blockSize), (format.StorageBitsPerValue, format.BlockSize));
        Assert.Equal(bytes, format.StorageBytes(values));
        Assert.Equal(blockSize > 1 ? NumberFormats.E8M0 : null, format.ScaleFormat);
        Assert.Throws<ArgumentOutOfRangeException>(() => format.StorageBytes(-1));
    }

    [Fact]
    public void Bits_that_fill_no_byte_are_rounded_up()
    {
        NumberFormat format = NumberFormat.Float("fp4", "", 2, 1, SpecialValues.None, OverflowRule.Saturate);
        Assert.Equal([0L, 1, 1, 2], new[] { 0, 1, 2, 3 }.Select(values => format.StorageBytes(values)));
    }

    [Theory]
    [InlineData(0f, 0x00u)]
    [InlineData(-1f, 0xffu)]
    [InlineData(float.PositiveInfinity, 0xffu)]
    [InlineData(float.NaN, 0xffu)]
    [InlineData(float.MaxValue, 0xfeu)]
    [InlineData(float.Epsilon, 0x00u)]
    [InlineData(1f, 0x7fu)]
    [InlineData(1.5f, 0x80u)]
    [InlineData(1.4999999f, 0x7fu)]
    [InlineData(3f, 0x80u)]
    public void Scales_are_the_nearest_power_of_two(float value, uint code) => Assert.Equal(code, NumberFormats.E8M0.Encode(value));

    /// <summary>Halfway between the two lowest powers, which are subnormal and normal in float.</summary>
    [Theory]
    [InlineData(0x005fffff, 0u)]
    [InlineData(0x00600000, 0u)]
    [InlineData(0x00600001, 1u)]
    [InlineData(0x00bfffff, 1u)]
    [InlineData(0x00c00000, 2u)]
    public void The_lowest_powers_are_rounded_to_the_even_code(int bits, uint code) =>
        Assert.Equal(code, NumberFormats.E8M0.Encode(BitConverter.Int32BitsToSingle(bits)));

    [Fact]
    public void Both_zeros_have_the_min_scale() => Assert.Equal(0u, NumberFormats.E8M0.Encode(-0f));

    [Fact]
    public void Values_with_a_scale_are_not_converted_without()
    {
        NumberFormat format = NumberFormats.MxFp8E4M3;
        Assert.Contains("mxfp8_e4m3", Assert.Throws<InvalidOperationException>(() => format.Encode(1)).Message);
        Assert.Throws<InvalidOperationException>(() => format.Decode(1));
        Assert.Throws<InvalidOperationException>(() => format.Round(1));
        Assert.Equal(NumberFormats.Fp8E4M3.Encode(3), format.Encode(6, 2));
        Assert.True(float.IsNaN(format.Decode(0x38, float.NaN)));
        Assert.Equal(2, format.Decode(0x38, 2));
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(-1f)]
    [InlineData(float.PositiveInfinity)]
    public void Scales_must_be_positive(float scale)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => NumberFormats.Int8.Encode(1, scale));
        Assert.Throws<ArgumentOutOfRangeException>(() => NumberFormats.Int8.Decode(1, scale));
        Assert.Throws<ArgumentOutOfRangeException>(() => NumberFormats.Int8.Round([1], new float[1], scale));
    }

    [Fact]
    public void Spans_must_fit()
    {
        float[] values = new float[8];
        Assert.Throws<ArgumentException>(() => NumberFormats.Bf16.Round(values, new float[7]));
        Assert.Throws<ArgumentException>(() => NumberFormats.Bf16.Round(values.AsSpan(0, 7), values.AsSpan(1)));
        Assert.Throws<ArgumentException>(() => NumberFormats.Int8.Round(values, new float[9], 1));
        Assert.Throws<ArgumentException>(() => NumberFormats.Int8.Round(values.AsSpan(1), values.AsSpan(0, 7), 1));
    }

    [Fact]
    public void Blocks_must_fit()
    {
        NumberFormat format = NumberFormats.MxFp8E5M2;
        Assert.Throws<ArgumentException>(() => format.EncodeBlock([], []));
        Assert.Throws<ArgumentException>(() => format.EncodeBlock(new float[33], new uint[33]));
        Assert.Throws<ArgumentException>(() => format.EncodeBlock(new float[32], new uint[31]));
        Assert.Throws<ArgumentException>(() => format.DecodeBlock(0, new uint[33], new float[33]));
        Assert.Throws<ArgumentException>(() => format.DecodeBlock(0, new uint[31], new float[32]));
        Assert.Throws<InvalidOperationException>(() => NumberFormats.Bf16.EncodeBlock(new float[1], new uint[1]));
        Assert.Throws<InvalidOperationException>(() => NumberFormats.Int8.DecodeBlock(0, new uint[1], new float[1]));
    }

    [Fact]
    public void A_wrong_scale_may_leave_the_range_of_float()
    {
        float[] values = new float[2];
        NumberFormats.MxFp8E4M3.DecodeBlock(0xfe, [0x7e, 0x00], values);
        Assert.Equal([float.PositiveInfinity, 0], values);
        NumberFormats.MxFp8E4M3.DecodeBlock(0xff, [0x7e, 0x00], values);
        Assert.All(values, value => Assert.True(float.IsNaN(value)));
    }

    [Fact]
    public void A_tensor_with_an_infinity_has_no_scale()
    {
        Assert.Equal(2, NumberFormats.Int8.ScaleFor([1, -254, 3]));
        Assert.Equal(1, NumberFormats.Int8.ScaleFor([0, -0f]));
        Assert.Equal(1, NumberFormats.Int8.ScaleFor([]));
        Assert.Equal(float.Epsilon, NumberFormats.Int8.ScaleFor([float.Epsilon]));
        Assert.True(float.IsNaN(NumberFormats.Int8.ScaleFor([1, float.NegativeInfinity])));
    }

    [Fact]
    public void Impossible_formats_are_refused()
    {
        AssertRefused<ArgumentOutOfRangeException>("exponentBits", () => Make(1, 3));
        AssertRefused<ArgumentOutOfRangeException>("exponentBits", () => Make(9, 3));
        AssertRefused<ArgumentOutOfRangeException>("mantissaBits", () => Make(4, 0));
        AssertRefused<ArgumentOutOfRangeException>("mantissaBits", () => Make(4, 24));
        AssertRefused<ArgumentException>("special", () => Make(8, 7, SpecialValues.NaN));
        AssertRefused<ArgumentException>("overflow", () => Make(2, 1, SpecialValues.None));
        AssertRefused<ArgumentOutOfRangeException>("bits", () => NumberFormat.Integer("i", "", 1));
        AssertRefused<ArgumentOutOfRangeException>("bits", () => NumberFormat.Integer("i", "", 25));
        AssertRefused<ArgumentOutOfRangeException>(
            "blockSize", () => NumberFormat.Blocks("b", "", NumberFormats.Int8, NumberFormats.E8M0, 1));
        AssertRefused<ArgumentException>(
            "element", () => NumberFormat.Blocks("b", "", NumberFormats.MxFp8E4M3, NumberFormats.E8M0, 32));
        AssertRefused<ArgumentException>(
            "scaleFormat", () => NumberFormat.Blocks("b", "", NumberFormats.Int8, NumberFormats.Bf16, 32));
    }

    private static NumberFormat Make(
        int exponentBits, int mantissaBits, SpecialValues special = SpecialValues.InfinitiesAndNaNs) =>
        NumberFormat.Float("f", "", exponentBits, mantissaBits, special, OverflowRule.ToInfinity);

    private static void AssertRefused<T>(string parameter, Func<NumberFormat> make)
        where T : ArgumentException => Assert.Equal(parameter, Assert.Throws<T>(make).ParamName);
}
