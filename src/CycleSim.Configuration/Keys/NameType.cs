using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CycleSim.Configuration.Json;

namespace CycleSim.Configuration.Keys;

/// <summary>One of the names that are registered, written in snake_case or kebab-case.</summary>
/// <param name="names">The names in snake_case with their meanings, asked for anew whenever a value is read or described.</param>
internal sealed class NameType(Func<ImmutableArray<(string Value, string Meaning)>> names) : KeyType<string>
{
    internal override string Text => string.Join(", ", Names.Select(name => $"\"{name}\""));

    internal override ImmutableArray<(string Value, string Meaning)> Choices => names();

    private ImmutableArray<string> Names => [.. names().Select(name => name.Value)];

    internal override string Read(ConfigValue value)
    {
        ImmutableArray<string> all = Names;
        return all[ValueReader.Name(value, all)];
    }

    internal override JsonObject Schema() => new()
    {
        ["enum"] = new JsonArray([.. Names.SelectMany(Spellings).Select(name => (JsonNode)name)]),
    };

    internal override JsonNode ToJson(string value) => value;

    /// <summary>The ways in which files may write a name.</summary>
    internal static IEnumerable<string> Spellings(string name) => new[] { name, name.Replace('_', '-') }.Distinct();
}
