using System.Globalization;
using System.Numerics;
using CycleSim.Platform;
using CycleSim.Training.Formats;

namespace CycleSim.Training.Errors;

/// <summary>
/// The names of the bits of a code: "all", a field ("sign", "exponent", "mantissa"; of integers "magnitude" too; of formats with blocks
/// "scale", the bits above the value), "mantissa:N" (its N lowest), "7" or "0-15".
/// </summary>
/// <param name="format">The format of the code.</param>
internal sealed class BitNames(StoredFormat format)
{
    private const string All = "all";
    private const string Mantissa = "mantissa";
    private const string Magnitude = "magnitude";
    private const string Scale = "scale";

    private readonly (string Name, uint Mask)[] _fields =
    [
        (All, Mask(0, format.Bits)),
        ("sign", format.Number.Layout.SignMask),
        ("exponent", format.Number.Layout.ExponentMask),
        (Mantissa, format.Number.Layout.MantissaMask),
        (Magnitude, format.Number.Layout.ExponentMask == 0 ? format.Number.Layout.MantissaMask : 0),
        (Scale, Mask(format.Number.Bits, format.ScaleBits)),
    ];

    private int MantissaBits => BitOperations.PopCount(format.Number.Layout.MantissaMask);

    /// <summary>The bits that a text names, joined by commas, in ascending order.</summary>
    /// <param name="text">The text.</param>
    /// <param name="option">The option it comes from, for messages.</param>
    /// <param name="skipsMissing">Whether fields that the format lacks name no bits; otherwise they are errors.</param>
    /// <exception cref="InputException">It is not of this form.</exception>
    internal IReadOnlyList<int> Parse(string text, string option, bool skipsMissing = false)
    {
        ArgumentNullException.ThrowIfNull(text);
        return [.. text.Split(',', StringSplitOptions.TrimEntries).SelectMany(Bits).Distinct().Order()];

        IEnumerable<int> Bits(string part)
        {
            uint mask = MaskOf(part);
            if (mask == 0 && !(skipsMissing && _fields.Any(field => field.Name == part)))
                throw new InputException($"{option}: \"{text}\" names no bits{Owner}; allowed are {Allowed}");
            return Enumerable.Range(0, format.Bits).Where(bit => (mask >> bit & 1) != 0);
        }
    }

    private string Owner => format.IsExact ? "" : $" of {format.Number.Name}";

    private string Allowed
    {
        get
        {
            IEnumerable<string> fields = _fields.Where(one => one.Mask != 0).Select(one => one.Name);
            return $"{string.Join(", ", fields)}, {Mantissa}:1 to {Mantissa}:{MantissaBits}, bits 0 to {format.Bits - 1} "
                + $"and ranges like 0-{format.Bits / 2 - 1}, joined by commas";
        }
    }

    private uint MaskOf(string part)
    {
        if (_fields.FirstOrDefault(field => field.Name == part) is { Name: not null } found)
            return found.Mask;
        if (part.StartsWith($"{Mantissa}:", StringComparison.Ordinal))
            return Number(part[(Mantissa.Length + 1)..]) is { } low && low >= 1 && low <= MantissaBits ? Mask(0, low) : 0;
        string[] ends = part.Split('-');
        bool isRange = ends.Length <= 2 && Number(ends[0]) is not null && Number(ends[^1]) is not null;
        (int first, int last) = isRange ? (Number(ends[0])!.Value, Number(ends[^1])!.Value) : (1, 0);
        return first <= last && last < format.Bits ? Mask(first, last - first + 1) : 0;
    }

    private static uint Mask(int first, int count) => (uint)(((1UL << count) - 1) << first);

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : null;
}
