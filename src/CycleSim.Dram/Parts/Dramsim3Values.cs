using CycleSim.Configuration.Text;
using CycleSim.Platform;

namespace CycleSim.Dram.Parts;

/// <summary>The values of a configuration of DRAMsim3, or that tool's defaults, by their keys.</summary>
internal sealed class Dramsim3Values
{
    private readonly IniFile _file;
    private readonly Dictionary<string, IniEntry> _given = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _missing = [];

    /// <summary>Checks that each key is known.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="InputException">A key is unknown, or in the wrong section.</exception>
    internal Dramsim3Values(IniFile file)
    {
        _file = file;
        foreach (IniEntry entry in file.Entries)
        {
            CheckKnown(entry);
            _given[entry.Key] = entry;
        }
    }

    /// <summary>Keys that were asked for and are not given, each with its default.</summary>
    internal IReadOnlyList<string> Missing => _missing;

    /// <summary>Keys of the file that DRAMsim3 does not read although other keys mean the same.</summary>
    internal IEnumerable<string> Unread()
    {
        foreach (IniEntry entry in _file.Entries)
        {
            Dramsim3Key key = Find(entry);
            if (key.Instead is not { } instead)
                continue;
            string value = _given.TryGetValue(instead, out IniEntry? given) ? given.Value : $"{DefaultOf(instead)}, its default,";
            yield return $"{_file.Source}({entry.Line}): DRAMsim3 does not read {key.Name}; {instead} = {value} holds";
        }
    }

    /// <summary>The file gives a key.</summary>
    internal bool Has(string key) => _given.ContainsKey(key);

    /// <summary>A whole number.</summary>
    internal int Whole(string key, int min, int max)
    {
        bool isWhole = NumberText.TryDouble(TextOf(key), out double value)
            && value == Math.Truncate(value) && value >= min && value <= max;
        return isWhole ? (int)value : throw Error(key, $"allowed: a whole number from {min} to {max}");
    }

    /// <summary>A power of two.</summary>
    internal int PowerOfTwo(string key, int max)
    {
        int value = Whole(key, 1, max);
        return int.IsPow2(value) ? value : throw Error(key, $"allowed: a power of two up to {max}");
    }

    /// <summary>A number.</summary>
    internal double Real(string key, double min, double max)
    {
        bool isReal = NumberText.TryDouble(TextOf(key), out double value) && value >= min && value <= max;
        return isReal ? value : throw Error(key, $"allowed: a number from {min} to {max}");
    }

    /// <summary>Yes or no.</summary>
    internal bool Bool(string key) => Text(key).ToLowerInvariant() switch
    {
        "true" or "yes" or "on" or "1" => true,
        "false" or "no" or "off" or "0" => false,
        _ => throw Error(key, "allowed: true, false"),
    };

    /// <summary>One of several words.</summary>
    internal string Word(string key, params string[] allowed)
    {
        string word = Text(key);
        return allowed.Contains(word, StringComparer.Ordinal) ? word : throw Error(key, $"allowed: {string.Join(", ", allowed)}");
    }

    /// <summary>A key that has only one value here.</summary>
    internal void Only(string key, string value, string reason)
    {
        bool isIt = value is "false" ? !Bool(key) : Text(key) == value;
        if (!isIt)
            throw Error(key, $"{reason}; allowed: {value}");
    }

    /// <summary>The text of a value.</summary>
    internal string Text(string key) => _given.TryGetValue(key, out IniEntry? entry) ? entry.Value : DefaultOf(key);

    /// <summary>An error about the value of a key.</summary>
    internal InputException Error(string key, string problem) => _given.TryGetValue(key, out IniEntry? entry)
        ? _file.Error(entry, problem)
        : new InputException($"{_file.Source}: {key} is not given, so it is {DefaultOf(key)} (DRAMsim3's default): {problem}");

    private string TextOf(string key)
    {
        string text = Text(key);
        if (!Has(key))
            _missing.Add($"{key} = {text}");
        return text;
    }

    private static string DefaultOf(string key) => Dramsim3Keys.All.First(known => known.Name == key).Default!;

    private static Dramsim3Key Find(IniEntry entry) => Dramsim3Keys.All.First(
        known => known.Name.Equals(entry.Key, StringComparison.OrdinalIgnoreCase));

    private void CheckKnown(IniEntry entry)
    {
        Dramsim3Key[] sameName =
            [.. Dramsim3Keys.All.Where(known => known.Name.Equals(entry.Key, StringComparison.OrdinalIgnoreCase))];
        if (sameName.Any(known => known.Section.Equals(entry.Section, StringComparison.OrdinalIgnoreCase)))
            return;
        string[] sections = [.. Dramsim3Keys.All.Select(known => known.Section).Distinct()];
        if (!sections.Contains(entry.Section, StringComparer.OrdinalIgnoreCase))
            throw _file.Error(entry, $"section [{entry.Section}] is unknown; allowed: {string.Join(", ", sections)}");
        if (sameName.Length > 0)
            throw _file.Error(entry, $"is in [{entry.Section}]; allowed: in [{sameName[0].Section}]");
        string[] keys = [.. Dramsim3Keys.All
            .Where(known => known.Section.Equals(entry.Section, StringComparison.OrdinalIgnoreCase)).Select(known => known.Name)];
        string guess = Suggestion.Closest(entry.Key, keys) is { } near ? $"; did you mean {near}?" : "";
        throw _file.Error(entry, $"the key is unknown{guess}; allowed in [{entry.Section}]: {string.Join(", ", keys)}");
    }
}
