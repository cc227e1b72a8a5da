using System.Text.RegularExpressions;

namespace CycleSim.Architecture.Tests;

/// <summary>Rules of the source text.</summary>
public sealed partial class SourceTests
{
    private const int MaxLineLength = 140;

    [Theory]
    [InlineData("Platform", @"\bFile\.(Create|OpenWrite|AppendText|WriteAll|AppendAll|Move|Replace)")]
    [InlineData("Platform", @"new FileStream\(|new StreamWriter\((path|file)|Console\.OpenStandard")]
    [InlineData("Configuration", @"(double|float|decimal)\.(Try)?Parse|Convert\.To(Double|Single|Decimal)")]
    [InlineData("Configuration", @"NumberStyles\.(Float|Number|Any|Currency|AllowThousands)")]
    public void Only_one_place_opens_files_and_standard_streams_and_reads_decimal_numbers(string assembly, string pattern)
    {
        // TorchLibrary changes a copy of a library of the installation, which is no output.
        IEnumerable<SourceFile> others = SourceFile.Shipped.Where(file =>
            !file.Path.StartsWith($"src/CycleSim.{assembly}/", StringComparison.Ordinal)
                && Path.GetFileName(file.Path) != "TorchLibrary.cs");
        Assert.Empty(others.SelectMany(
            file => file.Lines.Where(line => Regex.IsMatch(line, pattern)).Select(line => $"{file.Path}: {line.Trim()}")));
    }

    private static bool IsImport(string line) =>
        line.StartsWith("using ", StringComparison.Ordinal) && line.EndsWith(';') && line.IndexOf(' ', 6) < 0;

    /// <summary>System first, then by the parts of the name: a point comes before all letters and digits.</summary>
    private static string ImportOrder(string line)
    {
        string name = line[6..^1].ToUpperInvariant().Replace('.', ' ');
        return (name.Split(' ')[0] == "SYSTEM" ? "0" : "1") + name;
    }

    [Fact]
    public void Lines_are_short_enough_to_read()
    {
        string[] tooLong =
        [
            .. SourceFile.All.SelectMany(file => file.Lines.Select((line, index) => (Text: $"{file.Path}({index + 1})", line.Length))
                .Where(line => line.Length > MaxLineLength).Select(line => $"{line.Text}: {line.Length}")),
        ];
        Assert.True(tooLong.Length == 0, string.Join(Environment.NewLine, tooLong));
    }

    /// <summary>The order that `dotnet format style` gives them; the build checks all other rules of style.</summary>
    [Fact]
    public void Imports_are_in_order()
    {
        string[] wrong =
        [
            .. SourceFile.All.SelectMany(file => file.Lines.Zip(file.Lines.Skip(1))
                .Where(pair => IsImport(pair.First) && IsImport(pair.Second)
                    && string.CompareOrdinal(ImportOrder(pair.First), ImportOrder(pair.Second)) > 0)
                .Select(pair => $"{file.Path}: {pair.Second}")),
        ];
        Assert.True(wrong.Length == 0, string.Join(Environment.NewLine, wrong));
    }

    [Fact]
    public void A_folder_is_a_namespace()
    {
        IEnumerable<SourceFile> files = SourceFile.All.Where(file => file.Path.Split('/')[0] is "src" or "tests");
        IEnumerable<string> elsewhere = files.Where(file => NamespaceOf(file) is { } name && name != Expected(file))
            .Select(file => $"{file.Path}: {NamespaceOf(file)}");
        Assert.True(!elsewhere.Any(), string.Join(Environment.NewLine, elsewhere));
    }

    /// <summary>Source generators complete a partial type; anything else that is split is too big.</summary>
    [Fact]
    public void Only_source_generators_add_to_a_type()
    {
        string[] split =
        [
            .. SourceFile.All.SelectMany(file => file.Lines.Select(line => PartialType().Match(line)).Where(match => match.Success)
                    .Select(match => (Type: $"{NamespaceOf(file)}.{match.Groups["name"].Value}", File: file)))
                .GroupBy(type => type.Type, type => type.File)
                .Where(type => type.Count() > 1 || !type.Single().Lines.Any(line => Generator().IsMatch(line)))
                .Select(type => type.Key).Order(StringComparer.Ordinal),
        ];
        Assert.True(split.Length == 0, $"split over files: {string.Join(", ", split)}");
    }

    [Theory]
    [InlineData("public sealed partial class Half : IDisposable", "Half")]
    [InlineData("    private partial record struct Half(int A);", "Half")]
    [InlineData("partial interface Half", "Half")]
    [InlineData("    private static partial Regex Pattern();", null)]
    [InlineData("    // a partial class is refused", null)]
    public void A_partial_type_is_seen(string line, string? name) =>
        Assert.Equal(name, PartialType().Match(line) is { Success: true } match ? match.Groups["name"].Value : null);

    private static string? NamespaceOf(SourceFile file) =>
        file.Lines.Select(line => NamespaceLine().Match(line)).FirstOrDefault(match => match.Success)?.Groups["name"].Value;

    private static string Expected(SourceFile file)
    {
        // The kernel is small and used whole: its folders sort one namespace, which a model names once.
        if (file.Path.StartsWith("src/CycleSim.Kernel/", StringComparison.Ordinal))
            return "CycleSim.Kernel";

        // What several test projects share stands beside them, in a folder without their prefix.
        string name = string.Join('.', file.Path.Split('/')[1..^1]);
        return name.StartsWith("CycleSim.", StringComparison.Ordinal) ? name : $"CycleSim.{name}";
    }

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);")]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(@"^\s*(\w+ )*partial (class|record struct|record class|record|struct|interface) (?<name>\w+)")]
    private static partial Regex PartialType();

    [GeneratedRegex(@"^\s*\[(GeneratedRegex|LibraryImport|JsonSerializable)\(")]
    private static partial Regex Generator();
}
