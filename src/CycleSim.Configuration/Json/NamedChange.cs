using System.Collections.Immutable;

namespace CycleSim.Configuration.Json;

/// <summary>Keys of a file to replace, and how tables call that.</summary>
public sealed class NamedChange
{
    /// <summary>The key of a list whose elements change several keys at once.</summary>
    public const string Several = "changes";

    internal NamedChange(ConfigObject change)
    {
        (string Path, string Value)[] values = [.. change.Values()];
        Change = change;
        Paths = [.. values.Select(value => value.Path)];
        Name = string.Join(' ', values.Select(value => $"{value.Path}={value.Value}"));
    }

    /// <summary>The keys and their values.</summary>
    public ConfigObject Change { get; }

    /// <summary>Paths of the keys, as "systolic_array.rows".</summary>
    public ImmutableArray<string> Paths { get; }

    /// <summary>All of them, as "ordering=overlapped systolic_array.rows=64".</summary>
    public string Name { get; }
}
