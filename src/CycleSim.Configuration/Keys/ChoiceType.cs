using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CycleSim.Configuration.Json;
using CycleSim.Configuration.Text;

namespace CycleSim.Configuration.Keys;

/// <summary>The name of a choice of a table.</summary>
/// <param name="choices">The table.</param>
internal sealed class ChoiceType(IChoices choices) : KeyType<string>
{
    private IEnumerable<string> Names => choices.All.Select(choice => choice.Name);

    internal override string Text => string.Join(", ", Names.Select(name => $"\"{name}\""));

    internal override ImmutableArray<(string Value, string Meaning)> Choices =>
        [.. choices.All.Select(choice => (choice.Name, choice.Meaning))];

    internal override string Read(ConfigValue value)
    {
        string[] names = [.. Names];
        return names[ValueReader.Name(value, names)];
    }

    internal override JsonObject Schema() => new()
    {
        ["enum"] = new JsonArray([.. Names.SelectMany(EnumName.Spellings).Select(name => (JsonNode)name)]),
    };

    internal override JsonNode ToJson(string value) => value;
}
