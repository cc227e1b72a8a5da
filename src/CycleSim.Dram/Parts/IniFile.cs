using System.Text;
using CycleSim.Configuration.Models;
using CycleSim.Platform;
using Microsoft.Extensions.Configuration.Ini;

namespace CycleSim.Dram.Parts;

/// <summary>An .ini file with the lines of its keys, which errors name. Upper and lower case do not matter in sections and keys.</summary>
internal sealed class IniFile
{
    private readonly List<IniEntry> _entries = [];

    private IniFile(string source) => Source = source;

    /// <summary>The name of the file in messages.</summary>
    internal string Source { get; }

    /// <summary>What it says, in its order.</summary>
    internal IReadOnlyList<IniEntry> Entries => _entries;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">
    /// It cannot be read, or a line is neither a section nor a key with a value, or a key is there twice.
    /// </exception>
    internal static IniFile Read(string path) => Parse(ModelStore.ReadFileText(path), path);

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="source">The name of the file in messages.</param>
    internal static IniFile Parse(string text, string source)
    {
        var file = new IniFile(source);
        // A carriage return alone ends a line, too, as it does for the library.
        string[] lines =
        [
            .. text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n').Select(WithoutComment),
        ];
        List<(string Section, string Key, int Line)> keys = file.FindKeys(lines);
        try
        {
            using var stream = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
            IDictionary<string, string?> values = IniStreamConfigurationProvider.Read(stream);
            foreach ((string section, string key, int line) in keys)
                file._entries.Add(new IniEntry(section, key, values.TryGetValue($"{section}:{key}", out string? value)
                    ? value ?? ""
                    : throw new InputException($"{source}({line}): \"{key}\" is no key"), line));
        }
        catch (FormatException problem)
        {
            throw new InputException($"{source}: {problem.Message}");
        }

        return file;
    }

    /// <summary>An error about an entry.</summary>
    internal InputException Error(IniEntry entry, string problem) =>
        new($"{Source}({entry.Line}): {entry.Key} = {entry.Value}: {problem}");

    /// <summary>Comments start with # or ; in front of everything else, or with ; after a space.</summary>
    private static string WithoutComment(string line)
    {
        string trimmed = line.Trim();
        if (trimmed.Length == 0 || trimmed[0] is '#' or ';')
            return "";
        for (int i = 1; i < trimmed.Length; i++)
            if (trimmed[i] == ';' && char.IsWhiteSpace(trimmed[i - 1]))
                return trimmed[..i].TrimEnd();
        return trimmed;
    }

    /// <summary>The library that reads the values does not say where they stand.</summary>
    private List<(string Section, string Key, int Line)> FindKeys(string[] lines)
    {
        List<(string Section, string Key, int Line)> keys = [];
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        string section = "";
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i];
            if (line.Length == 0)
                continue;
            if (line[0] == '[' && line[^1] == ']')
            {
                section = line[1..^1].Trim();
                lines[i] = $"[{section}]";
                continue;
            }

            int equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1 || section.Length == 0)
                throw new InputException($"{Source}({i + 1}): \"{line}\" is no [section] and no key = value in a section");
            string key = line[..equals].Trim();
            if (!seen.Add($"{section}:{key}"))
                throw new InputException($"{Source}({i + 1}): {key} is there twice in [{section}]; allowed: each key once");
            keys.Add((section, key, i + 1));
        }

        return keys;
    }
}
