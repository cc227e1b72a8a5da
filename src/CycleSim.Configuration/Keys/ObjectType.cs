using System.Text.Json.Nodes;
using CycleSim.Configuration.Json;

namespace CycleSim.Configuration.Keys;

/// <summary>An object with declared keys.</summary>
/// <param name="keys">Its keys.</param>
internal sealed class ObjectType(ObjectKeys keys) : KeyType<KeyValues>
{
    internal override string Text => $"object: {SchemaWriter.Link(keys)}";

    internal override ObjectKeys? Inner => keys;

    internal override KeyValues Read(ConfigValue value) => keys.Read(ValueReader.Object(value));

    internal override JsonObject Schema() => SchemaWriter.Reference(keys);
}
