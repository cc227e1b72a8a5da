using System.Text.RegularExpressions;
using CycleSim.Reference;

namespace CycleSim.Architecture.Tests;

/// <summary>What CONTRIBUTING.md shows is what is compiled and tested: each block of code is a part of the file that it names.</summary>
public sealed partial class ContributingTests
{
    private static readonly string[] Page = File.ReadAllLines(Path.Combine(Repository.Root, "CONTRIBUTING.md"));

    /// <summary>The name of the file, and the first line of a block in <see cref="Page"/>.</summary>
    public static TheoryData<string, int> Blocks
    {
        get
        {
            var blocks = new TheoryData<string, int>();
            for (int i = 0; i < Page.Length; i++)
            {
                if (Page[i] == "```csharp")
                    blocks.Add(Links(string.Join(' ', Page[..i])).Last(), i + 1);
            }

            return blocks;
        }
    }

    [Theory]
    [MemberData(nameof(Blocks))]
    public void A_block_of_code_is_part_of_the_file_that_it_names(string file, int start)
    {
        string block = string.Join('\n', Page[start..].TakeWhile(line => line != "```"));
        string text = string.Join('\n', File.ReadAllLines(Path.Combine(Repository.Root, file)));
        Assert.Contains($"\n{block}\n", $"\n{text}\n", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("### Eviction policy", "LargestFirst.cs")]
    [InlineData("### Residency policy", "StreamEverything.cs")]
    [InlineData("### Ordering", "DoubleBuffered.cs")]
    [InlineData("### Mapping objective", "MinTiles.cs")]
    [InlineData("### Bank mapping", "SingleBank.cs")]
    [InlineData("### DRAM scheduler", "WritesFirst.cs")]
    [InlineData("### Layer kind", "ScaleLayer.cs")]
    [InlineData("### Error model", "StuckAtOneModel.cs")]
    [InlineData("### Component that observes", "OperationClock.cs")]
    [InlineData("### Component that disturbs DRAM", "DramHost.cs")]
    public void Every_seam_has_a_recipe_with_code(string title, string file)
    {
        string[] recipe = [.. Page.SkipWhile(line => line != title).Skip(1).TakeWhile(line => !line.StartsWith('#'))];
        Assert.Contains("```csharp", recipe);
        Assert.Contains(Links(string.Join(' ', recipe)), link => Path.GetFileName(link) == file);
    }

    [Fact]
    public void What_the_page_links_to_exists() => Assert.All(
        Links(string.Join(' ', Page)), link => Assert.True(Path.Exists(Path.Combine(Repository.Root, link.Split('#')[0])), link));

    [Fact]
    public void Lines_are_short_enough_to_read() => Assert.All(Page, line => Assert.InRange(line.Length, 0, 140));

    private static IEnumerable<string> Links(string text) => Link().Matches(text).Select(match => match.Groups["target"].Value);

    [GeneratedRegex(@"\]\((?<target>[^)]+)\)")]
    private static partial Regex Link();
}
