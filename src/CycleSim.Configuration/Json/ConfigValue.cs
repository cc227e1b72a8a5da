using System.Globalization;
using System.Text.Json;
using CycleSim.Configuration.Text;
using CycleSim.Platform;

namespace CycleSim.Configuration.Json;

/// <summary>One JSON value and where it stands. Numbers stay text until a getter says what they must be.</summary>
/// <param name="kind">What the value is.</param>
/// <param name="source">The name of the text, normally its file path.</param>
/// <param name="path">Where it stands in its document, e.g. "layers[3].kernel".</param>
/// <param name="line">Line of its first character, from 1.</param>
/// <param name="column">Column of its first character, from 1.</param>
internal sealed class ConfigValue(JsonValueKind kind, string source, ConfigPath path, int line, int column)
{
    public JsonValueKind Kind { get; } = kind;

    public string Path => path.ToString();

    /// <summary>The decoded string, or the digits of a number.</summary>
    public string Text { get; init; } = "";

    /// <summary>The object, if this is one.</summary>
    public ConfigObject? Object { get; init; }

    /// <summary>The elements, if this is an array.</summary>
    public IReadOnlyList<ConfigValue> Items { get; init; } = [];

    /// <summary>The value as an error shows it: short, on one line.</summary>
    public string Shown => Kind switch
    {
        JsonValueKind.String => QuotedText.Of(Text),
        JsonValueKind.Number => QuotedText.Shorten(Text),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Null => "null",
        JsonValueKind.Array => Items.Count == 0 ? "[]" : "[...]",
        _ => "{...}",
    };

    public string KindName => Kind switch
    {
        JsonValueKind.String => "string",
        JsonValueKind.Number => "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Null => "null",
        JsonValueKind.Array => "array",
        _ => "object",
    };

    /// <summary>An error about this value, with the message "source(line,column): path = value: problem".</summary>
    public InputException Error(string problem) => new($"{source}({line},{column}): {Path} = {Shown}: {problem}");

    /// <summary>An object at the same location with other keys.</summary>
    public ConfigValue Holding(ConfigObject json) => new(Kind, source, path, line, column) { Object = json };

    /// <summary>This value under some keys, each in the object of the one before.</summary>
    public ConfigObject Under(ReadOnlySpan<string> keys)
    {
        var json = new ConfigObject(source, path, line, column);
        ConfigValue value = keys.Length == 1
            ? this
            : new ConfigValue(JsonValueKind.Object, source, path, line, column) { Object = Under(keys[1..]) };
        json.TryAdd(keys[0], line, column, value);
        return json;
    }

    /// <summary>Reads a whole number: 64, 64.0 and 6.4e1 are the same.</summary>
    public bool TryGetWhole(out decimal whole)
    {
        whole = 0;

        // Longer numbers would be rounded, and then might look whole.
        return Kind == JsonValueKind.Number
            && Text.Length <= 28
            && decimal.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out whole)
            && whole == decimal.Truncate(whole);
    }

    /// <summary>Reads a finite number.</summary>
    public bool TryGetFinite(out double number)
    {
        number = 0;
        return Kind == JsonValueKind.Number
            && double.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out number)
            && double.IsFinite(number);
    }
}
