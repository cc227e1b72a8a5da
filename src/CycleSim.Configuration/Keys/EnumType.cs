using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CycleSim.Configuration.Json;
using CycleSim.Configuration.Text;

namespace CycleSim.Configuration.Keys;

/// <summary>One of an enumeration's names, written in snake_case or kebab-case: "read_latency" for ReadLatency.</summary>
internal sealed class EnumType<T> : KeyType<T>
    where T : struct, Enum
{
    private readonly ImmutableArray<EnumValue<T>> _values;
    private readonly string[] _names;

    /// <summary>Declares the values.</summary>
    /// <exception cref="ArgumentException">A member of the enumeration has no meaning, or two.</exception>
    internal EnumType(ImmutableArray<EnumValue<T>> values)
    {
        // Queries over values would be compiled for each enumeration, at each start of a program; those over names are compiled once.
        var members = new string[values.Length];
        for (int i = 0; i < members.Length; i++)
            members[i] = values[i].Value.ToString();
        if (!members.Order().SequenceEqual(Enum.GetNames<T>().Order()))
            throw new ArgumentException($"each member of {typeof(T).Name} needs one meaning", nameof(values));
        _values = values;
        _names = [.. members.Select(EnumName.Of)];
    }

    internal override string Text => string.Join(", ", _names.Select(name => $"\"{name}\""));

    internal override ImmutableArray<(string Value, string Meaning)> Choices =>
        [.. _names.Zip(_values, (name, value) => (name, value.Meaning))];

    internal override T Read(ConfigValue value) => _values[ValueReader.Name(value, _names)].Value;

    internal override JsonObject Schema() => new()
    {
        ["enum"] = new JsonArray([.. _names.SelectMany(NameType.Spellings).Select(name => (JsonNode)name)]),
    };

    internal override JsonNode ToJson(T value) => EnumName.Of(value);
}
