using System.Globalization;
using System.Numerics;

namespace CycleSim.Configuration.Text;

/// <summary>
/// Numbers as people write them, read in one way everywhere: ASCII digits with a decimal point, no thousands separators, no blanks around
/// them, in every language setting. A comma is refused: it means a decimal point to some and a separator of thousands to others.
/// </summary>
public static class NumberText
{
    private const NumberStyles Decimal = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>Reads a finite number.</summary>
    /// <param name="text">E.g. "150.5", "-3" or "8.62e-10".</param>
    /// <param name="number">The number; 0 if the text is none.</param>
    /// <returns>
    /// Whether the text is a number that a double holds: neither NaN, nor infinite, nor too large, nor so small that only 0 would be left.
    /// </returns>
    public static bool TryDouble(ReadOnlySpan<char> text, out double number)
    {
        if (IsAscii(text, "+-.eE") && double.TryParse(text, Decimal, CultureInfo.InvariantCulture, out number) && double.IsFinite(number)
            && (number != 0 || !HasDigitAboveZero(text)))
        {
            return true;
        }

        number = 0;
        return false;
    }

    /// <summary>Reads a whole number.</summary>
    /// <typeparam name="T">The type that must hold it.</typeparam>
    /// <param name="text">Digits, with a sign or without, e.g. "512".</param>
    /// <param name="number">The number; 0 if the text is none.</param>
    /// <returns>Whether the text is a whole number in the range of the type.</returns>
    public static bool TryWhole<T>(ReadOnlySpan<char> text, out T number)
        where T : struct, IBinaryInteger<T>
    {
        number = default;
        return IsAscii(text, "+-") && T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>Why <see cref="TryDouble"/> refuses a text, for a message behind the text.</summary>
    public static string NoNumber(string text) => HasComma(text)
        ? "is no number: a decimal point is expected, not a comma, and no thousands separators; allowed: e.g. 150.5 or 8.62e-10"
        : "is no number; allowed: finite numbers with a decimal point, e.g. 150.5 or 8.62e-10";

    /// <summary>Why <see cref="TryWhole"/> refuses a text, for a message behind the text.</summary>
    public static string NoWhole(string text) =>
        $"is no whole number{(HasComma(text) ? ": no comma is expected" : "")}; allowed: digits alone, within the range of the option";

    /// <summary>What to add to a message on a text with a number that has a comma; nothing for others.</summary>
    internal static string CommaHint(string text) => HasComma(text) ? "; a decimal point is expected, not a comma" : "";

    private static bool HasComma(string text) => text.Contains(',', StringComparison.Ordinal);

    // The parser of the system also passes over what follows a NUL.
    private static bool IsAscii(ReadOnlySpan<char> text, ReadOnlySpan<char> marks)
    {
        foreach (char letter in text)
            if (!char.IsAsciiDigit(letter) && !marks.Contains(letter))
                return false;
        return !text.IsEmpty;
    }

    private static bool HasDigitAboveZero(ReadOnlySpan<char> text)
    {
        int exponent = text.IndexOfAny('e', 'E');
        return (exponent < 0 ? text : text[..exponent]).IndexOfAnyInRange('1', '9') >= 0;
    }
}
