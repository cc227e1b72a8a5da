using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using CycleSim.Configuration.Json;

namespace CycleSim.Configuration.Keys;

/// <summary>A whole number for all directions, or an array of one for each.</summary>
/// <param name="min">Smallest value of each.</param>
/// <param name="max">Largest value of each.</param>
/// <param name="counts">Allowed lengths of the array.</param>
internal sealed class SizesType(int min, int max, ImmutableArray<int> counts) : KeyType<ImmutableArray<int>>
{
    private readonly IntType _item = new(min, max);

    internal override string Text => $"{_item.Text}; or an array of {string.Join(" or ", counts)} of them";

    internal override ImmutableArray<int> Read(ConfigValue value)
    {
        if (value.Kind != JsonValueKind.Array)
            return [_item.Read(value)];
        IReadOnlyList<ConfigValue> items = ValueReader.Items(value);
        return counts.Contains(items.Count)
            ? [.. items.Select(_item.Read)]
            : throw value.Error($"has {items.Count} values; allowed: {string.Join(" or ", counts)}");
    }

    internal override JsonObject Schema() => new()
    {
        ["anyOf"] = new JsonArray([_item.Schema(), .. counts.Select(ArrayOf)]),
    };

    private JsonObject ArrayOf(int count) => new()
    {
        ["type"] = "array",
        ["items"] = _item.Schema(),
        ["minItems"] = count,
        ["maxItems"] = count,
    };

    internal override JsonNode? ToJson(ImmutableArray<int> value) => value is [int single] ? single : null;
}
