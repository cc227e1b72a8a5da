using System.Text.Json.Nodes;
using CycleSim.Configuration.Json;
using CycleSim.Platform;

namespace CycleSim.Configuration.Keys;

/// <summary>The keys of one kind of JSON object, or of several kinds of which a file chooses one.</summary>
public abstract class ObjectKeys
{
    private protected ObjectKeys(string name, string meaning)
    {
        Name = name;
        Meaning = meaning;
    }

    /// <summary>What the object is, e.g. "machine"; unique within a file.</summary>
    public string Name { get; }

    /// <summary>What it describes, as a sentence.</summary>
    public string Meaning { get; }

    /// <summary>Reads and checks an object.</summary>
    /// <param name="json">The object.</param>
    /// <returns>The values of its keys.</returns>
    /// <exception cref="InputException">A key is unknown, missing or wrong; the message names file, line, column and key.</exception>
    public KeyValues Read(ConfigObject json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Choose(json).ReadValues(json);
    }

    /// <summary>The key sets among which files choose; a key set itself where there is no choice.</summary>
    internal abstract IEnumerable<KeySet> Sets { get; }

    /// <summary>The key set of an object.</summary>
    internal abstract KeySet Choose(ConfigObject json);

    /// <summary>The schema of the object.</summary>
    internal abstract JsonObject Schema();

    /// <summary>When a file chooses a key set, in words; empty where there is no choice.</summary>
    internal abstract string Condition(KeySet keys);
}
