using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CycleSim.Configuration.Json;

namespace CycleSim.Configuration.Keys;

/// <summary>One of the names that are registered, written in snake_case or kebab-case.</summary>
/// <param name="choices">What is registered, asked for anew whenever a value is read or described.</param>
internal sealed class NameType(IChoices choices) : KeyType<string>
{
    internal override string Text => string.Join(", ", Names.Select(name => $"\"{name}\""));

    internal override ImmutableArray<(string Value, string Meaning)> Choices =>
        [.. choices.All.Select(choice => (choice.Name, choice.Meaning))];

    private string[] Names => [.. choices.All.Select(choice => choice.Name)];

    internal override string Read(ConfigValue value)
    {
        string[] all = Names;
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
