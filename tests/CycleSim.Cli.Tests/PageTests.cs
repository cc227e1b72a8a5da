using System.Text.RegularExpressions;
using CycleSim.Reference;

namespace CycleSim.Cli.Tests;

/// <summary>The commands of README.md and of the guides run, page by page and in their order, as a reader would type them.</summary>
public sealed partial class PageTests
{
    private const int MaxReadmeWords = 1500;

    /// <summary>Commands that take minutes, or need data or a program that the repository does not have, by how they begin.</summary>
    private static readonly string[] NotRun =
    [
        "cyclesim reproduce ", // minutes to hours
        "cyclesim compare --network vgg16-cifar100,resnet18-cifar100,",
        "cyclesim compare --iso area --network vgg16-cifar100,resnet18-cifar100,",
        "cyclesim train ", // data sets that have to be fetched; tests of the training program run it
        "cyclesim codesign ",
    ];

    private static readonly string Guides = Path.Combine(Repository.Root, ".docs", "guide");

    private static readonly string[] Pages =
    [
        Path.Combine(Repository.Root, "README.md"), .. Directory.GetFiles(Guides, "*.md").Order(StringComparer.Ordinal),
    ];

    public static TheoryData<string> PagesWithCommands =>
        [.. Pages.Where(page => Commands(page).Any()).Select(page => Path.GetRelativePath(Repository.Root, page))];

    public static TheoryData<string> AllPages => [.. Pages.Select(page => Path.GetRelativePath(Repository.Root, page))];

    [Fact]
    public void The_readme_is_short() =>
        Assert.InRange(File.ReadAllText(Pages[0]).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length, 300, MaxReadmeWords);

    [Fact]
    public void The_readme_shows_what_the_command_prints()
    {
        string[] lines = File.ReadAllLines(Pages[0]);
        int first = Array.FindIndex(lines, line => line.StartsWith("    vgg16-cifar100, batch 512", StringComparison.Ordinal));
        string[] shown = [.. lines.Skip(first).TakeWhile(line => line.Length == 0 || line.StartsWith("    ", StringComparison.Ordinal))];
        string[] printed = CliRun.Of("simulate").Output.Split('\n');
        Assert.Equal(printed[..8], shown[..8].Select(line => line.Length == 0 ? line : line[4..]));
        Assert.Equal(9, shown.Length);
    }

    [Fact]
    public void What_is_not_run_is_on_a_page() =>
        Assert.All(NotRun, start => Assert.Contains(
            Pages, page => Lines(page).Any(line => line.StartsWith(start, StringComparison.Ordinal))));

    [Fact]
    public void Every_guide_is_linked_from_another_page() =>
        Assert.All(Pages.Skip(1), page => Assert.Contains(Pages, other => other != page && Links(other).Any(link => link == page)));

    [Theory]
    [MemberData(nameof(AllPages))]
    public void Links_of_a_page_lead_somewhere(string page) =>
        Assert.All(Links(Path.Combine(Repository.Root, page)), link => Assert.True(File.Exists(link) || Directory.Exists(link), link));

    [Theory]
    [MemberData(nameof(PagesWithCommands))]
    public void Commands_of_a_page_run(string page)
    {
        string path = Path.Combine(Repository.Root, page);
        using var folder = new TemporaryFolder();
        if (Plan().Match(File.ReadAllText(path)) is { Success: true } plan)
            folder.Write("plan.json", plan.Groups[1].Value);
        string place = Path.GetDirectoryName(folder.File("plan.json"))!;
        foreach (string line in Commands(path))
        {
            CliRun run = CliProcess.Run($"cyclesim() {{ $cs \"$@\"; }}; {line}", place);
            Assert.True(run.ExitCode == 0, $"{line}\n{run.ExitCode}: {run.Errors}");
            Assert.DoesNotContain("note:", run.Errors, StringComparison.Ordinal);
        }
    }

    private static IEnumerable<string> Commands(string page) =>
        Lines(page).Where(line => !NotRun.Any(start => line.StartsWith(start, StringComparison.Ordinal)));

    private static IEnumerable<string> Lines(string page) => File.ReadLines(page)
        .Where(line => line.StartsWith("    cyclesim ", StringComparison.Ordinal)).Select(line => line.Trim());

    private static IEnumerable<string> Links(string page) => Link().Matches(File.ReadAllText(page))
        .Select(match => match.Groups[1].Value).Where(link => !link.Contains("://", StringComparison.Ordinal) && link.Length > 0)
        .Select(link => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page)!, link)));

    [GeneratedRegex(@"\]\(([^)#\s]*)(#[^)]*)?\)")]
    private static partial Regex Link();

    [GeneratedRegex("Save this as `plan.json`:\\s+```json\\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Plan();
}
