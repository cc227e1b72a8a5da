using System.Text.Json;
using System.Text.Json.Nodes;
using CycleSim.Configuration.Json;

namespace CycleSim.Configuration.Keys;

/// <summary>A string, or an object with declared keys.</summary>
/// <param name="keys">Keys of the object.</param>
internal sealed class StringOrObjectType(ObjectKeys keys) : KeyType<StringOrObject>
{
    private readonly StringType _text = new(canBeEmpty: true);

    internal override string Text => $"{_text.Text}; or an object: {SchemaWriter.Link(keys)}";

    internal override ObjectKeys? Inner => keys;

    internal override StringOrObject Read(ConfigValue value) => value.Object is { } json
        ? new(null, keys.Read(json))
        : value.Kind == JsonValueKind.String
            ? new(_text.Read(value), null)
            : throw ValueReader.WrongType(value, "a string or an object");

    internal override JsonObject Schema() => new() { ["anyOf"] = new JsonArray(_text.Schema(), SchemaWriter.Reference(keys)) };
}
