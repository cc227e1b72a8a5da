using System.Text.RegularExpressions;

namespace CycleSim.Architecture.Tests;

/// <summary>Rules of the markdown pages.</summary>
public sealed partial class PageTests
{
    private const int MaxLineLength = 140;

    [Fact]
    public void Lines_are_short_enough_to_read()
    {
        Assert.NotEmpty(SourceFile.Pages);
        string[] tooLong = [.. SourceFile.Pages.SelectMany(page => TooLong(page.Lines).Select(line => $"{page.Path}({line})"))];
        Assert.True(tooLong.Length == 0, string.Join(Environment.NewLine, tooLong));
    }

    /// <summary>What may be long is what cannot be wrapped: rows of tables, code, headings, and links (a long word).</summary>
    [Theory]
    [InlineData("", 141, true)]
    [InlineData("", 140, false)]
    [InlineData("- ", 141, true)]
    [InlineData("  ", 141, true)]
    [InlineData("| cell | ", 300, false)]
    [InlineData("    cyclesim ", 300, false)]
    [InlineData("# ", 300, false)]
    public void Prose_that_could_be_wrapped_is_seen(string start, int length, bool isSeen)
    {
        string line = start + string.Concat(Enumerable.Repeat("ab ", length))[..(length - start.Length - 1)] + ".";
        Assert.Equal(length, line.Length);
        Assert.Equal(isSeen ? [1] : [], TooLong([line]));
    }

    [Fact]
    public void Fenced_code_and_links_may_be_long()
    {
        string prose = string.Concat(Enumerable.Repeat("ab ", 60));
        Assert.Equal([4], TooLong(["```sh", prose, "```", prose]));
        Assert.Empty(TooLong([$"- [a page](https://example.org/{new string('a', 140)})"]));
        Assert.Equal([1], TooLong([$"[a page](https://example.org/{new string('a', 100)}) says more {new string('b', 20)}"]));
    }

    private static IEnumerable<int> TooLong(IReadOnlyList<string> lines)
    {
        bool isCode = false;
        for (int i = 0; i < lines.Count; i++)
        {
            string text = lines[i].TrimStart();
            if (text.StartsWith("```", StringComparison.Ordinal))
                isCode = !isCode;
            else if (!isCode && lines[i].Length > MaxLineLength && !Unbreakable().IsMatch(lines[i]))
                yield return i + 1;
        }
    }

    // A row of a table, indented code, a heading, or a link alone in its line.
    [GeneratedRegex(@"^(\s*\||    |#|\s*([-*] |\d+\. )?(!?\[[^\]]*\]\(\S*\)|\S+)[.,:;]?$)")]
    private static partial Regex Unbreakable();
}
