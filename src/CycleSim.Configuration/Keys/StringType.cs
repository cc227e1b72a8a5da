using System.Text.Json.Nodes;
using CycleSim.Configuration.Json;

namespace CycleSim.Configuration.Keys;

/// <summary>A string.</summary>
/// <param name="canBeEmpty">Whether it may be empty or white space.</param>
internal sealed class StringType(bool canBeEmpty) : KeyType<string>
{
    internal override string Text => canBeEmpty ? "string" : "string, not empty";

    internal override string Read(ConfigValue value)
    {
        string text = ValueReader.String(value);
        return canBeEmpty || !string.IsNullOrWhiteSpace(text) ? text : throw value.Error("is empty");
    }

    internal override JsonObject Schema() =>
        canBeEmpty ? new() { ["type"] = "string" } : new() { ["type"] = "string", ["minLength"] = 1 };

    internal override JsonNode ToJson(string value) => value;
}
