using System.CommandLine;
using CycleSim.Platform.Processes;

namespace CycleSim.Terminal.Tests;

/// <summary>A misspelt command or option is told with what was probably meant.</summary>
[Collection("console")]
public sealed class ParseErrorsTests
{
    [Theory]
    [InlineData("traec", "Unrecognized command 'traec'; did you mean trace?", "tool")]
    [InlineData("tr", "Unrecognized command 'tr'; did you mean trace?", "tool")]
    [InlineData("TRACE", "Unrecognized command 'TRACE'; did you mean trace?", "tool")]
    [InlineData("bicycle", "Unrecognized command 'bicycle'", "tool")]
    [InlineData("secre", "Unrecognized command 'secre'", "tool")]
    [InlineData("traec --help", "Unrecognized command 'traec'; did you mean trace?", "tool")]
    [InlineData("trace inof x", "Unrecognized command 'inof'; did you mean info?", "tool trace")]
    [InlineData("trace", "name one of the commands info, dump", "tool trace")]
    [InlineData("trace info --fiel a.cst", "Unrecognized option '--fiel'; did you mean --file?", "tool trace info")]
    [InlineData("trace info --fiel=a.cst", "Unrecognized option '--fiel'; did you mean --file?", "tool trace info")]
    [InlineData("trace info --fi a.cst", "Unrecognized option '--fi'; did you mean --file?", "tool trace info")]
    [InlineData("trace info --colour red", "Unrecognized option '--colour'", "tool trace info")]
    [InlineData("trace info --quie", "Unrecognized option '--quie'", "tool trace info")]
    [InlineData("trace info -x", "Unrecognized option '-x'", "tool trace info")]
    [InlineData("trace info a.cst", "Unrecognized argument 'a.cst'", "tool trace info")]
    [InlineData("trace info --file", "Required argument missing for option: '--file'.", "tool trace info")]
    public void What_was_meant_is_said(string arguments, string message, string help) => Assert.Equal(
        new TerminalRun(ExitCode.WrongInput, "", $"tool: {message}\nSee `{help} --help`.\n"), TerminalRun.Of(Tree, arguments.Split(' ')));

    [Fact]
    public void Every_unknown_option_is_told() => Assert.Equal(
        "tool: Unrecognized option '--fiel'; did you mean --file?\ntool: Unrecognized option '--colour'\nSee `tool trace info --help`.\n",
        TerminalRun.Of(Tree, "trace", "info", "--fiel", "a", "--colour", "b").Errors);

    private static RootCommand Tree()
    {
        var info = new Command("info") { new Option<string>("--file"), new Option<bool>("--quiet") { Hidden = true } };
        info.SetAction(_ => 0);
        var dump = new Command("dump");
        dump.SetAction(_ => 0);
        var secret = new Command("secret") { Hidden = true };
        secret.SetAction(_ => 0);
        return new RootCommand { new Command("trace") { info, dump }, secret };
    }
}
