using System.Globalization;
using System.Text;
using CycleSim.Configuration.Text;

namespace CycleSim.Configuration.Json;

/// <summary>
/// Where a value stands in its document, e.g. "layers[3].kernel". The text is made when it is asked for: kept for each value, the texts of
/// a deep file would take thousands of times its size.
/// </summary>
internal sealed class ConfigPath
{
    private const int MaxPlainKeyLength = 60;

    private readonly ConfigPath? _parent;
    private readonly string? _key;
    private readonly int _index;

    private ConfigPath(ConfigPath? parent, string? key, int index) => (_parent, _key, _index) = (parent, key, index);

    /// <summary>The root of a document.</summary>
    internal static ConfigPath Root { get; } = new(null, null, 0);

    /// <summary>Whether this is the root.</summary>
    internal bool IsRoot => _parent is null;

    /// <summary>A key of the object that stands here.</summary>
    internal ConfigPath Of(string key) => new(this, key, 0);

    /// <summary>An element of the array that stands here.</summary>
    internal ConfigPath Of(int index) => new(this, null, index);

    /// <summary>The path as messages show it; empty for the root.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        Append(text);
        return text.ToString();
    }

    private void Append(StringBuilder text)
    {
        if (_parent is null)
            return;
        _parent.Append(text);
        if (_key is null)
            text.Append(CultureInfo.InvariantCulture, $"[{_index}]");
        else
            text.Append(text.Length == 0 ? "" : ".").Append(IsPlain(_key) ? _key : QuotedText.Of(_key));
    }

    private static bool IsPlain(string key) =>
        key.Length is > 0 and <= MaxPlainKeyLength && key.All(c => char.IsLetterOrDigit(c) || c is '_' or '$' or '-');
}
