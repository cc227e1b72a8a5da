using CycleSim.Configuration.Keys;
using CycleSim.Workloads.Formats;

namespace CycleSim.Accelerator.Machine;

/// <summary>
/// Number formats in which arrays can multiply: those of <see cref="NumberFormats.All"/> with words of whole bytes and no scale beside
/// them.
/// </summary>
public static class ProductFormats
{
    /// <summary>What a machine can choose among.</summary>
    public static ChoiceSubset<NumberFormat> Choices { get; } = new(NumberFormats.All, Multiplies);

    /// <summary>The name in stored results and traces: version 0.1 wrote members of an enumeration, as "Fp32".</summary>
    /// <param name="format">The format.</param>
    public static string StoredName(NumberFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        return char.ToUpperInvariant(format.Name[0]) + format.Name[1..];
    }

    /// <summary>The format of a name that <see cref="StoredName"/> gave; null where there is none.</summary>
    /// <param name="storedName">The stored name.</param>
    public static NumberFormat? OfStored(string storedName) =>
        Choices.All.FirstOrDefault(format => StoredName(format) == storedName);

    private static bool Multiplies(NumberFormat format) => StorableFormats.Holds(format) && format.ScaleFormat is null;
}
