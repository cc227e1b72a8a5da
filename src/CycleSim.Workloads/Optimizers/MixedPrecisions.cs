using CycleSim.Configuration.Keys;
using CycleSim.Workloads.Formats;

namespace CycleSim.Workloads.Optimizers;

/// <summary>The precisions of training that options can name. A program registers its own before it reads options.</summary>
public static class MixedPrecisions
{
    /// <summary>One precision: all in fp32.</summary>
    public static MixedPrecision Fp32 { get; } = new(
        "fp32", "everything in fp32", NumberFormats.Fp32, NumberFormats.Fp32, NumberFormats.Fp32);

    /// <summary>Weights and gradients in bf16, master weights and states in fp32.</summary>
    public static MixedPrecision MixedBf16 { get; } = new(
        "mixed_bf16",
        "weights and gradients in bf16, master weights and states in fp32",
        NumberFormats.Bf16,
        NumberFormats.Bf16,
        NumberFormats.Fp32,
        NumberFormats.Fp32);

    /// <summary>Weights in bf16; gradients, master weights and states in fp32.</summary>
    public static MixedPrecision MixedBf16Fp32Gradients { get; } = new(
        "mixed_bf16_fp32_gradients",
        "weights in bf16; gradients, master weights and states in fp32",
        NumberFormats.Bf16,
        NumberFormats.Fp32,
        NumberFormats.Fp32,
        NumberFormats.Fp32);

    /// <summary>All precisions, found by name.</summary>
    public static ChoiceTable<MixedPrecision> All { get; } = new("precision", Fp32, MixedBf16, MixedBf16Fp32Gradients);
}
