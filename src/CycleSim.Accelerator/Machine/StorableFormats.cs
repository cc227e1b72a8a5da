using CycleSim.Configuration.Keys;
using CycleSim.Workloads.Formats;

namespace CycleSim.Accelerator.Machine;

/// <summary>
/// Number formats in which tensors can be stored: those of <see cref="NumberFormats.All"/> whose words, and the scales of whose blocks, are
/// whole bytes.
/// </summary>
public static class StorableFormats
{
    /// <summary>What a machine can choose among.</summary>
    public static ChoiceSubset<NumberFormat> Choices { get; } = new(NumberFormats.All, Holds);

    /// <summary>Whether tensors can be stored in a format.</summary>
    /// <param name="format">The format.</param>
    internal static bool Holds(NumberFormat format) =>
        format.Bits % 8 == 0 && format.Layout.SignMask != 0 && format.ScaleFormat is null or { Bits: 8 };
}
