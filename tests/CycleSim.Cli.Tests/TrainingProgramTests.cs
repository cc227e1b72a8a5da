using System.Text.Json;
using CycleSim.Platform;
using CycleSim.Platform.Files;
using CycleSim.Platform.Processes;
using CycleSim.Studies.Accuracy;
using CycleSim.TrainingRuns;

namespace CycleSim.Cli.Tests;

/// <summary>`cyclesim train` and the studies with the real training program, on a data set of some images.</summary>
/// <param name="whole">The run of the options below from its start to its end.</param>
public sealed class TrainingProgramTests(WholeTraining whole) : IClassFixture<WholeTraining>, IDisposable
{
    internal const string Options =
        "--network lenet5-28x28-mnist --data data --allow-partial --batch 16 --epochs 20 --max-steps 400 --test-images 20 --seed 4 "
        + "--checkpoint-every 100 --learning-rate 0.01 --error-model flip --activation-write-error-rates mantissa@1e-3 "
        + "--weight-write-error-rates off --error-write-error-rates mantissa@1e-4";

    private static readonly TrainingRequest Request = new(
        "run", "lenet5-28x28-mnist", "mnist", 20, 16, 0.01, 400, 20, 4, ErrorModelNames.Flip,
        new("mantissa@1e-3", "off", "mantissa@1e-4"));

    private readonly TemporaryFolder _folder = WithData();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Help_is_that_of_training_and_of_what_the_command_adds()
    {
        CliRun run = Run("$cs train --help");
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        foreach (string option in new[] { "--error-model", "--checkpoint-every", "--plot", "--simulate" })
            Assert.Contains($"  {option}", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_input_is_refused_by_the_program()
    {
        CliRun run = Run("$cs train --write-error-rate 2");
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("cyclesim-train: --write-error-rate: ", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_diverges_is_a_failure_and_is_drawn()
    {
        const string errors = "--write-error-rate 1 --bits all --error-model flip";
        CliRun run = Run($"$cs train --data data --allow-partial --batch 16 {errors} --out run --plot run.svg");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("diverged", File.ReadAllText(_folder.File("run.svg")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_recorded_step_is_simulated_as_simulate_does()
    {
        const string options = "--data data --allow-partial --batch 16 --max-steps 2 --test-images 0";
        Assert.Equal(0, Run($"$cs train {options} --record-traffic t.cstt --simulate --capacity 3MiB --json a.json").ExitCode);
        Assert.Equal(0, Run("$cs simulate --traffic t.cstt --memory stt-mram-heterogeneous --capacity 3MiB --json b.json").ExitCode);
        Assert.Equal(File.ReadAllText(_folder.File("b.json")), File.ReadAllText(_folder.File("a.json")));
        Run("$cs models show lenet5-28x28-pad2-mnist --raw > mine.json");
        Assert.Equal(0, Run($"$cs train {options} --network ./mine.json --simulate --capacity 3MiB --json c.json").ExitCode);
        Assert.Equal(File.ReadAllText(_folder.File("b.json")), File.ReadAllText(_folder.File("c.json")));
    }

    [Fact]
    public void Codesign_trains_and_searches_and_resumes_with_the_same_bytes()
    {
        const string command = "$cs codesign --network lenet5-28x28-mnist --data data --allow-partial --batch 16 --max-steps 1 --seeds 1 "
            + "--test-images 20 --capacity 1MiB --variation none --barriers 40 --pulses-ns 10 --codes bch3 --max-attempts 1 "
            + "--out search";
        CliRun first = Run(command);
        Assert.Equal((0, ""), (first.ExitCode, first.Errors));
        Assert.Contains("a write costs a quarter of the baseline's", first.Output, StringComparison.Ordinal);
        string[] names = ["codesign.json", "codesign.svg", "codesign.png", "report.md", "options.csv", "candidates.csv"];
        byte[][] files = [.. names.Select(name => File.ReadAllBytes(_folder.File($"search/{name}")))];
        CliRun refused = Run(command);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("--resume", refused.Errors, StringComparison.Ordinal);
        File.Delete(_folder.File("search/codesign.json"));
        CliRun again = Run(command + " --resume");
        Assert.Equal((0, first.Output), (again.ExitCode, again.Output));
        Assert.Equal(files, names.Select(name => File.ReadAllBytes(_folder.File($"search/{name}"))));
    }

    [Fact]
    public void Generated_text_needs_no_folder_and_images_do()
    {
        using var backend = new TrainingProcess(null, allowPartial: false);
        Assert.Null(backend.WhyMissing("characters"));
        Assert.StartsWith("--data DIR or CYCLESIM_DATA must name the folder", backend.WhyMissing("mnist"), StringComparison.Ordinal);
        Assert.StartsWith("--dataset foo: allowed are ", backend.WhyMissing("foo"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_recorded_step_moves_the_states_of_its_optimizer()
    {
        const string options = "--data data --allow-partial --batch 16 --max-steps 2 --test-images 0 --optimizer adam";
        const string machine = "--memory stt-mram-heterogeneous --capacity 3MiB";
        Assert.Equal(0, Run($"$cs train {options} --record-traffic t.cstt --simulate --capacity 3MiB --json a.json").ExitCode);
        Assert.Equal(0, Run($"$cs simulate --traffic t.cstt {machine} --json b.json").ExitCode);
        Assert.Equal(File.ReadAllText(_folder.File("b.json")), File.ReadAllText(_folder.File("a.json")));
        string step = $"$cs simulate --network lenet5-28x28-pad2-mnist --batch 16 {machine}";
        Assert.Equal(0, Run($"{step} --optimizer adam --json c.json").ExitCode);
        Assert.Equal(0, Run($"{step} --json d.json").ExitCode);
        Assert.Equal(Cycles("c.json"), Cycles("b.json"));
        Assert.True(Cycles("d.json") < Cycles("b.json"));
        CliRun refused = Run($"$cs train {options} --mixed-precision --weight-format fp32 --record-traffic u.cstt");
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("--record-traffic: does not record master weights", refused.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("INT", false)]
    [InlineData("TERM", false)]
    [InlineData("INT", true)]
    public void A_signal_in_the_middle_leaves_a_checkpoint_from_which_the_run_goes_on_to_the_same_bytes(string signal, bool reachesBoth)
    {
        using (var process = CliProcess.Start($"exec setsid $cs train {Options} --out stopped", _folder.File("")))
        {
            process.WaitFor("it wrote a checkpoint", () => File.Exists(_folder.File("stopped/checkpoint.bin")));
            process.Send(signal, toGroup: reachesBoth);
            CliRun stopped = process.Wait();
            Assert.Equal(1, stopped.ExitCode);
            Assert.Contains(
                "cyclesim-train: interrupted; the same command with --resume continues from step", stopped.Errors,
                StringComparison.Ordinal);
        }

        Assert.Equal(0, Run($"$cs train {Options} --out stopped --resume").ExitCode);
        foreach (string file in new[] { "log.jsonl", "summary.json", "checkpoint.bin" })
            Assert.Equal(File.ReadAllBytes(whole.File(file)), File.ReadAllBytes(_folder.File($"stopped/{file}")));
    }

    [Fact]
    public void Studies_train_as_the_command_does_and_go_on_with_a_run_that_was_ended()
    {
        using var backend = new TrainingProcess(_folder.File("data"), allowPartial: true);
        string run = EndedInTheMiddle(backend);
        Assert.True(File.Exists(Path.Combine(run, "checkpoint.bin")));
        TrainedRun trained = backend.Train(Request, run, CancellationToken.None);
        using var summary = JsonDocument.Parse(File.ReadAllText(whole.File("summary.json")));
        double accuracy = summary.RootElement.GetProperty("test_accuracy").GetDouble();
        Assert.Equal(new TrainedRun(400, 40, false, accuracy, 640, 20), trained);
        Assert.Equal(File.ReadAllBytes(whole.File("log.jsonl")), File.ReadAllBytes(Path.Combine(run, "log.jsonl")));
        Assert.False(File.Exists(Path.Combine(run, "checkpoint.bin")));
    }

    [Fact]
    public void A_study_takes_a_divergence_as_a_result_and_wrong_input_as_a_mistake()
    {
        using var backend = new TrainingProcess(_folder.File("data"), allowPartial: true);
        Assert.Null(backend.WhyMissing("mnist"));
        Assert.Contains("data_batch_1", backend.WhyMissing("cifar-10"), StringComparison.Ordinal);
        string fingerprint = backend.Fingerprint(Request);
        Assert.StartsWith("network lenet5-28x28-mnist\n", fingerprint, StringComparison.Ordinal);
        string run = _folder.File("run");
        Directory.CreateDirectory(run);
        TrainedRun diverged = backend.Train(Request.With("all", ErrorModelNames.Flip, "all@1"), run, CancellationToken.None);
        Assert.Equal((true, null), (diverged.HasDiverged, diverged.TestAccuracy));
        string refused = Assert.Throws<InputException>(
            () => backend.Train(Request with { Batch = 0 }, run, CancellationToken.None)).Message;
        Assert.StartsWith("--batch 0: ", refused, StringComparison.Ordinal);
        using FileLock alone = FileLock.Acquire(Path.Combine(run, "run"), "the run");
        Assert.Contains("is being written by process", Assert.Throws<ChildProgramException>(
            () => backend.Train(Request, run, CancellationToken.None)).Message, StringComparison.Ordinal);
    }

    /// <summary>A new folder with the data set.</summary>
    internal static TemporaryFolder WithData()
    {
        var folder = new TemporaryFolder();
        DigitFiles.Write(folder.File("data"), 640, 40);
        return folder;
    }

    /// <summary>
    /// A folder with a run that was ended after its first checkpoint. On a busy machine a run may be done before it is ended: then another.
    /// </summary>
    private string EndedInTheMiddle(TrainingProcess backend)
    {
        const int MaxTries = 10;
        for (int attempt = 1; ; attempt++)
        {
            string run = _folder.File($"run{attempt}");
            Directory.CreateDirectory(run);
            Exception? ended = Record.Exception(() => TrainUntilCheckpoint(backend, run));
            if (ended is OperationCanceledException || attempt == MaxTries)
            {
                Assert.IsAssignableFrom<OperationCanceledException>(ended);
                return run;
            }
        }
    }

    // A thread of its own: timers wait for one of the pool, which other tests may keep busy.
    private static void TrainUntilCheckpoint(TrainingProcess backend, string run)
    {
        using var stop = new CancellationTokenSource();
        bool isDone = false;
        var watch = new Thread(() =>
        {
            while (!Volatile.Read(ref isDone) && !File.Exists(Path.Combine(run, "checkpoint.bin")))
                Thread.Sleep(1);
            stop.Cancel();
        });
        watch.Start();
        try
        {
            backend.Train(Request, run, stop.Token);
        }
        finally
        {
            Volatile.Write(ref isDone, true);
            watch.Join();
        }
    }

    private long Cycles(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(_folder.File(file)));
        return json.RootElement.GetProperty("totals").GetProperty("cycles").GetProperty("total").GetInt64();
    }

    private CliRun Run(string script) => CliProcess.Run(script, _folder.File(""));
}
