using System.Text.RegularExpressions;

namespace CycleSim.Configuration;

/// <summary>
/// A JSON object of a configuration file. Its getters check type and range, name file, line, column, key and value when something
/// is wrong, and remember which keys were asked for, so that <see cref="RejectUnknownKeys"/> can find misspelt ones.
/// </summary>
public sealed partial class ConfigObject
{
    // Editors put it at the root to know a file's schema.
    private const string SchemaKey = "$schema";

    private const int MostUnknownKeysShown = 10;

    private readonly Dictionary<string, Member> _members = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];
    private readonly SortedSet<string> _asked = new(StringComparer.Ordinal);

    internal ConfigObject(string source, string path, int line, int column)
    {
        Source = source;
        Path = path;
        Line = line;
        Column = column;
    }

    /// <summary>The name of the text, normally its file path.</summary>
    public string Source { get; }

    /// <summary>Where the object stands in its document, e.g. "layers[3]"; empty for the root.</summary>
    public string Path { get; }

    /// <summary>Line of the opening brace, from 1.</summary>
    public int Line { get; }

    /// <summary>Column of the opening brace in characters, from 1.</summary>
    public int Column { get; }

    /// <summary>All keys in the order of the file, known or not.</summary>
    public IReadOnlyList<string> Keys => _order;

    /// <summary>Whether a key is given. The key counts as known from then on.</summary>
    /// <param name="key">The key.</param>
    /// <returns>Whether the object has it.</returns>
    public bool Has(string key) => Find(key) is not null;

    /// <summary>Whether a key is given and its value is an object. The key counts as known from then on.</summary>
    /// <param name="key">The key.</param>
    public bool IsObject(string key) => Find(key)?.Object is not null;

    /// <summary>The one of several alternative keys that is given. All of them count as known from then on.</summary>
    /// <param name="keys">The alternatives.</param>
    /// <returns>The key.</returns>
    /// <exception cref="InputException">None is given (a key that looks like a misspelt one is named with its position), or several are.</exception>
    public string OneOf(params string[] keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        string[] given = [.. keys.Where(Has)];
        if (given.Length == 1)
            return given[0];
        if (given.Length == 0 && keys.Select(Misspelling).FirstOrDefault(key => key is not null) is { } misspelt)
            throw new InputException(UnknownKey(misspelt));
        string all = string.Join(", ", keys);
        throw Error(given.Length == 0 ? $"give exactly one of {all}" : $"give one of {all}, not {string.Join(" and ", given)}");
    }

    /// <summary>Complains about keys that no getter asked for; "$schema" at the root is always allowed.</summary>
    /// <exception cref="InputException">There are unknown keys: one line for each, with its position and the allowed keys.</exception>
    public void RejectUnknownKeys()
    {
        string[] unknown = [.. _order.Where(key => !_asked.Contains(key) && !(key == SchemaKey && Path.Length == 0))];
        if (unknown.Length == 0)
            return;

        List<string> lines = [.. unknown.Take(MostUnknownKeysShown).Select(UnknownKey)];
        if (unknown.Length > MostUnknownKeysShown)
            lines.Add($"and {unknown.Length - MostUnknownKeysShown} more");
        throw new InputException(string.Join('\n', lines));
    }

    /// <summary>An error about a key's value, to be thrown by the caller.</summary>
    /// <param name="key">The key; it need not exist.</param>
    /// <param name="problem">What is wrong and what is allowed, e.g. "is larger than its input 5x5; allowed: 1 to 5".</param>
    /// <returns>An exception with the message "source(line,column): path.key = value: problem", positioned at the value.</returns>
    public InputException Error(string key, string problem)
    {
        ArgumentNullException.ThrowIfNull(key);
        return _members.TryGetValue(key, out Member member)
            ? Error(member.Value, PathOf(key), problem)
            : new InputException($"{Source}({Line},{Column}): {PathOf(key)}: {problem}");
    }

    /// <summary>An error about the object as a whole, to be thrown by the caller.</summary>
    /// <param name="problem">What is wrong and what is allowed.</param>
    /// <returns>An exception with the message "source(line,column): path: problem", positioned at the opening brace.</returns>
    public InputException Error(string problem) =>
        new($"{Source}({Line},{Column}): {(Path.Length == 0 ? "" : $"{Path}: ")}{problem}");

    internal bool TryAdd(string key, int line, int column, ConfigValue value)
    {
        if (!_members.TryAdd(key, new(line, column, value)))
            return false;
        _order.Add(key);
        return true;
    }

    internal string PathOf(string key)
    {
        string name = PlainKey().IsMatch(key) ? key : ConfigValue.Quote(key);
        return Path.Length == 0 ? name : $"{Path}.{name}";
    }

    private InputException Error(ConfigValue value, string path, string problem) =>
        new($"{Source}({value.Line},{value.Column}): {path} = {value.Shown}: {problem}");

    private InputException WrongType(ConfigValue value, string path, string expected) =>
        Error(value, path, $"expected {expected}, found {value.KindName}");

    private InputException Missing(string key)
    {
        // A misspelt required key shows up as missing first: point at what was probably meant.
        string? similar = Misspelling(key);
        return Error($"key \"{key}\" is missing{(similar is null ? "" : $"; is {ConfigValue.Quote(similar)} a misspelling of it?")}");
    }

    /// <summary>A key that nobody has asked for and that may stand for one; null when none looks like it.</summary>
    private string? Misspelling(string key) => Suggestion.Closest(key, _order.Where(other => !_asked.Contains(other)));

    private string UnknownKey(string key)
    {
        Member member = _members[key];
        string place = $"{Source}({member.Line},{member.Column}): {(Path.Length == 0 ? "" : $"{Path}: ")}";
        return $"{place}unknown key {ConfigValue.Quote(key)}{Suggestion.Phrase(key, _asked)}; allowed: {string.Join(", ", _asked)}";
    }

    private ConfigValue? Find(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        _asked.Add(key);
        return _members.TryGetValue(key, out Member member) ? member.Value : null;
    }

    [GeneratedRegex(@"^[\w$-]{1,60}\z", RegexOptions.CultureInvariant)]
    private static partial Regex PlainKey();

    private readonly record struct Member(int Line, int Column, ConfigValue Value);
}
