using System.Globalization;
using CycleSim.Reference;
using CycleSim.Workloads.Formats;

namespace CycleSim.Workloads.Tests.Formats;

/// <summary>Layouts, conversions and single wrong bits against tests/Reference/workloads/formats.</summary>
public sealed class FormatReferenceTests
{
    /// <summary>The formats by the names of the tables.</summary>
    private static readonly Dictionary<string, NumberFormat> Formats = new()
    {
        ["fp32"] = NumberFormats.Fp32,
        ["bf16"] = NumberFormats.Bf16,
        ["bf16_sat"] = NumberFormat.Float("bf16_sat", "", 8, 7, SpecialValues.InfinitiesAndNaNs, OverflowRule.Saturate),
        ["fp16"] = NumberFormats.Fp16,
        ["fp16_sat"] = NumberFormat.Float("fp16_sat", "", 5, 10, SpecialValues.InfinitiesAndNaNs, OverflowRule.Saturate),
        ["e4m3"] = NumberFormats.Fp8E4M3,
        ["e4m3_sat"] = NumberFormats.Fp8E4M3,
        ["e4m3_nonsat"] = NumberFormats.Fp8E4M3NonSaturating,
        ["e5m2"] = NumberFormats.Fp8E5M2,
        ["e5m2_sat"] = NumberFormats.Fp8E5M2,
        ["e5m2_nonsat"] = NumberFormats.Fp8E5M2NonSaturating,
        ["e8m0"] = NumberFormats.E8M0,
        ["int8"] = NumberFormats.Int8,
    };

    [Fact]
    public void Layouts_and_limits_equal_the_table()
    {
        IReadOnlyList<ReferenceRow> rows = ReferenceFile.Table("workloads/formats/formats.csv");
        Assert.Equal(7, rows.Count);
        foreach (ReferenceRow row in rows)
        {
            NumberFormat format = Formats[row.Text("format")];
            Assert.Equal(row.Int("bits"), format.Bits);
            Assert.Equal(
                (row.Hex("sign_mask"), row.Hex("exponent_mask"), row.Hex("mantissa_mask")),
                (format.Layout.SignMask, format.Layout.ExponentMask, format.Layout.MantissaMask));
            Assert.Equal(row.Text("bias"), format.Bias?.ToString(CultureInfo.InvariantCulture) ?? "none");
            Assert.Equal((row.Hex("max_finite_code"), row.Number("max_finite")), (format.MaxFiniteCode, format.MaxFinite));
            AssertCode(row, "min_normal_code", format.MinNormalCode);
            AssertNumber(row, "min_normal", format.MinNormal);
            AssertCode(row, "min_subnormal_code", format.MinSubnormalCode);
            AssertNumber(row, "min_subnormal", format.MinSubnormal);
            AssertCode(row, "infinity_code", format.InfinityCode);
            AssertCode(row, "canonical_nan", format.NaNCode);
        }
    }

    [Fact]
    public void Fields_of_bits_equal_the_table()
    {
        foreach (ReferenceRow row in ReferenceFile.Table("workloads/formats/formats.csv"))
        {
            NumberFormat format = Formats[row.Text("format")];
            for (int bit = 0; bit < format.Bits; bit++)
                Assert.Equal(ExpectedField(row, bit), format.FieldOf(bit));
            Assert.Throws<ArgumentOutOfRangeException>(() => format.FieldOf(-1));
            Assert.Throws<ArgumentOutOfRangeException>(() => format.FieldOf(format.Bits));
        }
    }

    [Fact]
    public void Codes_of_NaNs_equal_the_table()
    {
        foreach (ReferenceRow row in ReferenceFile.Table("workloads/formats/formats.csv"))
        {
            NumberFormat format = Formats[row.Text("format")];
            string range = row.Text("nan_codes_positive");
            if (range == "none")
                continue;
            uint[] ends = [.. (range.Contains('.') ? range : $"{range}..{range}").Split("..").Select(Hex)];
            Assert.True(float.IsNaN(format.Decode(ends[0])) && float.IsNaN(format.Decode(ends[1])));
            Assert.False(float.IsNaN(format.Decode(ends[0] - 1)));
            Assert.Equal(format.Layout.Mask & ~format.Layout.SignMask, ends[1]);
        }
    }

    [Fact]
    public void Conversions_equal_the_table()
    {
        IReadOnlyList<ReferenceRow> rows = ReferenceFile.Table("workloads/formats/conversions.csv.gz");
        Assert.Equal(2000, rows.Count);
        string[] columns = ["bf16", "bf16_sat", "fp16", "fp16_sat", "e4m3_sat", "e4m3_nonsat", "e5m2_sat", "e5m2_nonsat"];
        float[] values = [.. rows.Select(row => row.Single("fp32"))];
        foreach (string column in columns)
        {
            NumberFormat format = Formats[column];
            float[] rounded = new float[values.Length];
            format.Round(values, rounded);
            for (int i = 0; i < values.Length; i++)
            {
                uint expected = rows[i].Hex(column);
                Assert.True(expected == format.Encode(values[i]), $"{column} of {rows[i].Text("fp32")} ({rows[i].Text("kind")})");
                AssertBits(format.Decode(expected), format.Round(values[i]));
                AssertBits(format.Decode(expected), rounded[i]);
            }
        }
    }

    [Fact]
    public void Decoded_codes_of_8_bits_equal_the_table()
    {
        IReadOnlyList<ReferenceRow> rows = ReferenceFile.Table("workloads/formats/decode8.csv.gz");
        Assert.Equal(3 * 256, rows.Count);
        foreach (ReferenceRow row in rows)
        {
            float value = Formats[row.Text("format")].Decode(row.Hex("code"));
            AssertBits(row.Single("fp32"), value);
            Assert.Equal(row.Text("class"), row.Text("class") == "scale" ? "scale" : ClassOf(Formats[row.Text("format")], value));
        }
    }

    [Fact]
    public void A_wrong_bit_changes_the_number_as_in_the_table()
    {
        IReadOnlyList<ReferenceRow> rows = ReferenceFile.Table("workloads/formats/bit_errors.csv.gz");
        Assert.Equal(420, rows.Count);
        foreach (ReferenceRow row in rows)
        {
            NumberFormat format = Formats[row.Text("format")];
            Assert.Equal(row.Text("field"), format.FieldOf(row.Int("bit")).ToString().ToLowerInvariant());
            uint after = row.Hex("code") ^ (1u << row.Int("bit"));
            Assert.Equal(row.Hex("code_after"), after);
            AssertBits(ValueOf(row, "value", format), format.Decode(row.Hex("code")));
            AssertBits(ValueOf(row, "value_after", format), format.Decode(after));
            Assert.Equal(row.Hex("code"), format.Encode(ValueOf(row, "value", format)));
        }
    }

    [Fact]
    public void Blocks_equal_the_table()
    {
        IReadOnlyList<ReferenceRow> rows = ReferenceFile.Table("workloads/formats/mxfp8.csv.gz");
        Assert.Equal(80, rows.Count);
        foreach (ReferenceRow row in rows)
        {
            NumberFormat format = NumberFormats.All.Get($"mxfp8_{row.Text("element_format")}");
            float[] values = [.. row.Text("fp32_values").Split(' ').Select(Hex).Select(BitConverter.UInt32BitsToSingle)];
            uint[] codes = new uint[values.Length];
            Assert.Equal(row.Hex("scale_e8m0"), format.EncodeBlock(values, codes));
            bool hasMeaning = row.Text("element_codes").Length > 0;
            Assert.Equal(row.Hex("scale_e8m0") != 0xff, hasMeaning);
            if (hasMeaning)
                Assert.Equal(row.Text("element_codes").Split(' ').Select(Hex), codes);
            AssertBlockIsRead(format, row.Hex("scale_e8m0"), codes, values);
        }
    }

    [Fact]
    public void Integers_equal_the_table()
    {
        IReadOnlyList<ReferenceRow> rows = ReferenceFile.Table("workloads/formats/int8.csv.gz");
        Assert.Equal(400, rows.Count);
        foreach (ReferenceRow row in rows)
        {
            (float value, float scale) = (row.Single("fp32"), row.Single("scale_fp32"));
            uint code = NumberFormats.Int8.Encode(value, scale);
            Assert.Equal(row.Hex("code"), code);
            Assert.Equal(row.Int("q"), NumberFormats.Int8.Decode(code));
            float[] rounded = [value];
            NumberFormats.Int8.Round(rounded, rounded, scale);
            AssertBits(row.Int("q") * scale, rounded[0]);
            AssertBits(row.Int("q") * scale, NumberFormats.Int8.Decode(code, scale));
        }
    }

    private static void AssertBlockIsRead(NumberFormat format, uint scaleCode, uint[] codes, float[] values)
    {
        float[] decoded = new float[codes.Length];
        format.DecodeBlock(scaleCode, codes, decoded);
        float scale = NumberFormats.E8M0.Decode(scaleCode);
        NumberFormat element = format == NumberFormats.MxFp8E4M3 ? NumberFormats.Fp8E4M3 : NumberFormats.Fp8E5M2;
        // In double, products of 8-bit numbers and powers of two are exact.
        Assert.Equal(codes.Select(code => (double)element.Decode(code) * scale), decoded.Select(value => (double)value));
        float[] rounded = new float[values.Length];
        format.Round(values, rounded);
        for (int i = 0; i < values.Length; i++)
            AssertBits(decoded[i], rounded[i]);
    }

    private static string ClassOf(NumberFormat format, float value)
    {
        float magnitude = MathF.Abs(value);
        if (float.IsNaN(value))
            return "nan";
        if (float.IsInfinity(value))
            return "inf";
        return magnitude == 0 ? "zero" : magnitude < format.MinNormal ? "subnormal" : "normal";
    }

    private static BitField ExpectedField(ReferenceRow row, int bit)
    {
        if (row.Text("sign_bit") == bit.ToString(CultureInfo.InvariantCulture))
            return BitField.Sign;
        if (row.Text("exponent_high_bit") == "none")
            return BitField.Magnitude;
        return bit >= row.Int("exponent_low_bit") ? BitField.Exponent : BitField.Mantissa;
    }

    private static float ValueOf(ReferenceRow row, string column, NumberFormat format) =>
        format == NumberFormats.Int8 ? row.Int(column) : row.Single(column);

    private static void AssertCode(ReferenceRow row, string column, uint? code) =>
        Assert.Equal(row.Text(column) == "none" ? null : row.Hex(column), code);

    private static void AssertNumber(ReferenceRow row, string column, float? number) =>
        Assert.Equal(row.Text(column) == "none" ? null : (double?)row.Number(column), number is { } value ? (double)value : null);

    private static void AssertBits(float expected, float actual)
    {
        if (!float.IsNaN(expected) || !float.IsNaN(actual))
            Assert.Equal(BitConverter.SingleToUInt32Bits(expected), BitConverter.SingleToUInt32Bits(actual));
    }

    private static uint Hex(string text) => uint.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
