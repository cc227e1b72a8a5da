using CycleSim.Configuration.Json;
using CycleSim.Platform;

namespace CycleSim.Configuration.Keys;

/// <summary>An object whose keys are names that its reader knows, each with a whole number.</summary>
public sealed class NumberMap
{
    private readonly Dictionary<string, int> _values;

    internal NumberMap(ConfigObject json, Dictionary<string, int> values) => (Json, _values) = (json, values);

    /// <summary>The object that was read: its file and where it stands.</summary>
    public ConfigObject Json { get; }

    /// <summary>The numbers by name.</summary>
    public IReadOnlyDictionary<string, int> Values => _values;

    /// <summary>An error about a name's number, to be thrown by the caller.</summary>
    /// <param name="name">The name; it need not be given.</param>
    /// <param name="problem">What is wrong and what is allowed.</param>
    public InputException Error(string name, string problem) => Json.Error(name, problem);

    /// <summary>An error about a name that is not known, to be thrown by the caller.</summary>
    /// <param name="name">A name that is given.</param>
    /// <param name="allowed">The names that are known.</param>
    public InputException Unknown(string name, IReadOnlyCollection<string> allowed)
    {
        ArgumentNullException.ThrowIfNull(allowed);
        string suggestion = Text.Suggestion.Phrase(name, [.. allowed]);
        return new(Json.AtKey(
            name, $"unknown key {Text.QuotedText.Of(name)}{suggestion}; allowed: {string.Join(", ", allowed)}"));
    }
}
