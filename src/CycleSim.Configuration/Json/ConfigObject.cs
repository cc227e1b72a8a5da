using System.Text.Json;
using CycleSim.Platform;

namespace CycleSim.Configuration.Json;

/// <summary>
/// A JSON object of a configuration file: its keys and where they stand. What they mean is declared by a key set
/// (<c>KeySet</c>), which reads the object.
/// </summary>
public sealed class ConfigObject
{
    private const int MaxPathKeys = 8;

    private readonly Dictionary<string, Member> _members = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];
    private readonly ConfigPath _path;

    internal ConfigObject(string source, ConfigPath path, int line, int column)
    {
        Source = source;
        _path = path;
        Line = line;
        Column = column;
    }

    /// <summary>The name of the text, normally its file path.</summary>
    public string Source { get; }

    /// <summary>Where the object stands in its document, e.g. "layers[3]"; empty for the root.</summary>
    public string Path => _path.ToString();

    /// <summary>Line of the opening brace, from 1.</summary>
    public int Line { get; }

    /// <summary>Column of the opening brace in characters, from 1.</summary>
    public int Column { get; }

    /// <summary>All keys in the order of the file, known or not.</summary>
    public IReadOnlyList<string> Keys => _order;

    /// <summary>Whether a key is given.</summary>
    /// <param name="key">The key.</param>
    public bool Has(string key) => Find(key) is not null;

    /// <summary>An error about a key's value, to be thrown by the caller.</summary>
    /// <param name="key">The key; it need not exist.</param>
    /// <param name="problem">What is wrong and what is allowed, e.g. "is larger than its input 5x5; allowed: 1 to 5".</param>
    /// <returns>An exception with the message "source(line,column): path.key = value: problem", positioned at the value.</returns>
    public InputException Error(string key, string problem)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Find(key)?.Error(problem) ?? new InputException($"{Source}({Line},{Column}): {PathOf(key)}: {problem}");
    }

    /// <summary>An error about the object as a whole, to be thrown by the caller.</summary>
    /// <param name="problem">What is wrong and what is allowed.</param>
    /// <returns>An exception with the message "source(line,column): path: problem", positioned at the opening brace.</returns>
    public InputException Error(string problem) => new($"{Source}({Line},{Column}): {Prefix}{problem}");

    /// <summary>An error about a value anywhere below this object, to be thrown by the caller.</summary>
    /// <param name="path">Where the value stands in the document, e.g. "layers[3].kernel"; it need not exist.</param>
    /// <param name="problem">What is wrong and what is allowed.</param>
    /// <returns>
    /// An exception with the message "source(line,column): path = value: problem"; about the object itself where nothing stands there.
    /// </returns>
    public InputException ErrorAt(string path, string problem)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Below(path)?.Error(problem) ?? Error(path.Length == 0 ? problem : $"{path}: {problem}");
    }

    /// <summary>
    /// This object with the keys of another one in place of its own: an object in place of an object changes its keys alone, and null takes
    /// the key out. Errors about a value still say where it stands.
    /// </summary>
    /// <param name="change">The keys to replace.</param>
    public ConfigObject With(ConfigObject change)
    {
        ArgumentNullException.ThrowIfNull(change);
        var changed = new ConfigObject(Source, _path, Line, Column);
        foreach (string key in _order.Union(change._order))
        {
            Member member = change._members.TryGetValue(key, out Member given) ? ChangedBy(key, given) : _members[key];
            if (member.Value.Kind != JsonValueKind.Null)
                changed.TryAdd(key, member.Line, member.Column, member.Value);
        }

        return changed;
    }

    /// <summary>
    /// The elements of a list as changes for <see cref="With"/>. The key names what they change, by a path such as "systolic_array.rows";
    /// under the key "changes" each element is an object with the keys that it changes.
    /// </summary>
    /// <param name="key">The key that holds the list.</param>
    /// <exception cref="InputException">There is no list, or an empty one, or an element under "changes" is no object.</exception>
    public IReadOnlyList<NamedChange> ChangesOf(string key)
    {
        ConfigValue list = Find(key) ?? throw Error(key, "is missing");
        if (list.Kind != JsonValueKind.Array || list.Items.Count == 0)
            throw list.Error("must be a list of at least one value");
        return [.. list.Items.Select(item => ChangeOf(key, item))];
    }

    private static NamedChange ChangeOf(string key, ConfigValue item)
    {
        if (key != NamedChange.Several)
        {
            string[] path = key.Split('.', MaxPathKeys + 1);
            if (path.Length > MaxPathKeys)
                throw item.Error($"is under a path of more than {MaxPathKeys} keys");
            return new NamedChange(item.Under(path));
        }

        ConfigObject several = item.Object ?? throw item.Error("must be an object of keys to change");
        return new NamedChange(several);
    }

    /// <summary>All values below this object as they are shown, each with the path of keys that leads to it.</summary>
    internal IEnumerable<(string Path, string Value)> Values(string prefix = "") => _order.SelectMany(key => Find(key)! switch
    {
        { Object: { } inner } => inner.Values($"{prefix}{key}."),
        var value => [($"{prefix}{key}", value.Text.Length > 0 ? value.Text : value.Shown)],
    });

    internal bool TryAdd(string key, int line, int column, ConfigValue value)
    {
        if (!_members.TryAdd(key, new(line, column, value)))
            return false;
        _order.Add(key);
        return true;
    }

    internal string PathOf(string key) => _path.Of(key).ToString();

    internal ConfigValue? Find(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return _members.TryGetValue(key, out Member member) ? member.Value : null;
    }

    /// <summary>A line about a key that is given, positioned at the key itself.</summary>
    internal string AtKey(string key, string text) => $"{Source}({_members[key].Line},{_members[key].Column}): {Prefix}{text}";

    private Member ChangedBy(string key, Member given) => Find(key)?.Object is { } own && given.Value.Object is { } change
        ? given with { Value = given.Value.Holding(own.With(change)) }
        : given;

    private ConfigValue? Below(string path)
    {
        ConfigValue? value = _members.Values.Select(member => member.Value).FirstOrDefault(value => IsOnWay(value, path));
        while (value is { Object: null } && value.Path != path)
            value = value.Items.FirstOrDefault(item => IsOnWay(item, path));
        return value is null || value.Path == path ? value : value.Object?.Below(path);
    }

    private static bool IsOnWay(ConfigValue value, string path) =>
        path == value.Path
        || (path.StartsWith(value.Path, StringComparison.Ordinal) && path[value.Path.Length] is '.' or '[');

    private string Prefix => _path.IsRoot ? "" : $"{_path}: ";

    private readonly record struct Member(int Line, int Column, ConfigValue Value);
}
