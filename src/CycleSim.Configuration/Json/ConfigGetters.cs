using CycleSim.Configuration.Text;
using CycleSim.Platform;

namespace CycleSim.Configuration.Json;

/// <summary>
/// Reads single keys of files that programs write, such as reports, of which only a part is needed. Files that people write are read by
/// declared keys.
/// </summary>
public static class ConfigGetters
{
    /// <summary>Reads a string.</summary>
    /// <param name="json">The object.</param>
    /// <param name="key">The key.</param>
    /// <exception cref="InputException">The key is missing or its value is not a string.</exception>
    public static string String(this ConfigObject json, string key) => ValueReader.String(Value(json, key));

    /// <summary>Reads a finite number.</summary>
    /// <param name="json">The object.</param>
    /// <param name="key">The key.</param>
    /// <param name="min">Smallest value.</param>
    /// <param name="max">Largest value.</param>
    /// <exception cref="InputException">The key is missing or its value is not a finite number between min and max.</exception>
    public static double Number(this ConfigObject json, string key, double min, double max) =>
        ValueReader.Number(Value(json, key), new NumberRange(min, max));

    /// <summary>Reads an object.</summary>
    /// <param name="json">The object.</param>
    /// <param name="key">The key.</param>
    /// <exception cref="InputException">The key is missing or its value is not an object.</exception>
    public static ConfigObject Object(this ConfigObject json, string key) => ValueReader.Object(Value(json, key));

    /// <summary>Reads an array of objects.</summary>
    /// <param name="json">The object.</param>
    /// <param name="key">The key.</param>
    /// <exception cref="InputException">The key is missing, its value is not an array, or an element is not an object.</exception>
    public static IReadOnlyList<ConfigObject> Objects(this ConfigObject json, string key) =>
        [.. ValueReader.Items(Value(json, key)).Select(ValueReader.Object)];

    private static ConfigValue Value(ConfigObject json, string key)
    {
        ArgumentNullException.ThrowIfNull(json);
        return json.Find(key) ?? throw json.Error($"key \"{key}\" is missing");
    }
}
