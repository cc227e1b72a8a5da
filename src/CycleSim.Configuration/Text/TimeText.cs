using System.Globalization;
using CycleSim.Platform;

namespace CycleSim.Configuration.Text;

/// <summary>Simulated times as people write them: "10us", "1.5 ms", "800ps".</summary>
public static class TimeText
{
    private static readonly (string Name, decimal Ps)[] Units = [("s", 1e12m), ("ms", 1e9m), ("us", 1e6m), ("ns", 1e3m), ("ps", 1m)];

    /// <summary>Reads a time.</summary>
    /// <param name="text">A decimal number and a unit: ps, ns, us, ms or s.</param>
    /// <returns>Whole picoseconds, at least 0.</returns>
    /// <exception cref="InputException">The text is no time, or not a whole number of picoseconds that fits 63 bits.</exception>
    public static long ParsePs(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        ReadOnlySpan<char> trimmed = text.AsSpan().Trim();
        int unitStart = trimmed.IndexOfAnyExceptInRange('.', '9');
        if (unitStart > 0
            && decimal.TryParse(trimmed[..unitStart], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number)
            && UnitPs(trimmed[unitStart..].Trim()) is > 0 and var unit
            && number <= long.MaxValue / unit && number * unit == Math.Floor(number * unit))
        {
            return (long)(number * unit);
        }

        throw new InputException(
            $"{QuotedText.Of(text)} is not a time; allowed: a number with ps, ns, us, ms or s, whole in picoseconds, e.g. \"10us\""
            + NumberText.CommaHint(text));
    }

    /// <summary>Writes a time with a unit that reads well.</summary>
    /// <returns>E.g. "1.26 s", "640 ns"; at most four significant digits behind rounding.</returns>
    public static string Format(long ps)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(ps);
        (string name, decimal unit) = Units.First(unit => ps >= unit.Ps || unit.Ps == 1);
        return string.Create(CultureInfo.InvariantCulture, $"{ps / unit:0.####} {name}");
    }

    private static decimal UnitPs(ReadOnlySpan<char> name)
    {
        foreach ((string known, decimal ps) in Units)
            if (name.SequenceEqual(known))
                return ps;
        return 0;
    }
}
