using System.Globalization;
using System.Text.Json;

namespace CycleSim.Configuration;

public sealed partial class ConfigObject
{
    /// <summary>Reads a string.</summary>
    /// <param name="key">The key.</param>
    /// <param name="fallback">Value when the key is missing; null makes the key required.</param>
    /// <returns>The string, possibly empty.</returns>
    /// <exception cref="InputException">The key is missing or its value is not a string.</exception>
    public string String(string key, string? fallback = null)
    {
        if (Find(key) is not { } value)
            return fallback ?? throw Missing(key);
        return Text(value, PathOf(key));
    }

    /// <summary>Reads a whole number.</summary>
    /// <param name="key">The key.</param>
    /// <param name="min">Least allowed value.</param>
    /// <param name="max">Greatest allowed value.</param>
    /// <param name="fallback">Value when the key is missing; null makes the key required.</param>
    /// <returns>The number; 64, 64.0 and 6.4e1 are the same.</returns>
    /// <exception cref="InputException">The key is missing or its value is not a whole number between min and max.</exception>
    public int Int(string key, int min, int max, int? fallback = null) => (int)Long(key, min, max, fallback);

    /// <summary>Reads a 64-bit whole number.</summary>
    /// <param name="key">The key.</param>
    /// <param name="min">Least allowed value.</param>
    /// <param name="max">Greatest allowed value.</param>
    /// <param name="fallback">Value when the key is missing; null makes the key required.</param>
    /// <returns>The number.</returns>
    /// <exception cref="InputException">The key is missing or its value is not a whole number between min and max.</exception>
    public long Long(string key, long min, long max, long? fallback = null)
    {
        if (Find(key) is not { } value)
            return fallback ?? throw Missing(key);
        return Whole(value, key, min, max, text => text.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Reads a finite number.</summary>
    /// <param name="key">The key.</param>
    /// <param name="min">Least allowed value.</param>
    /// <param name="max">Greatest allowed value.</param>
    /// <param name="fallback">Value when the key is missing; null makes the key required.</param>
    /// <returns>The number.</returns>
    /// <exception cref="InputException">The key is missing or its value is not a finite number between min and max.</exception>
    public double Number(string key, double min, double max, double? fallback = null)
    {
        if (Find(key) is not { } value)
            return fallback ?? throw Missing(key);
        return Finite(value, PathOf(key), min, max);
    }

    /// <summary>Reads true or false.</summary>
    /// <param name="key">The key.</param>
    /// <param name="fallback">Value when the key is missing; null makes the key required.</param>
    /// <returns>The value.</returns>
    /// <exception cref="InputException">The key is missing or its value is neither true nor false.</exception>
    public bool Bool(string key, bool? fallback = null)
    {
        if (Find(key) is not { } value)
            return fallback ?? throw Missing(key);
        return value.Kind is JsonValueKind.True or JsonValueKind.False
            ? value.Kind == JsonValueKind.True
            : throw WrongType(value, PathOf(key), "true or false");
    }

    /// <summary>Reads one of an enumeration's names, written in snake_case or kebab-case: "read_latency" for ReadLatency.</summary>
    /// <typeparam name="T">The enumeration.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="fallback">Value when the key is missing; null makes the key required.</param>
    /// <returns>The member.</returns>
    /// <exception cref="InputException">The key is missing or its value is none of the names, which the message lists.</exception>
    public T Enum<T>(string key, T? fallback = null)
        where T : struct, Enum
    {
        if (Find(key) is not { } value)
            return fallback ?? throw Missing(key);

        string[] names = [.. System.Enum.GetNames<T>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)];
        string text = Text(value, PathOf(key)).Replace('-', '_');
        int index = Array.IndexOf(names, text);
        return index >= 0
            ? System.Enum.Parse<T>(System.Enum.GetNames<T>()[index])
            : throw Error(value, PathOf(key), $"is unknown{Suggestion.Phrase(text, names)}; allowed: {string.Join(", ", names)}");
    }

    /// <summary>Reads a size: a string such as "48 MiB" (see <see cref="ByteSize.Parse"/>) or a whole number of bytes.</summary>
    /// <param name="key">The key.</param>
    /// <param name="min">Least allowed size in bytes.</param>
    /// <param name="max">Greatest allowed size in bytes.</param>
    /// <param name="fallback">Size in bytes when the key is missing; null makes the key required.</param>
    /// <returns>The size in bytes.</returns>
    /// <exception cref="InputException">The key is missing, or its value is no size or not between min and max.</exception>
    public long Bytes(string key, long min = 1, long max = long.MaxValue, long? fallback = null)
    {
        if (Find(key) is not { } value)
            return fallback ?? throw Missing(key);
        if (value.Kind != JsonValueKind.String)
            return Whole(value, key, min, max, ByteSize.Format);

        long bytes;
        try
        {
            bytes = ByteSize.Parse(value.Text);
        }
        catch (InputException e)
        {
            throw Error(value, PathOf(key), e.Message);
        }

        return bytes >= min && bytes <= max ? bytes : throw OutOfRange(value, PathOf(key), min, max, ByteSize.Format);
    }

    /// <summary>Reads an object.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The object; the same each time.</returns>
    /// <exception cref="InputException">The key is missing or its value is not an object.</exception>
    public ConfigObject Object(string key) => OptionalObject(key) ?? throw Missing(key);

    /// <summary>Reads an object that may be missing.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The object, or null when the key is missing.</returns>
    /// <exception cref="InputException">The value is not an object.</exception>
    public ConfigObject? OptionalObject(string key)
    {
        if (Find(key) is not { } value)
            return null;
        return value.Object ?? throw WrongType(value, PathOf(key), "an object");
    }

    /// <summary>Reads an array of objects.</summary>
    /// <param name="key">The key.</param>
    /// <param name="optional">Whether a missing key means an empty list.</param>
    /// <returns>The objects, possibly none.</returns>
    /// <exception cref="InputException">The key is missing, its value is not an array, or an element is not an object.</exception>
    public IReadOnlyList<ConfigObject> Objects(string key, bool optional = false) =>
        List(key, optional, (value, path) => value.Object ?? throw WrongType(value, path, "an object"));

    /// <summary>Reads an array of strings.</summary>
    /// <param name="key">The key.</param>
    /// <param name="optional">Whether a missing key means an empty list.</param>
    /// <returns>The strings, possibly none.</returns>
    /// <exception cref="InputException">The key is missing, its value is not an array, or an element is not a string.</exception>
    public IReadOnlyList<string> Strings(string key, bool optional = false) => List(key, optional, Text);

    /// <summary>Reads an array of finite numbers.</summary>
    /// <param name="key">The key.</param>
    /// <param name="min">Least allowed value of each.</param>
    /// <param name="max">Greatest allowed value of each.</param>
    /// <param name="optional">Whether a missing key means an empty list.</param>
    /// <returns>The numbers, possibly none.</returns>
    /// <exception cref="InputException">The key is missing, its value is not an array, or an element is out of range.</exception>
    public IReadOnlyList<double> Numbers(string key, double min, double max, bool optional = false) =>
        List(key, optional, (value, path) => Finite(value, path, min, max));

    private T[] List<T>(string key, bool optional, Func<ConfigValue, string, T> read)
    {
        if (Find(key) is not { } value)
            return optional ? [] : throw Missing(key);
        if (value.Kind != JsonValueKind.Array)
            throw WrongType(value, PathOf(key), "an array");
        string path = PathOf(key);
        return [.. value.Items.Select((item, index) => read(item, $"{path}[{index}]"))];
    }

    private string Text(ConfigValue value, string path) =>
        value.Kind == JsonValueKind.String ? value.Text : throw WrongType(value, path, "a string");

    private long Whole(ConfigValue value, string key, long min, long max, Func<long, string> show)
    {
        if (value.Kind != JsonValueKind.Number)
            throw WrongType(value, PathOf(key), "a whole number");
        if (!value.TryGetWhole(out decimal whole))
            throw Error(value, PathOf(key), "expected a whole number");
        return whole >= min && whole <= max ? (long)whole : throw OutOfRange(value, PathOf(key), min, max, show);
    }

    private double Finite(ConfigValue value, string path, double min, double max)
    {
        if (value.Kind != JsonValueKind.Number)
            throw WrongType(value, path, "a number");
        if (!value.TryGetFinite(out double number))
            throw Error(value, path, "is too large for a number");
        if (number >= min && number <= max)
            return number;

        string from = min == double.MinValue ? "" : Invariant(min);
        string to = max == double.MaxValue ? "" : Invariant(max);
        throw Error(value, path, $"is out of range; allowed: {Range(from, to)}");
    }

    private InputException OutOfRange(ConfigValue value, string path, long min, long max, Func<long, string> show)
    {
        string from = min == long.MinValue ? "" : show(min);
        string to = max == long.MaxValue ? "" : show(max);
        return Error(value, path, $"is out of range; allowed: {Range(from, to)}");
    }

    // An empty text is a bound that no one would reach.
    private static string Range(string from, string to) => (from, to) switch
    {
        ("", _) => $"at most {to}",
        (_, "") => $"at least {from}",
        _ => $"{from} to {to}",
    };

    private static string Invariant(double number) => number.ToString(CultureInfo.InvariantCulture);
}
