using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CycleSim.Configuration.Json;
using CycleSim.Platform;

namespace CycleSim.Configuration.Keys;

/// <summary>
/// A key of an object in a model file, declared once: reading and checking, error messages, the JSON schema and the reference page
/// follow from it.
/// </summary>
public abstract class DeclaredKey
{
    private protected DeclaredKey(string name, string meaning, KeyOptions options)
    {
        Name = name;
        Meaning = meaning;
        Unit = options.Unit;
        WhenMissing = options.WhenMissing;
        FormerNames = options.FormerNames;
    }

    /// <summary>The key as it is written.</summary>
    public string Name { get; }

    /// <summary>What it says, as a sentence.</summary>
    public string Meaning { get; }

    /// <summary>Unit of its value; empty where it has none.</summary>
    public string Unit { get; }

    /// <summary>Names that earlier versions used; they are read with a note.</summary>
    public ImmutableArray<string> FormerNames { get; }

    /// <summary>Whether the object must have the key.</summary>
    public abstract bool IsRequired { get; }

    /// <summary>What a missing key means: its default, or in words; empty where the key is required.</summary>
    public abstract string DefaultText { get; }

    /// <summary>Type and range in words.</summary>
    public abstract string TypeText { get; }

    /// <summary>The object or objects that the value holds, or null.</summary>
    internal abstract ObjectKeys? Inner { get; }

    /// <summary>What a missing key means where it has no fixed default; empty where it is required or has one.</summary>
    internal string WhenMissing { get; }

    /// <summary>Meanings of the values that are allowed, where they have names.</summary>
    internal abstract ImmutableArray<(string Value, string Meaning)> Choices { get; }

    /// <summary>Reads and checks a value.</summary>
    /// <exception cref="InputException">The value has the wrong type or is out of range.</exception>
    internal abstract object ReadBoxed(ConfigValue value);

    /// <summary>The schema of its value.</summary>
    internal abstract JsonObject Schema();
}
