using System.Text.Json.Nodes;
using CycleSim.Configuration.Json;

namespace CycleSim.Configuration.Keys;

/// <summary>An object of lists, each under the key, or path of keys, that it gives values to.</summary>
internal sealed class AxesType : KeyType<ConfigObject>
{
    internal override string Text => "object: lists of values by key";

    internal override ConfigObject Read(ConfigValue value) => ValueReader.Object(value);

    internal override JsonObject Schema() => new()
    {
        ["type"] = "object",
        ["additionalProperties"] = new JsonObject { ["type"] = "array", ["minItems"] = 1 },
    };
}
