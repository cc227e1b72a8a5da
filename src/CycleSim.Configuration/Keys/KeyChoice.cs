using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CycleSim.Configuration.Json;
using CycleSim.Configuration.Text;

namespace CycleSim.Configuration.Keys;

/// <summary>Objects of several kinds; the value of one key says which: the layers of a network by their "type".</summary>
/// <typeparam name="T">The enumeration of the kinds.</typeparam>
public sealed class KeyChoice<T> : ObjectKeys
    where T : struct, Enum
{
    private readonly Key<T> _key;
    private readonly ImmutableArray<(T Value, KeySet Keys)> _kinds;

    /// <summary>Declares the kinds.</summary>
    /// <param name="name">What the object is.</param>
    /// <param name="meaning">What it describes.</param>
    /// <param name="key">The key that says which kind it is; each kind has it.</param>
    /// <param name="kinds">The keys of each kind.</param>
    public KeyChoice(string name, string meaning, Key<T> key, ImmutableArray<(T Value, KeySet Keys)> kinds)
        : base(name, meaning)
    {
        _key = key;
        _kinds = kinds;
    }

    internal override IEnumerable<KeySet> Sets => _kinds.Select(kind => kind.Keys).Distinct();

    internal override KeySet Choose(ConfigObject json)
    {
        // Which other keys are allowed depends on this one: a missing one is said first.
        ConfigValue value = json.Find(_key.Name) ?? throw Missing(json);
        T kind = (T)_key.ReadBoxed(value);
        return _kinds.First(other => EqualityComparer<T>.Default.Equals(other.Value, kind)).Keys;
    }

    internal override JsonObject Schema()
    {
        JsonArray cases = [];
        foreach ((T value, KeySet keys) in _kinds)
        {
            JsonArray spellings = [.. EnumType<T>.Spellings(EnumName.Of(value)).Select(name => (JsonNode)name)];
            JsonObject isKind = new() { [_key.Name] = new JsonObject { ["enum"] = spellings } };
            cases.Add(SchemaWriter.Case(new() { ["required"] = new JsonArray(_key.Name), ["properties"] = isKind }, keys));
        }

        JsonObject known = SchemaWriter.Property(_key);
        return new()
        {
            ["type"] = "object",
            ["description"] = Meaning,
            ["required"] = new JsonArray(_key.Name),
            ["properties"] = new JsonObject { [_key.Name] = known },
            ["allOf"] = cases,
        };
    }

    internal override string Condition(KeySet keys)
    {
        IEnumerable<string> names = _kinds.Where(kind => kind.Keys == keys).Select(kind => $"\"{EnumName.Of(kind.Value)}\"");
        return $"with `{_key.Name}` {string.Join(" or ", names)}";
    }

    private InputException Missing(ConfigObject json)
    {
        string? similar = Suggestion.Closest(_key.Name, json.Keys);
        string hint = similar is null ? "" : $"; is {QuotedText.Of(similar)} a misspelling of it?";
        return json.Error($"key \"{_key.Name}\" is missing{hint}");
    }
}
