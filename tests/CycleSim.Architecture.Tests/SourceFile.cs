using CycleSim.Reference;

namespace CycleSim.Architecture.Tests;

/// <summary>A source file of the repository.</summary>
/// <param name="Path">Path from the repository's folder, with slashes.</param>
/// <param name="Lines">Its lines.</param>
internal sealed record SourceFile(string Path, IReadOnlyList<string> Lines)
{
    private static readonly string[] Generated = ["bin", "obj"];

    /// <summary>The C# files of src, tests and tools that people write.</summary>
    internal static IReadOnlyList<SourceFile> All { get; } =
        [.. new[] { "src", "tests", "tools" }.SelectMany(folder => Below(folder, "*.cs"))];

    /// <summary>Those of src.</summary>
    internal static IEnumerable<SourceFile> Shipped => All.Where(file => file.Path.StartsWith("src/", StringComparison.Ordinal));

    /// <summary>The pages: every markdown file but hidden ones.</summary>
    internal static IReadOnlyList<SourceFile> Pages { get; } = [.. Below("", "*.md").Where(file => !file.Path.StartsWith('.'))];

    /// <summary>Model files and trace schemas, whose texts and comments people read.</summary>
    internal static IReadOnlyList<SourceFile> Models { get; } = [.. Below("models", "*.json"), .. Below("src", "*.proto")];

    private static IEnumerable<SourceFile> Below(string folder, string pattern) =>
        Directory.EnumerateFiles(System.IO.Path.Combine(Repository.Root, folder), pattern, SearchOption.AllDirectories)
            .Select(file => (Full: file, Path: System.IO.Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')))
            .Where(file => !file.Path.Split('/').Any(Generated.Contains))
            .OrderBy(file => file.Path, StringComparer.Ordinal)
            .Select(file => new SourceFile(file.Path, File.ReadAllLines(file.Full)));
}
