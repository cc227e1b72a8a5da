using System.Text.Json.Nodes;
using CycleSim.Configuration.Json;

namespace CycleSim.Configuration.Keys;

/// <summary>Objects of two kinds; whether a key is given says which.</summary>
public sealed class KeyAlternative : ObjectKeys
{
    private readonly DeclaredKey _key;
    private readonly KeySet _with;
    private readonly KeySet _without;

    /// <summary>Declares the kinds.</summary>
    /// <param name="name">What the object is.</param>
    /// <param name="meaning">What it describes.</param>
    /// <param name="key">The key that says which kind it is.</param>
    /// <param name="with">The keys of objects that have it.</param>
    /// <param name="without">The keys of objects that have it not.</param>
    public KeyAlternative(string name, string meaning, DeclaredKey key, KeySet with, KeySet without)
        : base(name, meaning)
    {
        _key = key;
        _with = with;
        _without = without;
    }

    internal override IEnumerable<KeySet> Sets => [_with, _without];

    internal override KeySet Choose(ConfigObject json) => json.Has(_key.Name) ? _with : _without;

    internal override JsonObject Schema()
    {
        JsonObject schema = SchemaWriter.Case(new() { ["required"] = new JsonArray(_key.Name) }, _with);
        schema["else"] = SchemaWriter.Reference(_without);
        schema["type"] = "object";
        schema["description"] = Meaning;
        return schema;
    }

    internal override string Condition(KeySet keys) => keys == _with ? $"with `{_key.Name}`" : $"without `{_key.Name}`";
}
