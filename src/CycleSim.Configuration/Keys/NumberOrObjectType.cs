using System.Text.Json;
using System.Text.Json.Nodes;
using CycleSim.Configuration.Json;

namespace CycleSim.Configuration.Keys;

/// <summary>A number, or an object with declared keys.</summary>
/// <param name="number">The number.</param>
/// <param name="keys">Keys of the object.</param>
internal sealed class NumberOrObjectType(NumberType number, ObjectKeys keys) : KeyType<NumberOrObject>
{
    internal override string Text => $"{number.Text}; or an object: {SchemaWriter.Link(keys)}";

    internal override ObjectKeys? Inner => keys;

    internal override NumberOrObject Read(ConfigValue value) => value.Object is { } json
        ? new(null, keys.Read(json))
        : value.Kind == JsonValueKind.Number
            ? new(number.Read(value), null)
            : throw ValueReader.WrongType(value, "a number or an object");

    internal override JsonObject Schema() => new() { ["anyOf"] = new JsonArray(number.Schema(), SchemaWriter.Reference(keys)) };
}
