using CycleSim.Configuration.Keys;

namespace CycleSim.Workloads.Formats;

/// <summary>
/// The number formats that files can name. A custom format is described by <see cref="NumberFormat.Float"/>,
/// <see cref="NumberFormat.Integer"/> or <see cref="NumberFormat.Blocks"/> and registered before the files are read.
/// </summary>
public static class NumberFormats
{
    private const int MxBlockSize = 32;

    /// <summary>IEEE 754 binary32.</summary>
    public static NumberFormat Fp32 { get; } = NumberFormat.Float(
        "fp32", "IEEE 754 binary32, 32 bits", 8, 23, SpecialValues.InfinitiesAndNaNs, OverflowRule.ToInfinity);

    /// <summary>bfloat16: the upper half of binary32.</summary>
    public static NumberFormat Bf16 { get; } = NumberFormat.Float(
        "bf16", "bfloat16, 16 bits with the range of fp32", 8, 7, SpecialValues.InfinitiesAndNaNs, OverflowRule.ToInfinity);

    /// <summary>IEEE 754 binary16.</summary>
    public static NumberFormat Fp16 { get; } = NumberFormat.Float(
        "fp16", "IEEE 754 binary16, 16 bits", 5, 10, SpecialValues.InfinitiesAndNaNs, OverflowRule.ToInfinity);

    /// <summary>E4M3 of the OCP, saturating: up to 448.</summary>
    public static NumberFormat Fp8E4M3 { get; } = NumberFormat.Float(
        "fp8_e4m3", "OCP E4M3, 8 bits, saturating at 448", 4, 3, SpecialValues.NaN, OverflowRule.Saturate);

    /// <summary>E5M2 of the OCP, saturating: up to 57344.</summary>
    public static NumberFormat Fp8E5M2 { get; } = NumberFormat.Float(
        "fp8_e5m2", "OCP E5M2, 8 bits, saturating at 57344", 5, 2, SpecialValues.InfinitiesAndNaNs, OverflowRule.Saturate);

    /// <summary>E4M3 of the OCP; larger numbers become NaN.</summary>
    public static NumberFormat Fp8E4M3NonSaturating { get; } = NumberFormat.Float(
        "fp8_e4m3_nonsat", "OCP E4M3, 8 bits, NaN beyond 448", 4, 3, SpecialValues.NaN, OverflowRule.ToInfinity);

    /// <summary>E5M2 of the OCP; larger numbers become infinite.</summary>
    public static NumberFormat Fp8E5M2NonSaturating { get; } = NumberFormat.Float(
        "fp8_e5m2_nonsat", "OCP E5M2, 8 bits, infinite beyond 57344", 5, 2, SpecialValues.InfinitiesAndNaNs, OverflowRule.ToInfinity);

    /// <summary>E8M0 of the OCP: the powers of two that are scales of blocks.</summary>
    public static NumberFormat E8M0 { get; } = NumberFormat.PowerOfTwo("e8m0", "OCP E8M0, 8 bits, powers of two as scales of blocks");

    /// <summary>MXFP8 of the OCP with E4M3 elements.</summary>
    public static NumberFormat MxFp8E4M3 { get; } = NumberFormat.Blocks(
        "mxfp8_e4m3", "blocks of 32 E4M3 numbers with a scale of 8 bits", Fp8E4M3, E8M0, MxBlockSize);

    /// <summary>MXFP8 of the OCP with E5M2 elements.</summary>
    public static NumberFormat MxFp8E5M2 { get; } = NumberFormat.Blocks(
        "mxfp8_e5m2", "blocks of 32 E5M2 numbers with a scale of 8 bits", Fp8E5M2, E8M0, MxBlockSize);

    /// <summary>Whole numbers from -128 to 127, usually with a scale that is kept outside the tensor.</summary>
    public static NumberFormat Int8 { get; } = NumberFormat.Integer("int8", "8-bit integer in two's complement, with a scale", 8);

    /// <summary>All formats, found by name.</summary>
    public static ChoiceTable<NumberFormat> All { get; } = new(
        "number format", Fp32, Bf16, Fp16, Fp8E4M3, Fp8E5M2, Fp8E4M3NonSaturating, Fp8E5M2NonSaturating, E8M0, MxFp8E4M3, MxFp8E5M2, Int8);
}
