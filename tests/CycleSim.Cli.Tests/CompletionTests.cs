using System.CommandLine;
using System.Text.RegularExpressions;
using CycleSim.Cli.Commands.Completion;
using CycleSim.Terminal.Options;

namespace CycleSim.Cli.Tests;

/// <summary>Completion, by the shells themselves where they are installed.</summary>
public sealed class CompletionTests
{
    /// <summary>A line as far as it was typed, what is offered, and what is not.</summary>
    public static TheoryData<string, string, string> Lines => new()
    {
        { "cyclesim sim", "simulate", "systolic" },
        { "cyclesim s", "simulate systolic sweep", "trace" },
        { "cyclesim ", "simulate trace help", "--help info" },
        { "cyclesim trace ", "info dump replay", "simulate" },
        { "cyclesim trace re", "replay", "info reliability" },
        { "cyclesim help tr", "trace train", "simulate" },
        { "cyclesim completion ", "bash zsh fish pwsh", "simulate" },
        { "cyclesim simulate --net", "--network", "--no-fast-forward" },
        { "cyclesim systolic --", "--m --dataflow", "simulate" },
        { "cyclesim simulate --network vgg16-cif", "vgg16-cifar10 vgg16-cifar100", "lenet5-28x28-mnist" },
        { "cyclesim simulate -n len", "lenet5-28x28-mnist", "vgg16-cifar10" },
        { "cyclesim simulate --network lenet5-28x28-mnist --memory stt", "stt-mram", "sram" },
        { "cyclesim systolic --m 4 --drain ", "physical overlapped", "--m" },
        { "cyclesim systolic --m ", "", "--m --dataflow" },
        { "cyclesim array --objective read", "read-latency read-energy read-energy-delay", "write-latency" },
        { "cyclesim device population --variation ", "typical pessimistic none step.cst", "P55" },
        { "cyclesim simulate --report o", "other.txt", "step.cst --out" },
        { "cyclesim trace info st", "step.cst", "other.txt" },
        { "cyclesim simulate --timeline o", "other.txt", "step.cst --out" },
        { "cyclesim models show vgg16-cif", "vgg16-cifar100", "lenet5-28x28-mnist" },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public void Bash_completes(string line, string offered, string others) => Check(Complete(
        "bash",
        """source ./script; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _cyclesim; printf '%s\n' "${COMPREPLY[@]}" """,
        line), offered, others);

    [Theory]
    [InlineData("cyclesim|simulate|--json|=|st", "step.cst")]
    [InlineData("cyclesim|simulate|--network|=|vgg16-cifar100", "vgg16-cifar100")]
    [InlineData("cyclesim|systolic|--drain|=", "physical")]
    [InlineData("cyclesim|simulate|--mixed-precision|=", "mixed_bf16")]
    public void Bash_completes_behind_an_equals_sign(string words, string offered) => Check(Complete(
        "bash",
        """source ./script; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _cyclesim; printf '%s\n' "${COMPREPLY[@]}" """,
        words.Replace('|', ' ')), offered, "--out");

    /// <summary>The functions of its completion system are replaced by such that print.</summary>
    [ShellTheory("zsh")]
    [MemberData(nameof(Lines))]
    public void Zsh_completes(string line, string offered, string others) => Check(Complete(
        "zsh",
        """
        compdef() {}; source ./script; words=("$@"); CURRENT=$#; current=${words[CURRENT]}
        compadd() { shift; for word; do [[ $word == $current* ]] && print -r -- $word; done }
        _files() { for word in *(N); do [[ $word == $current* ]] && print -r -- $word; done }
        _cyclesim; true
        """,
        line), offered, others);

    [ShellTheory("fish")]
    [MemberData(nameof(Lines))]
    public void Fish_completes(string line, string offered, string others) => Check(Complete(
        "fish", """source ./script; complete -C "$argv" | string replace -r '\t.*' ''; true""", line, asOne: true), offered, others);

    /// <summary>Whatever can be a model, a file or one of some words is completed, by what the option itself declares.</summary>
    [Fact]
    public void Every_option_that_takes_models_files_or_words_offers_them()
    {
        Dictionary<string, CompletedCommand> completed = CompletedTree.Of(CommandLine.Build()).ToDictionary(command => command.Path);
        int found = 0;
        foreach ((string path, Option option) in CommandTree.Options)
        {
            string form = option.HelpName ?? "";
            CompletedOption offered = completed[path].Options.Single(candidate => candidate.Names[0] == option.Name);
            string where = $"{path} {option.Name}";
            Assert.True(offered.TakesFiles == Regex.IsMatch(form, @"\b(FILE|DIR)\b"), where);
            if (form == OptionSpec.NameOrFile)
                Assert.True(offered.Values.Count > 1, where);
            else if (option is ISpecifiedOption { Words: { Count: > 0 } words })
                Assert.True(offered.Values.SequenceEqual(words), where);
            else
                continue;
            found++;
        }

        Assert.True(found > 60, $"{found}");
    }

    [Fact]
    public void PowerShell_knows_every_command_and_option()
    {
        string script = CliRun.Of("completion", "pwsh").Output;
        foreach ((string path, Command command) in CommandTree.Commands)
            Assert.Equal(2, Regex.Count(script, $"^ +'{path}' = @\\(", RegexOptions.Multiline));
        Assert.All(CommandTree.Options, pair => Assert.Contains($"'{pair.Option.Name}'", script, StringComparison.Ordinal));
        Assert.Equal(script.Count(letter => letter == '{'), script.Count(letter => letter == '}'));
        Assert.Equal(script.Count(letter => letter == '('), script.Count(letter => letter == ')'));
    }

    [Theory]
    [InlineData("tcsh", "cyclesim: completion tcsh: allowed are bash, zsh, fish, pwsh\n")]
    public void Another_shell_is_refused(string shell, string message) =>
        Assert.Equal(new CliRun(2, "", message), CliRun.Of("completion", shell));

    private static void Check(string[] found, string offered, string others)
    {
        string[] expected = offered.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Subset(found.ToHashSet(), expected.ToHashSet());
        Assert.Empty(others.Split(' ', StringSplitOptions.RemoveEmptyEntries).Intersect(found));
        if (expected.Length == 0)
            Assert.Empty(found);
    }

    private static string[] Complete(string shell, string reader, string line, bool asOne = false)
    {
        using var folder = new TemporaryFolder();
        folder.Write("script", CliRun.Of("completion", shell).Output);
        folder.Write("reader", reader);
        folder.Write("step.cst", "");
        folder.Write("other.txt", "");
        string words = asOne ? $"'{line}'" : string.Join(' ', line.Split(' ').Select(word => $"'{word}'"));
        CliRun run = CliProcess.Run($"{shell} reader {words}", Path.GetDirectoryName(folder.File("script"))!);
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        return run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}

/// <summary>Runs where a shell is installed.</summary>
internal sealed class ShellTheoryAttribute : TheoryAttribute
{
    public ShellTheoryAttribute(string shell)
    {
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (!Array.Exists(folders, folder => File.Exists(Path.Combine(folder, shell))))
            Skip = $"{shell} is not installed";
    }
}
