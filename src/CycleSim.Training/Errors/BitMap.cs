using System.Collections.Immutable;
using CycleSim.Configuration.Text;
using CycleSim.Platform;
using CycleSim.Traces;
using CycleSim.Training.Formats;

namespace CycleSim.Training.Errors;

/// <summary>
/// Which of the bits of a code lie in which array: each bit's write error rate. A code of fp32 has 32: bit 31 is the sign, 23 to 30 are
/// the exponent and 0 to 22 the mantissa. Codes of blocks have the bits of their scale, which is written once, above those of a value.
/// </summary>
/// <param name="Rates">The write error rate of each bit, from bit 0; 0 to 1.</param>
internal sealed record BitMap(ImmutableArray<double> Rates)
{
    /// <summary>No bit of an fp32 number ever fails.</summary>
    public static BitMap Exact { get; } = new([.. new double[StoredWord.Bits]]);

    /// <summary>Whether no bit ever fails.</summary>
    public bool IsExact => Rates.All(rate => rate == 0);

    /// <summary>No bit of a format ever fails.</summary>
    public static BitMap ExactOf(StoredFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        return new([.. new double[format.Bits]]);
    }

    /// <summary>Bits of one rate above 0, which lie in one array.</summary>
    /// <param name="first">The first bit that counts; the others are numbered from it.</param>
    /// <param name="count">How many bits count.</param>
    internal IEnumerable<(double Rate, int[] Bits)> ArraysOf(int first, int count) => Enumerable.Range(first, count)
        .Where(bit => Rates[bit] > 0)
        .GroupBy(bit => Rates[bit], bit => bit - first)
        .Select(group => (group.Key, group.ToArray()));

    /// <summary>
    /// Reads a map: parts like "mantissa@8e-4" joined by "+", e.g. "mantissa@8e-4+sign@8.62e-10"; later parts override earlier ones.
    /// Bits are named as in <see cref="Bits"/>. Bits that no part names do not fail.
    /// </summary>
    /// <param name="text">The map, or "off".</param>
    /// <param name="option">The option it comes from, for messages.</param>
    /// <param name="format">The format whose bits are named; null for fp32.</param>
    /// <exception cref="InputException">It is not of this form.</exception>
    public static BitMap Parse(string text, string option, StoredFormat? format = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        BitMap map = ExactOf(format ?? StoredFormat.Fp32);
        if (text == "off")
            return map;
        foreach (string part in text.Split('+', StringSplitOptions.TrimEntries))
        {
            // An exponent may have a plus sign too: "1e+0" is not split correctly, and is an error.
            if (part.Split('@') is not [string bits, string rate])
                throw new InputException($"{option} {text}: write off, or BITS@RATE joined by +, e.g. mantissa@8e-4+sign@8.62e-10");
            map = map.With(Bits(bits, option, format), Rate(rate, option));
        }

        return map;
    }

    /// <summary>The same map with another rate for some bits.</summary>
    /// <param name="bits">The bits, from 0.</param>
    /// <param name="rate">Write error rate, 0 to 1.</param>
    public BitMap With(IEnumerable<int> bits, double rate)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rate);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rate, 1);
        return new(bits.Aggregate(Rates, (rates, bit) => rates.SetItem(bit, rate)));
    }

    /// <summary>Bits by name, as <see cref="BitNames"/> says.</summary>
    /// <param name="text">The names, joined by commas.</param>
    /// <param name="option">The option it comes from, for messages.</param>
    /// <param name="format">The format whose bits are named; null for fp32.</param>
    /// <exception cref="InputException">It is not of this form.</exception>
    public static IReadOnlyList<int> Bits(string text, string option, StoredFormat? format = null) =>
        new BitNames(format ?? StoredFormat.Fp32).Parse(text, option);

    /// <summary>A write error rate.</summary>
    /// <exception cref="InputException">It is no number from 0 to 1.</exception>
    public static double Rate(string text, string option) =>
        NumberText.TryDouble(text, out double rate) && rate is >= 0 and <= 1
            ? rate
            : throw new InputException($"{option}: \"{text}\" is no write error rate; allowed are 0 to 1");
}
