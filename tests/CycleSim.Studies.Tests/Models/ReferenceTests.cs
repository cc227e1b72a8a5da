using System.Text.RegularExpressions;
using CycleSim.Configuration.Keys;
using CycleSim.Reference;

namespace CycleSim.Studies.Tests.Models;

/// <summary>Schemas and reference page are those that the declarations of the keys give; `tools/reference write` makes them.</summary>
public partial class ReferenceTests
{
    /// <summary>Keys that only people read, or of which one value is allowed.</summary>
    private static readonly string[] Unread =
    [
        "DramKeys.Description", "DramKeys.Source", "MachineKeys.Description",
        "PlanKeys.Description", "StandardKeys.Source", "TechnologyKeys.Description", "TechnologyKeys.Name", "TechnologyKeys.Sources",
        "TransistorKeys.Source",
    ];

    [Fact]
    public void Schemas_are_those_of_the_declarations()
    {
        foreach (ModelFileKind kind in ModelFileKind.All)
            AssertFile(kind.SchemaFile, SchemaWriter.Write(kind.Keys));
    }

    [Fact]
    public void The_reference_page_is_that_of_the_declarations() =>
        AssertFile("models/KEYS.md", ReferencePage.Write(ModelFileKind.All.Select(kind => (kind.Title, (ObjectKeys)kind.Keys))));

    [Fact]
    public void Keys_of_the_first_version_are_those_of_the_list()
    {
        int listed = File.ReadAllLines(Path.Combine(Repository.Root, "src/CycleSim.Configuration/Keys/key-versions.txt"))
            .Count(line => line.StartsWith("0.1 ", StringComparison.Ordinal));
        string[] page = File.ReadAllLines(Path.Combine(Repository.Root, "models/KEYS.md"));
        Assert.Equal(listed, page.Count(line => line.EndsWith("| 0.1 |", StringComparison.Ordinal)));
        Assert.Contains(page, line => line.StartsWith("| `accumulators` |", StringComparison.Ordinal)
            && line.EndsWith("| 0.2 |", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_declared_key_is_used()
    {
        Dictionary<string, string> sources = Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .ToDictionary(path => path, File.ReadAllText);
        List<string> unused = [];
        foreach ((string path, string text) in sources.Where(file => file.Key.EndsWith("Keys.cs", StringComparison.Ordinal)))
        {
            string type = Path.GetFileNameWithoutExtension(path);
            foreach (Match match in Declaration().Matches(text))
            {
                string key = $"{type}.{match.Groups["name"].Value}";
                if (!sources.Any(file => file.Key != path && Regex.IsMatch(file.Value, $@"\b{key}\b")))
                    unused.Add(key);
            }
        }

        Assert.Equal(Unread, unused.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"static readonly Key<.*> (?<name>\w+) =")]
    private static partial Regex Declaration();

    private static void AssertFile(string name, string text)
    {
        string path = Path.Combine(Repository.Root, name);
        if (Environment.GetEnvironmentVariable("CYCLESIM_REFERENCE") == "write")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        Assert.True(File.Exists(path), $"{name} is missing: run `tools/reference write`");
        Assert.True(File.ReadAllText(path) == text, $"{name} differs from the declared keys: run `tools/reference write`");
    }
}
