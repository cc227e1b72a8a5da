using CycleSim.Platform.Files;

namespace CycleSim.Cli.Tests;

/// <summary>Ctrl-C, SIGTERM and SIGKILL at work, and two processes on one result.</summary>
public sealed class InterruptTests : IDisposable
{
    private const string Long = "exec $cs simulate --network vgg16-cifar100 --batch 512 --memory sram --capacity 1MiB";
    private const string Plan = """
        {"name": "p", "networks": ["vgg16-cifar100"], "batches": [256], "memories": ["sram"], "capacities": ["64 KiB"]}
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public void A_traced_run_says_what_is_whole_and_it_is(string signal)
    {
        using CliProcess process = Start(Long + " --trace t.cst --json=t.json");
        process.WaitFor("it wrote a chunk", () => Length("t.cst.part") > 0);
        process.Send(signal);
        CliRun run = process.Wait();
        Assert.Equal(1, run.ExitCode);
        Assert.EndsWith(
            "cyclesim: interrupted; t.cst.part holds whole chunks up to its end: `cyclesim trace verify t.cst.part --salvage FILE` makes a "
            + "trace of them; the same command starts over\n", run.Errors, StringComparison.Ordinal);
        Assert.Equal(["t.cst.part"], Files());
        Assert.Equal(1, CliRun.Of("trace", "verify", _folder.File("t.cst.part"), "--salvage", _folder.File("saved.cst")).ExitCode);
        Assert.Equal(0, CliRun.Of("trace", "verify", _folder.File("saved.cst")).ExitCode);
    }

    [Fact]
    public void A_second_signal_ends_at_once_and_says_what_is_not_complete()
    {
        const int rounds = 20;
        for (int i = 0; i < rounds; i++)
        {
            using CliProcess process = Start(Long + " --trace t.cst --json=t.json");
            process.WaitFor("it wrote a chunk", () => Length("t.cst.part") > 0);
            // Both signals come at the same moment, so that it cannot end in order between them; seldom it may.
            process.Send("STOP");
            process.Send("INT");
            process.Send("TERM");
            process.Send("CONT");
            CliRun run = process.Wait();
            Assert.Equal(1, run.ExitCode);
            Assert.Equal(["t.cst.part"], Files());
            File.Delete(_folder.File("t.cst.part"));
            if (run.Errors.EndsWith("cyclesim: interrupted again and ended at once; not complete: t.cst.part\n", StringComparison.Ordinal))
                return;
            Assert.Contains("cyclesim: interrupted; t.cst.part holds whole chunks", run.Errors, StringComparison.Ordinal);
        }

        Assert.Fail($"in {rounds} rounds the second signal never came before the run had ended in order");
    }

    [Fact]
    public void A_whole_sweep_has_its_folder_for_itself()
    {
        _folder.Write("plan.json", Plan);
        string study = _folder.File("study");
        using CliProcess first = Start("exec $cs sweep plan.json --out study --jobs 1");
        first.WaitFor("it took the lock of the study", () => File.Exists(Path.Combine(study, "study.lock")));
        string other = _folder.Write("other.json", Plan.Replace("64 KiB", "128 KiB", StringComparison.Ordinal));
        // Not even for other points.
        CliRun second = CliRun.Of("sweep", other, "--out", study, "--resume");
        Assert.Equal(1, second.ExitCode);
        Assert.Contains($"--out {study}: is being written by process {first.Id} on", second.Errors, StringComparison.Ordinal);
        first.Send("TERM");
        Assert.Equal(1, first.Wait().ExitCode);
    }

    [Fact]
    public void The_second_of_two_traces_of_one_name_says_who_is_first_and_a_killed_one_holds_nothing()
    {
        using CliProcess first = Start(Long + " --trace t.cst");
        first.WaitFor("it wrote a chunk", () => Length("t.cst.part") > 0);
        string[] small = ["simulate", "--network", "lenet5-28x28-mnist", "--batch", "1", "--trace", _folder.File("t.cst")];
        CliRun second = CliRun.Of(small);
        Assert.Equal(1, second.ExitCode);
        Assert.Contains($"is being written by process {first.Id} on {Environment.MachineName}", second.Errors, StringComparison.Ordinal);
        first.Send("KILL");
        first.Wait();
        Assert.False(File.Exists(_folder.File("t.cst")));
        Assert.Equal(0, CliRun.Of(small).ExitCode);
        Assert.Equal(["t.cst"], Files());
    }

    [Fact]
    public void A_command_without_steps_of_its_own_ends_at_once_and_leaves_nothing()
    {
        using CliProcess process = Start("mkfifo pipe; exec $cs trace info pipe");
        // It waits for a pipe that nobody writes.
        process.WaitFor("it loaded the reader of traces", () => File.Exists($"/proc/{process.Id}/maps")
            && File.ReadAllText($"/proc/{process.Id}/maps").Contains("CycleSim.Traces.dll", StringComparison.Ordinal));
        process.Send("TERM");
        CliRun run = process.Wait();
        Assert.Equal((1, "cyclesim: interrupted; nothing was written; run the same command again\n"), (run.ExitCode, run.Errors));
        Assert.Equal(["pipe"], Files());
    }

    [Fact]
    public void A_sweep_is_gone_on_with_and_the_second_on_its_points_says_who_is_first()
    {
        string plan = _folder.Write("plan.json", Plan);
        string study = _folder.File("study");
        using CliProcess first = Start("exec $cs sweep plan.json --out study --jobs 1");
        first.WaitFor("it took the lock of a point", () => Directory.Exists(Path.Combine(study, "points"))
            && Directory.GetFiles(Path.Combine(study, "points"), "*.lock").Length > 0);
        // On a busy machine it would be done before the others have started.
        first.Send("STOP");
        foreach (string[] more in new string[][] { [], ["--resume"] })
        {
            CliRun second = CliRun.Of(["sweep", plan, "--out", study, .. more]);
            Assert.Equal(1, second.ExitCode);
            Assert.Contains($"is being written by process {first.Id} on", second.Errors, StringComparison.Ordinal);
        }

        first.Send("INT");
        first.Send("CONT");
        CliRun run = first.Wait();
        Assert.Equal(1, run.ExitCode);
        Assert.EndsWith("the same command with --resume continues from them\n", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(Files(), file => Path.GetExtension(file) is ".part" or ".lock");
    }

    [Fact]
    public void Tasks_of_an_array_job_share_a_folder_while_its_tables_are_one_process_alone()
    {
        string plan = _folder.Write("plan.json", Plan.Replace("vgg16-cifar100", "lenet5-28x28-mnist", StringComparison.Ordinal)
            .Replace("\"64 KiB\"", "\"64 KiB\", \"1 MiB\"", StringComparison.Ordinal));
        string study = _folder.File("study");
        Directory.CreateDirectory(Path.Combine(study, "points"));
        using (FileLock.Acquire(Path.Combine(study, "study"), "the study"))
        {
            Assert.Equal(0, CliRun.Of("sweep", plan, "--out", study, "--point", "0").ExitCode);
            Assert.Equal(0, CliRun.Of("sweep", plan, "--out", study, "--point", "1").ExitCode);
            CliRun collecting = CliRun.Of("sweep", plan, "--out", study, "--resume");
            Assert.Equal(1, collecting.ExitCode);
            Assert.Contains($"process {Environment.ProcessId} on", collecting.Errors, StringComparison.Ordinal);
            CliRun reproduction = CliRun.Of("reproduce", "--quick", "--only", "table1", "--out", study, "--resume");
            Assert.Equal(1, reproduction.ExitCode);
        }

        Assert.Equal(0, CliRun.Of("sweep", plan, "--out", study, "--resume").ExitCode);
    }

    private CliProcess Start(string script) => CliProcess.Start(script, _folder.File(""));

    private long Length(string name) => File.Exists(_folder.File(name)) ? new FileInfo(_folder.File(name)).Length : 0;

    private string[] Files() =>
        [.. Directory.GetFiles(_folder.File(""), "*", SearchOption.AllDirectories).Select(file => Path.GetFileName(file)).Order()];
}
