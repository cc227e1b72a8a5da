using System.Text.RegularExpressions;
using CycleSim.Reference;

namespace CycleSim.Studies.Tests.Reproduction;

/// <summary>What the paper claims is known to the rules that judge, and to nothing that computes.</summary>
public sealed class NoFedNumbersTests
{
    /// <summary>The paper's results, as numbers that no model has a use for; and files that show them beside a result.</summary>
    private static readonly (string Pattern, string[] May)[] Results =
    [
        // Table II, which a table shows beside what was computed.
        ("40[_ ]?592", ["PaperTableTwo.cs"]),
        ("64[_ ]?257", ["PaperTableTwo.cs"]),
        (@"14[_ ]?573(?!\.)", ["PaperTableTwo.cs"]),
        (@"(?<![\d.])594(?![\d.])", ["PaperTableTwo.cs"]),
        // Figure 15, figures 9 and 11, figure 8 and Table II's ratios.
        (@"2\.03(?!\d)", []),
        (@"(?<![\d.\w])(14|15|22)(\.\d+)?[ -]?(x|times)(?!\w)", []),
        (@"(?<![\d.])0\.53(?!\d)", ["GateKeys.cs", "memory.json"]), // there the energy of a logic gate in fJ
        (@"(?<![\d.])4\.4(?!\d)", []),
    ];

    [Fact]
    public void No_result_of_the_paper_is_in_code_or_model_files()
    {
        var found = new List<string>();
        foreach (string file in Sources())
        {
            string text = WithoutDocumentation(File.ReadAllText(file));
            foreach ((string pattern, string[] may) in Results)
                if (!may.Contains(Path.GetFileName(file)) && Regex.Match(text, pattern) is { Success: true } match)
                    found.Add($"{Path.GetRelativePath(Repository.Root, file)}: {match.Value}");
        }

        Assert.Empty(found);
    }

    /// <summary>Inputs that are also claims. Each has the verdict "given", or its row says what it hangs on.</summary>
    [Theory]
    [InlineData("stability_per_critical_current_per_ua\": 1.15", new[] { "p55.json", "t1.json" })]
    [InlineData("0.984820876e-3", new[] { "p55.json" })]
    public void Inputs_that_are_claims_stand_in_the_junction_alone(string text, string[] files) => Assert.Equal(
        files, Sources().Where(file => File.ReadAllText(file).Contains(text, StringComparison.Ordinal)).Select(
            file => Path.GetFileName(file)).Order(StringComparer.Ordinal));

    [Fact]
    public void Expectations_are_read_by_rules_alone()
    {
        string[] readers = [.. Code().Where(file => File.ReadAllText(file).Contains(".Expected(", StringComparison.Ordinal)).Select(
            file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];
        Assert.Equal(
            ["AccuracyJudge.cs", "ApplicationJudge.cs", "AreaJudge.cs", "ArrayJudge.cs", "DeviceJudge.cs", "SystemJudge.cs"], readers);
        string[] openers = [.. Code().Where(file => File.ReadAllText(file).Contains("claims.json", StringComparison.Ordinal)).Select(
            file => Path.GetFileName(file))];
        Assert.Equal(["Claim.cs"], openers);
        // What computes does not know that it will be judged.
        Assert.All(Code().Where(file => !Path.GetDirectoryName(file)!.EndsWith("Reproduction", StringComparison.Ordinal)), file =>
            Assert.DoesNotContain("CycleSim.Studies.Reproduction",
                Path.GetDirectoryName(file)!.Contains("CycleSim.Cli", StringComparison.Ordinal) ? "" : File.ReadAllText(file),
                    StringComparison.Ordinal));
    }

    private static IEnumerable<string> Code() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories).Where(
            file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    private static IEnumerable<string> Sources() =>
        Code().Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "models"), "*.json", SearchOption.AllDirectories));

    private static string WithoutDocumentation(string text) => Regex.Replace(text, "^ *///.*$", "", RegexOptions.Multiline);
}
