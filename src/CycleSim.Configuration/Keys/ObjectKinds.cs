using System.Text.Json.Nodes;
using CycleSim.Configuration.Json;
using CycleSim.Configuration.Text;
using CycleSim.Platform;

namespace CycleSim.Configuration.Keys;

/// <summary>Objects of several kinds; the value of one key says which: the layers of a network by their "type".</summary>
public abstract class ObjectKinds : ObjectKeys
{
    private protected ObjectKinds(string name, string meaning)
        : base(name, meaning)
    {
    }

    internal override IEnumerable<KeySet> Sets => Kinds.Select(kind => kind.Keys).Distinct();

    /// <summary>The key that says which kind an object is; each kind has it.</summary>
    private protected abstract DeclaredKey Choosing { get; }

    /// <summary>The kinds.</summary>
    private protected abstract IEnumerable<ObjectKind> Kinds { get; }

    internal override KeySet Choose(ConfigObject json)
    {
        // Which other keys are allowed depends on this one: a missing one is said first.
        ConfigValue value = json.Find(Choosing.Name) ?? throw Missing(json);
        string kind = NameOf(Choosing.ReadBoxed(value));
        return Kinds.First(other => other.Name == kind).Keys;
    }

    internal override JsonObject Schema()
    {
        JsonArray cases = [];
        foreach ((string kind, KeySet keys) in Kinds)
        {
            JsonArray spellings = [.. NameType.Spellings(kind).Select(name => (JsonNode)name)];
            JsonObject isKind = new() { [Choosing.Name] = new JsonObject { ["enum"] = spellings } };
            cases.Add(SchemaWriter.Case(new() { ["required"] = new JsonArray(Choosing.Name), ["properties"] = isKind }, keys));
        }

        JsonObject known = SchemaWriter.Property(Choosing);
        return new()
        {
            ["type"] = "object",
            ["description"] = Meaning,
            ["required"] = new JsonArray(Choosing.Name),
            ["properties"] = new JsonObject { [Choosing.Name] = known },
            ["allOf"] = cases,
        };
    }

    internal override string Condition(KeySet keys)
    {
        IEnumerable<string> names = Kinds.Where(kind => kind.Keys == keys).Select(kind => $"\"{kind.Name}\"");
        return $"with `{Choosing.Name}` {string.Join(" or ", names)}";
    }

    /// <summary>The name of the kind that a value of the key stands for.</summary>
    private protected abstract string NameOf(object value);

    private InputException Missing(ConfigObject json)
    {
        string? similar = Suggestion.Closest(Choosing.Name, json.Keys);
        string hint = similar is null ? "" : $"; is {QuotedText.Of(similar)} a misspelling of it?";
        return json.Error($"key \"{Choosing.Name}\" is missing{hint}");
    }
}
