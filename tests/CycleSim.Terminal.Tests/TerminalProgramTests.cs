using System.CommandLine;
using CycleSim.Platform;
using CycleSim.Platform.Files;
using CycleSim.Platform.Processes;

namespace CycleSim.Terminal.Tests;

/// <summary>Every way a command can end has its exit code and its message.</summary>
[Collection("console")]
public sealed class TerminalProgramTests
{
    public static TheoryData<Exception, int, string> Ends => new()
    {
        { new InputException("--x 3: allowed are 1 to 2"), ExitCode.WrongInput, "tool: --x 3: allowed are 1 to 2\n" },
        { new OutputException("out.json: disk full", readerLeft: false), ExitCode.Failed, "tool: out.json: disk full\n" },
        { new OutputException("pipe", readerLeft: true), ExitCode.ReaderLeft, "" },
        {
            new RunInterruptedException("interrupted; continue with --resume"), ExitCode.Failed,
            "tool: interrupted; continue with --resume\n"
        },
        { new LockedException("another run writes here"), ExitCode.Failed, "tool: another run writes here\n" },
        { new ChildProgramException("the program is missing"), ExitCode.Failed, "tool: the program is missing\n" },
        { new IOException("no such device"), ExitCode.Failed, "tool: failed: no such device\n" },
        { new UnauthorizedAccessException("not yours"), ExitCode.Failed, "tool: failed: not yours\n" },
        {
            new InvalidOperationException("odd"), ExitCode.Failed,
            "tool: failed: odd (InvalidOperationException); please report this as a bug\n"
        },
    };

    [Theory]
    [MemberData(nameof(Ends))]
    public void What_goes_wrong_is_one_message_and_an_exit_code(Exception problem, int code, string message) =>
        Assert.Equal(new TerminalRun(code, "", message), TerminalRun.Of(() => Tree(_ => throw problem), "work"));

    [Fact]
    public void What_goes_well_ends_with_the_code_of_the_command() =>
        Assert.Equal(new TerminalRun(7, "", ""), TerminalRun.Of(() => Tree(_ => 7), "work"));

    [Fact]
    public void An_orderly_stop_says_what_the_command_said_last()
    {
        TerminalRun run = TerminalRun.Of(
            () => Tree(_ =>
            {
                Interrupts.Say("interrupted; all is whole");
                throw new OperationCanceledException();
            }),
            "work");
        Assert.Equal(new TerminalRun(ExitCode.Failed, "", "tool: interrupted; all is whole\n"), run);
    }

    /// <summary>A Ctrl-C that comes twice, in either order, does not end what it has stopped before that can say how it ended.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_signal_that_comes_twice_ends_nothing_that_has_stopped(bool isRequestFirst) => Assert.Equal(
        new TerminalRun(7, "", ""),
        TerminalRun.Of(
            () => Tree(_ =>
            {
                using (var token = new InterruptToken())
                {
                    Assert.Null(Interrupts.Receive(isRequestFirst));
                    Assert.True(token.Token.IsCancellationRequested);
                }

                Assert.Null(Interrupts.Receive(!isRequestFirst));
                Assert.StartsWith("interrupted", Interrupts.Receive(isRequest: false), StringComparison.Ordinal);
                return 7;
            }),
            "work"));

    [Fact]
    public void A_signal_ends_what_cannot_stop() => Assert.Equal(
        new TerminalRun(7, "", ""),
        TerminalRun.Of(
            () => Tree(_ =>
            {
                Assert.StartsWith("interrupted", Interrupts.Receive(isRequest: false), StringComparison.Ordinal);
                return 7;
            }),
            "work"));

    [Fact]
    public void A_wrong_option_names_the_help_of_its_command()
    {
        TerminalRun run = TerminalRun.Of(() => Tree(_ => 0), "work", "--wrong");
        Assert.Equal(ExitCode.WrongInput, run.ExitCode);
        Assert.StartsWith("tool: Unrecognized option '--wrong'", run.Errors, StringComparison.Ordinal);
        Assert.EndsWith("See `tool work --help`.\n", run.Errors, StringComparison.Ordinal);
    }

    /// <summary>Messages quote files, which may hold anything.</summary>
    [Fact]
    public void Messages_are_short_and_change_no_terminal()
    {
        TerminalRun run = TerminalRun.Of(() => Tree(_ => throw new InputException("t.csv(2): \"\e[2J\r\u0007\": is\nnone")), "work");
        Assert.Equal("tool: t.csv(2): \"\\u001b[2J\\u000d\\u0007\": is\nnone\n", run.Errors);
        string line = new('a', 1 << 20);
        run = TerminalRun.Of(() => Tree(_ => throw new InputException($"t.csv(2): {line}: allowed: b")), "work");
        Assert.StartsWith("tool: t.csv(2): aaa", run.Errors, StringComparison.Ordinal);
        Assert.Contains(" ... (1040598 characters) ... aaa", run.Errors, StringComparison.Ordinal);
        Assert.EndsWith("aaa: allowed: b\n", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_are_read_by_the_one_parser()
    {
        TerminalRun run = TerminalRun.Of(() => Tree(_ => 0), "work", "--share", "1,5");
        Assert.Equal(ExitCode.WrongInput, run.ExitCode);
        Assert.Contains("--share 1,5: is no number", run.Errors, StringComparison.Ordinal);
    }

    private static RootCommand Tree(Func<ParseResult, int> action)
    {
        var command = new Command("work", "Works.") { new Option<double>("--share") };
        command.SetAction(action);
        return new RootCommand("A tool.") { command };
    }
}
