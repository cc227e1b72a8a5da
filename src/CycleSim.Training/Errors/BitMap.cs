using System.Collections.Immutable;
using System.Globalization;
using CycleSim.Configuration.Text;
using CycleSim.Platform;
using CycleSim.Traces;

namespace CycleSim.Training.Errors;

/// <summary>
/// Which of the 32 bits of a word lie in which array: the write error rate of each bit. Bit 31 is the sign, 23 to 30 are the exponent and
/// 0 to 22 the mantissa of an fp32 number.
/// </summary>
/// <param name="Rates">The write error rate of each bit, from bit 0; 0 to 1.</param>
internal sealed record BitMap(ImmutableArray<double> Rates)
{
    private const int MantissaBits = 23;
    private const int SignBit = StoredWord.Bits - 1;

    /// <summary>No bit ever fails.</summary>
    public static BitMap Exact { get; } = new([.. new double[StoredWord.Bits]]);

    /// <summary>Whether no bit ever fails.</summary>
    public bool IsExact => Rates.All(rate => rate == 0);

    /// <summary>Bits of one rate above 0, which lie in one array.</summary>
    internal IEnumerable<(double Rate, int[] Bits)> Arrays => Enumerable.Range(0, StoredWord.Bits)
        .Where(bit => Rates[bit] > 0)
        .GroupBy(bit => Rates[bit])
        .Select(group => (group.Key, group.ToArray()));

    /// <summary>
    /// Reads a map: parts like "mantissa@8e-4" joined by "+", e.g. "mantissa@8e-4+sign@8.62e-10"; later parts override earlier ones.
    /// Bits are named as in <see cref="Bits"/>. Bits that no part names do not fail.
    /// </summary>
    /// <param name="text">The map, or "off".</param>
    /// <param name="option">The option it comes from, for messages.</param>
    /// <exception cref="InputException">It is not of this form.</exception>
    public static BitMap Parse(string text, string option)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text == "off")
            return Exact;
        BitMap map = Exact;
        foreach (string part in text.Split('+', StringSplitOptions.TrimEntries))
        {
            // An exponent may have a plus sign too: "1e+0" is not split correctly, and is an error.
            if (part.Split('@') is not [string bits, string rate])
                throw new InputException($"{option} {text}: write off, or BITS@RATE joined by +, e.g. mantissa@8e-4+sign@8.62e-10");
            map = map.With(Bits(bits, option), Rate(rate, option));
        }

        return map;
    }

    /// <summary>The same map with another rate for some bits.</summary>
    /// <param name="bits">The bits, 0 to 31.</param>
    /// <param name="rate">Write error rate, 0 to 1.</param>
    public BitMap With(IEnumerable<int> bits, double rate)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rate);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rate, 1);
        return new(bits.Aggregate(Rates, (rates, bit) => rates.SetItem(bit, rate)));
    }

    /// <summary>
    /// Bits by name: "all", "sign", "exponent", "mantissa", "mantissa:N" (its N lowest), "7" or "0-15", joined by commas.
    /// </summary>
    /// <exception cref="InputException">It is not of this form.</exception>
    public static IReadOnlyList<int> Bits(string text, string option)
    {
        ArgumentNullException.ThrowIfNull(text);
        return [.. text.Split(',', StringSplitOptions.TrimEntries).SelectMany(part => Range(part, text, option)).Distinct().Order()];
    }

    /// <summary>A write error rate.</summary>
    /// <exception cref="InputException">It is no number from 0 to 1.</exception>
    public static double Rate(string text, string option) =>
        NumberText.TryDouble(text, out double rate) && rate is >= 0 and <= 1
            ? rate
            : throw new InputException($"{option}: \"{text}\" is no write error rate; allowed are 0 to 1");

    private static IEnumerable<int> Range(string part, string text, string option)
    {
        (int first, int last) = part switch
        {
            "all" => (0, SignBit),
            "sign" => (SignBit, SignBit),
            "exponent" => (MantissaBits, SignBit - 1),
            "mantissa" => (0, MantissaBits - 1),
            _ => Numbers(part),
        };
        return first <= last && last <= SignBit ? Enumerable.Range(first, last - first + 1) : throw new InputException(
            $"{option}: \"{text}\" names no bits; allowed are all, sign, exponent, mantissa, mantissa:1 to mantissa:23, bits 0 to 31 "
            + "and ranges like 0-15, joined by commas");
    }

    private static (int First, int Last) Numbers(string part)
    {
        (int, int) none = (1, 0);
        if (part.StartsWith("mantissa:", StringComparison.Ordinal))
            return Number(part["mantissa:".Length..]) is { } low && low is >= 1 and <= MantissaBits ? (0, low - 1) : none;
        string[] ends = part.Split('-');
        return ends.Length <= 2 && Number(ends[0]) is { } first && Number(ends[^1]) is { } last ? (first, last) : none;
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : null;
}
