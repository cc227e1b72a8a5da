using System.Text.RegularExpressions;

namespace CycleSim.Architecture.Tests;

/// <summary>Code, comments, messages and pages use the field's terms: words that once stood for them do not come back.</summary>
public sealed partial class VocabularyTests
{
    /// <summary>What is not written, and what is.</summary>
    private static readonly (Regex Pattern, string Instead)[] Former =
    [
        (LimitNames(), "Max or Min in a name, max, min, maximum, minimum"),
        (Stall(), "stall, wait cycles"),
        (Memo(), "segment, memo entry, state key, hit, miss, detailed simulation"),
        (Plain(), "start or end, expensive, estimated, unused"),
        (Terms(), "reduction dimension K, batch size, momentum, weight decay (L2), resumed, depends on"),
        (Continue(), "continue"),
        (VectorUnit(), "vector unit (labels in results are quoted)"),
        (Reproduction(), "architecture; device and array models; reproduction"),
    ];

    [Fact]
    public void Sources_and_pages_use_standard_terms()
    {
        string[] found =
        [
            .. SourceFile.All.Where(file => !file.Path.StartsWith("tests/", StringComparison.Ordinal))
                .Concat(SourceFile.Pages).Concat(SourceFile.Models)
                .SelectMany(file => file.Lines.Select((line, index) => (file.Path, Number: index + 1, Line: line)))
                .SelectMany(line => Former.Where(former => former.Pattern.IsMatch(line.Line))
                    .Select(former => $"{line.Path}({line.Number}): {line.Line.Trim()}    -> {former.Instead}")),
        ];
        Assert.True(found.Length == 0, string.Join(Environment.NewLine, found));
    }

    [Theory]
    [InlineData("private const int MostBanks = 3;", true)]
    [InlineData("almost all banks; at least one", false)]
    [InlineData("the array stood still", true)]
    [InlineData("each stretch is played once", true)]
    [InlineData("the display", false)]
    [InlineData("the run goes on from its checkpoint", true)]
    [InlineData("words of the vector path", true)]
    [InlineData("AddPhases(TracePhaseKind.Vector, \"vector path\");", false)]
    [InlineData("private const int LongestName = 128;", true)]
    [InlineData("long LongestWaitCycles", false)]
    [InlineData("/// <param name=\"Count\">Most activates.</param>", true)]
    [InlineData("the fewest tiles", true)]
    [InlineData("claim.Expected(\"greatest_ratio\")", false)]
    [InlineData("images of the minibatch", true)]
    [InlineData("Begin of the window", true)]
    public void A_former_word_is_seen(string line, bool isSeen) => Assert.Equal(isSeen, Former.Any(former => former.Pattern.IsMatch(line)));

    [GeneratedRegex(
        @"\b([Mm]ost|[Ll]east|[Gg]reatest|[Ff]ewest|[Ll]ongest(?!Delay|Wait))[A-Z]\w*|\b([Gg]reatest|[Ff]ewest)\b|>Most [a-z]+")]
    private static partial Regex LimitNames();

    [GeneratedRegex(@"\b(standstills?|st(oo|an)ds? still|standing still)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Stall();

    [GeneratedRegex(
        @"\b(stretch(es)?|played|work(s|ed) (the \w+ )?out|plain path|KnownRows|EdgeNames|RowEdge|PhaseEdges?" +
        @"|LevelAttention|PatternBook|Patience|OldestFirst)\b")]
    private static partial Regex Memo();

    [GeneratedRegex(@"\b(dear(er|est)?|reckon(ed|s)?|rubbish|scouts?|its begin|begin of|the beginning)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Plain();

    [GeneratedRegex(
        @"\b(products (\(K\) )?(of|in) each output|images of a step|share of the former|pull of the weights|gone on with" +
        @"|hangs? on|minibatch|products each)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Terms();

    [GeneratedRegex(@"\b(go(es|ing)?|went) on\b", RegexOptions.IgnoreCase)]
    private static partial Regex Continue();

    [GeneratedRegex(@"(?<![""`])vector path", RegexOptions.IgnoreCase)]
    private static partial Regex VectorUnit();

    [GeneratedRegex(@"\b(the house|the magnet|the paper again)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Reproduction();
}
