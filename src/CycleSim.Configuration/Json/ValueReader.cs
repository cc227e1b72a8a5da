using System.Globalization;
using System.Text.Json;
using CycleSim.Configuration.Text;
using CycleSim.Platform;

namespace CycleSim.Configuration.Json;

/// <summary>
/// Reads single values: checks type and range, and says file, line, column, key, value and what is allowed when one is wrong.
/// </summary>
internal static class ValueReader
{
    /// <summary>Reads a string, possibly empty.</summary>
    internal static string String(ConfigValue value) =>
        value.Kind == JsonValueKind.String ? value.Text : throw WrongType(value, "a string");

    /// <summary>Reads true or false.</summary>
    internal static bool Bool(ConfigValue value) => value.Kind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw WrongType(value, "true or false"),
    };

    /// <summary>Reads a whole number from min to max; 64, 64.0 and 6.4e1 are the same.</summary>
    internal static long Whole(ConfigValue value, long min, long max, Func<long, string>? show = null)
    {
        if (value.Kind != JsonValueKind.Number)
            throw WrongType(value, "a whole number");
        if (!value.TryGetWhole(out decimal whole))
            throw value.Error("expected a whole number");
        return whole >= min && whole <= max ? (long)whole : throw OutOfRange(value, min, max, show ?? Invariant);
    }

    /// <summary>Reads a finite number from min to max.</summary>
    internal static double Number(ConfigValue value, NumberRange range)
    {
        if (value.Kind != JsonValueKind.Number)
            throw WrongType(value, "a number");
        if (!value.TryGetFinite(out double number))
            throw value.Error("is too large for a number");
        return range.Contains(number) ? number : throw value.Error(OutOfRange(range.Text));
    }

    /// <summary>
    /// Reads a size from min to max bytes: a string such as "48 MiB" (see <see cref="ByteSize.Parse"/>) or a whole number of bytes.
    /// </summary>
    internal static long Bytes(ConfigValue value, long min, long max)
    {
        if (value.Kind != JsonValueKind.String)
            return Whole(value, min, max, ByteSize.Format);
        if (!ByteSize.TryParse(value.Text, out long bytes))
            throw value.Error(ByteSize.Problem(value.Text));
        return bytes >= min && bytes <= max ? bytes : throw OutOfRange(value, min, max, ByteSize.Format);
    }

    /// <summary>Reads one of several names, written in snake_case or kebab-case, and returns its index.</summary>
    internal static int Name(ConfigValue value, IReadOnlyList<string> names)
    {
        string text = String(value).Replace('-', '_');
        for (int index = 0; index < names.Count; index++)
            if (names[index] == text)
                return index;
        throw value.Error($"is unknown{Suggestion.Phrase(text, names)}; allowed: {string.Join(", ", names)}");
    }

    /// <summary>Reads an object.</summary>
    internal static ConfigObject Object(ConfigValue value) => value.Object ?? throw WrongType(value, "an object");

    /// <summary>Reads the elements of an array.</summary>
    internal static IReadOnlyList<ConfigValue> Items(ConfigValue value) =>
        value.Kind == JsonValueKind.Array ? value.Items : throw WrongType(value, "an array");

    /// <summary>An error that says which type was expected and which was found.</summary>
    internal static InputException WrongType(ConfigValue value, string expected) =>
        value.Error($"expected {expected}, found {value.KindName}");

    /// <summary>The problem of a value beyond its range.</summary>
    internal static string OutOfRange(string range) => $"is out of range; allowed: {range}";

    /// <summary>A range of whole numbers in words; the bounds of the type count as none. Empty where there is neither.</summary>
    internal static string RangeText(long min, long max, Func<long, string>? show = null) => RangeText(
        min == long.MinValue ? "" : (show ?? Invariant)(min), max == long.MaxValue ? "" : (show ?? Invariant)(max));

    private static InputException OutOfRange(ConfigValue value, long min, long max, Func<long, string> show) =>
        value.Error(OutOfRange(RangeText(min, max, show)));

    private static string RangeText(string min, string max) => (min, max) switch
    {
        ("", "") => "",
        ("", _) => $"at most {max}",
        (_, "") => $"at least {min}",
        _ when min == max => min,
        _ => $"{min} to {max}",
    };

    private static string Invariant(long number) => number.ToString(CultureInfo.InvariantCulture);
}
