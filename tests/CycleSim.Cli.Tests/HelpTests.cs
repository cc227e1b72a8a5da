using CycleSim.Configuration;

namespace CycleSim.Cli.Tests;

/// <summary>What the program says of itself.</summary>
public sealed class HelpTests
{
    private const int MaxWidth = 100;

    [Theory]
    [InlineData()]
    [InlineData("help")]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("-?")]
    public void The_commands_are_listed(params string[] arguments)
    {
        CliRun run = CliRun.Of(arguments);
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        string[] lines = run.Output.Split('\n');
        Assert.All(
            CommandLine.Build().Subcommands,
            command => Assert.Single(lines, line => line.StartsWith($"  {command.Name} ", StringComparison.Ordinal)));
        Assert.All(lines, line => Assert.True(line.Length <= MaxWidth, line));
    }

    [Fact]
    public void The_example_of_the_list_runs()
    {
        string line = Assert.Single(CliRun.Of().Output.Split('\n'), line => line.StartsWith("Example: ", StringComparison.Ordinal));
        Assert.Equal(0, CliRun.Of(line.Split(' ')[2..]).ExitCode);
    }

    [Theory]
    [InlineData("simulate")]
    [InlineData("trace info")]
    [InlineData("trace")]
    [InlineData("help")]
    public void Help_of_a_command_is_what_its_option_prints(string words)
    {
        CliRun run = CliRun.Of(["help", .. words.Split(' ')]);
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Equal(words == "help" ? CliRun.Of("--help") : CliRun.Of([.. words.Split(' '), "--help"]), run);
    }

    [Theory]
    [InlineData("help simulat", "cyclesim: help: simulat is no command; did you mean simulate?\n")]
    [InlineData("help trace inof", "cyclesim: help: inof is no command; did you mean info?\n")]
    [InlineData("help bicycle", "cyclesim: help: bicycle is no command\n")]
    [InlineData("help simulate trace", "cyclesim: help: trace is no command\n")]
    [InlineData("simulat --help", "cyclesim: Unrecognized command 'simulat'; did you mean simulate?\nSee `cyclesim --help`.\n")]
    [InlineData("simulate --netwrok x",
        "cyclesim: Unrecognized option '--netwrok'; did you mean --network?\nSee `cyclesim simulate --help`.\n")]
    public void A_misspelt_command_is_refused_with_what_was_meant(string arguments, string message) =>
        Assert.Equal(new CliRun(2, "", message), CliRun.Of(arguments.Split(' ')));

    /// <summary>The revision of the source is where git was when the program was built; results name the version alone.</summary>
    [Fact]
    public void The_version_names_the_revision_and_results_do_not()
    {
        CliRun run = CliRun.Of("--version");
        Assert.Matches(@"^\d+\.\d+\.\d+(\+[0-9a-f]{40})?\n$", run.Output);
        Assert.Equal(ToolVersion.Text, run.Output.Trim().Split('+')[0]);
    }
}
