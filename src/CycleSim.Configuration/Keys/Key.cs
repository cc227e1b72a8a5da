using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CycleSim.Configuration.Json;

namespace CycleSim.Configuration.Keys;

/// <summary>
/// A declared key with the type of its value. A <see cref="KeySet"/> makes it; <see cref="KeyValues.Get{T}(Key{T})"/> takes its value.
/// </summary>
/// <typeparam name="T">Type of the value.</typeparam>
public sealed class Key<T> : DeclaredKey
    where T : notnull
{
    private readonly KeyType<T> _type;

    internal Key(string name, string meaning, KeyType<T> type, KeyOptions options, Fallback<T>? fallback = null)
        : base(name, meaning, options)
    {
        _type = type;
        Fallback = fallback;
    }

    /// <inheritdoc/>
    public override bool IsRequired => Fallback is null && WhenMissing.Length == 0;

    /// <inheritdoc/>
    public override string DefaultText => Fallback is { } fallback ? _type.Show(fallback.Value) : WhenMissing;

    /// <inheritdoc/>
    public override string TypeText => _type.Text;

    internal Fallback<T>? Fallback { get; }

    internal override ObjectKeys? Inner => _type.Inner;

    internal override ImmutableArray<(string Value, string Meaning)> Choices => _type.Choices;

    /// <summary>The same key as an optional one without default.</summary>
    internal Key<T> Optional(string whenMissing) =>
        new(Name, Meaning, _type, new() { Unit = Unit, FormerNames = FormerNames, WhenMissing = whenMissing });

    internal string Show(T value) => _type.Show(value);

    internal override object ReadBoxed(ConfigValue value) => _type.Read(value);

    internal override JsonObject Schema()
    {
        JsonObject schema = _type.Schema();
        if (Fallback is { } fallback && _type.ToJson(fallback.Value) is { } json)
            schema["default"] = json;
        return schema;
    }
}
