using System.Text.Json.Nodes;
using CycleSim.Configuration.Json;

namespace CycleSim.Configuration.Keys;

/// <summary>An object whose keys are not declared here.</summary>
/// <param name="min">Smallest number.</param>
/// <param name="max">Largest number.</param>
internal sealed class NumberMapType(int min, int max) : KeyType<NumberMap>
{
    private readonly IntType _number = new(min, max);

    internal override string Text => $"object of names, each with a {_number.Text}";

    internal override NumberMap Read(ConfigValue value)
    {
        ConfigObject json = ValueReader.Object(value);
        return new NumberMap(json, json.Keys.ToDictionary(key => key, key => _number.Read(json.Find(key)!), StringComparer.Ordinal));
    }

    internal override JsonObject Schema() => new() { ["type"] = "object", ["additionalProperties"] = _number.Schema() };
}
