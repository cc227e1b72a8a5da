namespace CycleSim.Cli.Tests;

/// <summary>What `cyclesim train` does by itself, without the training program.</summary>
public sealed class TrainTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--compare-before-write", "goes with --simulate")]
    [InlineData("--json step.json", "goes with --simulate")]
    [InlineData("--simulate --memory steel", "steel")]
    [InlineData("--simulate --network -", "--network -: ")]
    [InlineData("--simulate --network ./none.json", "none.json: there is no such file")]
    [InlineData("--simulate --json a.json --record-traffic a.json", "is named twice")]
    [InlineData("--runs run", "--plot")]
    [InlineData("--plot run.png", "--out")]
    [InlineData("--plot run.txt --runs run", ".png")]
    [InlineData("--plot run.txt --out run", ".png")]
    public void Nonsense_is_refused_before_anything_is_trained(string arguments, string message)
    {
        CliRun run = CliRun.Of(["train", .. arguments.Split(' ')]);
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("cyclesim: ", run.Errors, StringComparison.Ordinal);
        Assert.Contains(message, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_of_libtorch_lies_beside_the_command() => Assert.DoesNotContain(
        Directory.EnumerateFiles(AppContext.BaseDirectory, "*", SearchOption.AllDirectories),
        file => Path.GetFileName(file).Contains("torch", StringComparison.OrdinalIgnoreCase));

    [Fact]
    public void Runs_are_drawn_from_their_logs()
    {
        string log = _folder.Write(
            "log.jsonl",
            """{"kind":"step","step":0,"epoch":0,"loss":2.3,"accuracy":0.1,"errors":{}}""" + "\n"
            + """{"kind":"epoch","epoch":0,"step":1,"train_loss":2.3,"train_accuracy":0.1,"test_loss":null,"test_accuracy":null}""" + "\n"
            + """{"kind":"diverged","step":1,"epoch":1}""" + "\n");
        string picture = _folder.File("run.svg");
        Assert.Equal(0, CliRun.Of("train", "--plot", picture, "--runs", log).ExitCode);
        Assert.Contains("diverged at step 1", File.ReadAllText(picture), StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_log_names_the_line()
    {
        string log = _folder.Write("log.jsonl", """{"kind":"diverged","step":1}""" + "\nx\n");
        CliRun run = CliRun.Of("train", "--plot", _folder.File("run.svg"), "--runs", log);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("log.jsonl(2)", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("train --epochs 1")]
    [InlineData("codesign --data data --out out")]
    public void A_missing_program_is_one_message_with_the_command_that_builds_it(string arguments)
    {
        CliRun run = Run($"CYCLESIM_TRAIN=none $cs {arguments}");
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("cyclesim: training needs the program cyclesim-train, ", run.Errors, StringComparison.Ordinal);
        Assert.Contains("`dotnet build -c Release src/CycleSim.Training`", run.Errors, StringComparison.Ordinal);
        Assert.Single(run.Errors.TrimEnd().Split('\n'));
    }

    [Fact]
    public void A_reproduction_without_the_program_says_why_nothing_was_trained()
    {
        CliRun run = Run("CYCLESIM_TRAIN=none $cs reproduce --quick --only fig14 --data . --out paper");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("fig14: not made: ", run.Errors, StringComparison.Ordinal);
        Assert.Contains("training needs the program cyclesim-train, ", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(141)]
    public void Arguments_streams_and_exit_code_are_those_of_the_program(int code)
    {
        Program($"echo \"$*\"; cat; echo problem >&2; exit {code}");
        CliRun run = Run("echo input | CYCLESIM_TRAIN=./program $cs train --epochs=2 --write-error-rate 8e-4 -b 3 --resume");
        Assert.Equal((
            code, "--epochs=2 --write-error-rate 8e-4 -b 3 --resume\ninput\n", "problem\n"), (run.ExitCode, run.Output, run.Errors));
    }

    [Fact]
    public void What_the_command_looks_at_is_handed_on_and_what_it_does_itself_is_not()
    {
        Program("echo \"$*\"");
        CliRun run = Run("CYCLESIM_TRAIN=./program $cs train -n net.json --seed 3 --record-traffic t.cstt -o run --plot run.svg");
        Assert.Equal((0, "--seed 3 --out run --network net.json --record-traffic t.cstt\n"), (run.ExitCode, run.Output));
    }

    [Fact]
    public void A_program_that_a_signal_ends_is_a_failure_that_says_so()
    {
        Program("kill -KILL $$");
        CliRun run = Run("CYCLESIM_TRAIN=./program $cs train");
        Assert.Equal((1, "cyclesim: cyclesim-train was ended by signal 9\n"), (run.ExitCode, run.Errors));
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public void A_signal_is_passed_on_once_as_a_request_and_the_second_ends_the_program(string signal)
    {
        Program("""
            trap 'echo request >> signals' USR1
            trap 'echo end >> signals; exit 1' INT TERM
            echo > started
            while :; do sleep 0.05; done
            """);
        using var process = CliProcess.Start("export CYCLESIM_TRAIN=./program; exec $cs train", _folder.File(""));
        process.WaitFor("the program has started", () => File.Exists(_folder.File("started")));
        process.Send(signal);
        process.WaitFor("the program was asked to stop", () => File.Exists(_folder.File("signals")));
        process.Send(signal);
        Assert.Equal(1, process.Wait().ExitCode);
        Assert.Equal(["request", "end"], File.ReadLines(_folder.File("signals")).Distinct());
        Assert.Single(File.ReadLines(_folder.File("signals")), "request");
    }

    private CliRun Run(string script) => CliProcess.Run(script, _folder.File(""));

    private void Program(string script)
    {
        string file = _folder.Write("program", "#!/bin/bash\n" + script + "\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
