using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CycleSim.Configuration.Json;
using CycleSim.Platform;

namespace CycleSim.Configuration.Keys;

/// <summary>What values a key may have: how they are read, described and shown.</summary>
/// <typeparam name="T">Type of the value.</typeparam>
internal abstract class KeyType<T>
    where T : notnull
{
    /// <summary>Type and range in words.</summary>
    internal abstract string Text { get; }

    /// <summary>The object or objects that the value holds, or null.</summary>
    internal virtual ObjectKeys? Inner => null;

    /// <summary>Meanings of the values that are allowed, where they have names.</summary>
    internal virtual ImmutableArray<(string Value, string Meaning)> Choices => [];

    /// <summary>Reads and checks a value.</summary>
    /// <exception cref="InputException">It has the wrong type or is out of range.</exception>
    internal abstract T Read(ConfigValue value);

    /// <summary>The JSON schema: it may accept more than <see cref="Read"/>, never less.</summary>
    internal abstract JsonObject Schema();

    /// <summary>A value as a file would write it.</summary>
    internal virtual JsonNode? ToJson(T value) => null;

    /// <summary>A value as messages and the reference page show it.</summary>
    internal virtual string Show(T value) => ToJson(value)?.ToJsonString(SchemaWriter.Plain) ?? "";
}
