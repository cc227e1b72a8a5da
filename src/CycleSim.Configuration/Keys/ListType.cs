using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CycleSim.Configuration.Json;

namespace CycleSim.Configuration.Keys;

/// <summary>An array.</summary>
/// <param name="item">Type of its elements.</param>
/// <param name="min">Smallest number of elements.</param>
/// <param name="max">Largest number of elements.</param>
internal sealed class ListType<T>(KeyType<T> item, int min, int max) : KeyType<ImmutableArray<T>>
    where T : notnull
{
    internal override string Text => $"array{(Count.Length == 0 ? "" : $" of {Count}")}, each: {item.Text}";

    internal override ObjectKeys? Inner => item.Inner;

    internal override ImmutableArray<(string Value, string Meaning)> Choices => item.Choices;

    private string Count => ValueReader.RangeText(min == 0 ? long.MinValue : min, max == int.MaxValue ? long.MaxValue : max);

    internal override ImmutableArray<T> Read(ConfigValue value)
    {
        IReadOnlyList<ConfigValue> items = ValueReader.Items(value);
        if (items.Count == 0 && min > 0)
            throw value.Error($"is empty; allowed: {Count} values");
        return items.Count >= min && items.Count <= max
            ? [.. items.Select(item.Read)]
            : throw value.Error($"has {items.Count} values; allowed: {Count}");
    }

    internal override JsonObject Schema()
    {
        JsonObject schema = new() { ["type"] = "array", ["items"] = item.Schema() };
        if (min > 0)
            schema["minItems"] = min;
        if (max < int.MaxValue)
            schema["maxItems"] = max;
        return schema;
    }

    internal override JsonNode? ToJson(ImmutableArray<T> value) => value.IsEmpty ? new JsonArray() : null;
}
