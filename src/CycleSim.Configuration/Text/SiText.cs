using System.Globalization;

namespace CycleSim.Configuration.Text;

/// <summary>Quantities with the SI prefix that reads well: "22.36 J", "1.262 s", "640 nJ".</summary>
public static class SiText
{
    private const int Digits = 4;

    private static readonly (string Prefix, double Factor)[] Prefixes =
    [
        ("G", 1e9), ("M", 1e6), ("k", 1e3), ("", 1), ("m", 1e-3), ("u", 1e-6), ("n", 1e-9), ("p", 1e-12),
    ];

    /// <summary>Writes a quantity with four significant digits.</summary>
    /// <param name="value">The value in the unit; any number.</param>
    /// <param name="unit">The unit without prefix, e.g. "J".</param>
    public static string Format(double value, string unit)
    {
        (string prefix, double factor) = PrefixOf(value);
        return $"{Number(value / factor)} {prefix}{unit}";
    }

    /// <summary>
    /// The prefix that reads well, and its factor: the largest with which the rounded number is at least 1, within pico to giga; none
    /// for 0.
    /// </summary>
    /// <param name="value">The value in the unit without prefix.</param>
    public static (string Prefix, double Factor) PrefixOf(double value)
    {
        double size = Math.Abs(value);
        if (size == 0 || !double.IsFinite(size))
            return ("", 1);
        foreach ((string prefix, double factor) in Prefixes)
            if (size / factor >= 1 - 0.5 / Math.Pow(10, Digits))
                return (prefix, factor);
        return Prefixes[^1];
    }

    /// <summary>A number with four significant digits, and none that are zeros at its end.</summary>
    /// <param name="number">Any number; beyond what four digits can write it gets an exponent.</param>
    public static string Number(double number)
    {
        string text = number.ToString($"G{Digits}", CultureInfo.InvariantCulture);
        return double.IsFinite(number) && text.Contains('E', StringComparison.Ordinal) && Math.Abs(number) is >= 1 and < 1e7
            ? Math.Round(number).ToString("F0", CultureInfo.InvariantCulture) : text;
    }
}
