using System.Text.Json.Nodes;
using CycleSim.Configuration.Json;

namespace CycleSim.Configuration.Keys;

/// <summary>True or false.</summary>
internal sealed class BoolType : KeyType<bool>
{
    internal override string Text => "true or false";

    internal override bool Read(ConfigValue value) => ValueReader.Bool(value);

    internal override JsonObject Schema() => new() { ["type"] = "boolean" };

    internal override JsonNode ToJson(bool value) => value;
}
