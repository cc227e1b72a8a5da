using System.Globalization;

namespace CycleSim.Configuration.Text;

/// <summary>The numbers that a key or an option may have: declared once, checked and shown everywhere.</summary>
/// <param name="Min">Smallest number; <see cref="double.MinValue"/> for no limit.</param>
/// <param name="Max">Largest number; <see cref="double.MaxValue"/> for no limit.</param>
public sealed record NumberRange(double Min, double Max)
{
    // Whole numbers up to here are written with all their digits.
    private const double MaxPlain = 1e15;
    private const double Rounding = 1e-12;

    /// <summary>Whether numbers must be above the minimum.</summary>
    public bool ExcludesMin { get; init; }

    /// <summary>Whether numbers must be below the maximum.</summary>
    public bool ExcludesMax { get; init; }

    /// <summary>Numbers from one on.</summary>
    /// <param name="min">The smallest.</param>
    public static NumberRange AtLeast(double min) => new(min, double.MaxValue);

    /// <summary>Numbers above one.</summary>
    /// <param name="min">What all are above.</param>
    public static NumberRange Above(double min) => new(min, double.MaxValue) { ExcludesMin = true };

    /// <summary>Whether a number is allowed.</summary>
    /// <param name="number">The number; not-a-number is never allowed.</param>
    public bool Contains(double number) =>
        (ExcludesMin ? number > Min : number >= Min) && (ExcludesMax ? number < Max : number <= Max);

    /// <summary>Whether a number is allowed but for a rounding: what was computed to be an end of the range may miss it by that.</summary>
    /// <param name="number">The number.</param>
    public bool ContainsRounded(double number) => Contains(number * (1 - Rounding)) || Contains(number * (1 + Rounding));

    /// <summary>The range in words, e.g. "1 to 1024", "above 0" or "0 to below 1"; empty where there is no limit.</summary>
    public string Text => (Min == double.MinValue, Max == double.MaxValue) switch
    {
        (true, true) => "",
        (true, _) => $"{(ExcludesMax ? "below" : "at most")} {Show(Max)}",
        (_, true) => $"{(ExcludesMin ? "above" : "at least")} {Show(Min)}",
        _ when Min == Max => Show(Min),
        _ => $"{(ExcludesMin ? "above " : "")}{Show(Min)} to {(ExcludesMax ? "below " : "")}{Show(Max)}",
    };

    private static string Show(double number) =>
        Math.Abs(number) < MaxPlain && double.IsInteger(number)
            ? ((long)number).ToString(CultureInfo.InvariantCulture) : number.ToString(CultureInfo.InvariantCulture);
}
