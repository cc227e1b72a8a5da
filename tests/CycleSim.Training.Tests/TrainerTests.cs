using System.Text.Json;
using CycleSim.Platform;
using CycleSim.Platform.Files;
using CycleSim.Training.Data;
using CycleSim.Training.Errors;
using CycleSim.Training.Formats;
using CycleSim.Training.Networks;
using CycleSim.Training.Running;
using CycleSim.TrainingRuns;
using CycleSim.Workloads.Files;
using CycleSim.Workloads.Layers;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Networks;

namespace CycleSim.Training.Tests;

public sealed class TrainerTests : IDisposable
{
    private static readonly Network LeNet = NetworkLoader.Load("lenet5-28x28-mnist");
    private static readonly TrainingOptions Short =
        new() { Epochs = 2, Batch = 32, LearningRate = 0.02, MaxSteps = 30, CheckpointEvery = 7 };

    private readonly string _folder = Directory.CreateTempSubdirectory("cyclesim-training").FullName;

    public static TheoryData<string, bool, OldContent, bool> Kinds => new()
    {
        { ErrorModelNames.Flip, false, OldContent.Own, false },
        { ErrorModelNames.Flip, true, OldContent.Own, true },
        { ErrorModelNames.StuckAtOld, false, OldContent.Own, false },
        { ErrorModelNames.StuckAtOld, false, OldContent.Shared, true },
    };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void It_learns()
    {
        TrainingResult result = Run(Short with { MaxSteps = null, Epochs = 4 });
        Assert.Equal(TrainingStatus.Completed, result.Status);
        Assert.Equal(80, result.Steps);
        Assert.True(result.TestAccuracy > 0.9, $"{result.TestAccuracy}");
    }

    [Fact]
    public void It_learns_with_mantissa_errors_and_diverges_when_every_bit_can_flip()
    {
        WriteErrorSpec mantissa = Everywhere(ErrorModelNames.Flip, "mantissa", 8e-4);
        Assert.True(Run(Short with { MaxSteps = null, Epochs = 4, WriteErrors = mantissa }).TestAccuracy > 0.9);
        TrainingResult result = Run(Short with { WriteErrors = Everywhere(ErrorModelNames.Flip, "all", 8e-4) });
        Assert.Equal(TrainingStatus.Diverged, result.Status);
        Assert.True(result.Steps < 5);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_same_run_gives_the_same_bits_also_when_it_was_stopped_or_killed(
        string model, bool keepsMaster, OldContent content, bool flushes) => CheckResume(Short with
        {
            WriteErrors = Everywhere(model, "mantissa", 1e-3),
            KeepsMasterWeights = keepsMaster,
            OldContent = content,
            FlushesToZero = flushes,
        });

    [Theory]
    [InlineData("adam", "fp32", false, OldContent.Own)]
    [InlineData("adamw", "bf16", true, OldContent.Own)]
    [InlineData("nesterov", "int8", true, OldContent.Shared)]
    [InlineData("momentum", "mxfp8_e4m3", true, OldContent.Own)]
    [InlineData(TrainedOptimizers.FusedMomentum, "mxfp8_e5m2", false, OldContent.Shared)]
    public void So_it_does_with_any_optimizer_and_number_format(string optimizer, string name, bool isMixed, OldContent content)
    {
        var format = StoredFormat.Of(name, "test");
        // Among the largest numbers of E4M3 a wrong bit of the mantissa makes NaNs, and a run would end.
        string bits = name == "mxfp8_e4m3" ? "sign" : "mantissa";
        BitMap map = BitMap.ExactOf(format).With(BitMap.Bits(bits, "test", format), 1e-3);
        // One bit of the scales of blocks, which are contents of their own.
        map = format.ScaleBits > 0 ? map.With([format.Number.Bits], 1e-2) : map;
        CheckResume(Short with
        {
            Optimizer = optimizer,
            LearningRate = 0.002,
            IsMixedPrecision = isMixed,
            Formats = StoredFormats.Of(format) with { Gradients = StoredFormat.Fp32 },
            OldContent = content,
            WriteErrors = new WriteErrorSpec(ErrorModelNames.StuckAtOld, map, map, map) { States = Map("mantissa", 1e-3) },
        });
    }

    private void CheckResume(TrainingOptions options)
    {
        using RunFiles whole = RunFiles.Open(Path.Combine(_folder, "whole"), resumes: false);
        TrainingResult expected = Run(options, whole);
        Assert.Equal(expected.WeightsSha256, Run(options).WeightsSha256);

        string folder = Path.Combine(_folder, "stopped");
        using (var stop = new CancellationTokenSource())
        {
            using RunFiles files = RunFiles.Open(folder, resumes: false);
            TrainingResult stopped = Run(options, files, progress => Cancel(stop, progress.Step == 11), stop.Token);
            Assert.Equal((TrainingStatus.Interrupted, 11), (stopped.Status, stopped.Steps));
        }

        // A run that dies between two checkpoints leaves lines in its log that the resumed run replaces.
        using RunFiles resumed = RunFiles.Open(folder, resumes: true);
        Assert.Throws<IOException>(() => Run(options, resumed, progress => Die(progress.Step == 24)));
        TrainingResult result = Run(options, resumed);
        Assert.Equal(expected.WeightsSha256, result.WeightsSha256);
        Assert.Equal(expected.TestAccuracy, result.TestAccuracy);
        Assert.Equal(expected.WrongBits.Bits(TensorRole.Weight), result.WrongBits.Bits(TensorRole.Weight));
        Assert.Equal(expected.WrongStateBits.Bits(TensorRole.Weight), result.WrongStateBits.Bits(TensorRole.Weight));
        Assert.Equal(File.ReadAllText(whole.Paths.Log), File.ReadAllText(resumed.Paths.Log));
    }

    [Fact]
    public void Seeds_and_error_rates_change_the_weights_and_rate_0_does_not()
    {
        TrainingOptions options = Short with { MaxSteps = 3, TestImages = 0 };
        string clean = Run(options).WeightsSha256;
        Assert.Equal(clean, Run(options with { WriteErrors = Everywhere(ErrorModelNames.StuckAtOld, "all", 0) }).WeightsSha256);
        Assert.NotEqual(clean, Run(options with { Seed = 2 }).WeightsSha256);
        foreach (TensorRole place in TensorRoles.All)
            Assert.NotEqual(clean, Run(options with { WriteErrors = Only(place) }).WeightsSha256);
    }

    [Fact]
    public void Weights_whose_writes_all_fail_stay_as_they_were()
    {
        WriteErrorSpec stuck = WriteErrorSpec.None with { Model = ErrorModelNames.StuckAtOld, Weights = Map("all", 1) };
        TrainingOptions options = Short with { MaxSteps = 2, TestImages = 0, WriteErrors = stuck };
        Assert.Equal(Run(options with { MaxSteps = 1 }).WeightsSha256, Run(options).WeightsSha256);
    }

    [Fact]
    public void Words_written_are_those_of_the_stored_tensors()
    {
        TrainingResult result = Run(Short with { MaxSteps = 2, TestImages = 0, WriteErrors = Everywhere(ErrorModelNames.Flip, "0", 1e-3) });
        long outputs = LeNet.Layers.Where(layer => layer.Kind != LayerKinds.SoftmaxLoss).Sum(layer => layer.Output.Words);
        Assert.Equal(2 * 32 * outputs, result.WrongBits.Words(TensorRole.Activation));
        Assert.Equal(2 * 32 * outputs, result.WrongBits.Words(TensorRole.Error));
        Assert.Equal(2 * LeNet.Parameters, result.WrongBits.Words(TensorRole.Weight));
    }

    [Fact]
    public void Every_line_of_the_log_is_json_and_sums_to_the_summary()
    {
        using RunFiles files = RunFiles.Open(_folder, resumes: false);
        TrainingOptions options = Short with { MaxSteps = 25, WriteErrors = Everywhere(ErrorModelNames.Flip, "mantissa", 1e-3) };
        Dataset data = TinyData.Digits();
        TrainingResult result = Run(options, files);
        JsonElement[] lines = [.. File.ReadLines(files.Paths.Log).Select(line => JsonDocument.Parse(line).RootElement)];
        JsonElement[] steps = [.. lines.Where(line => line.GetProperty("kind").GetString() == "step")];
        Assert.Equal(25, steps.Length);
        Assert.Equal(2, lines.Length - steps.Length);
        long logged = steps.Sum(step => step.GetProperty("errors").GetProperty("weights").EnumerateArray().Sum(count => count.GetInt64()));
        Assert.Equal(result.WrongBits.Total(TensorRole.Weight), logged);
        Summary.Of(LeNet, data, options, result).Write(files.Paths.Summary);
        JsonElement summary = JsonDocument.Parse(File.ReadAllText(files.Paths.Summary)).RootElement;
        Assert.Equal("completed", summary.GetProperty("status").GetString());
        Assert.Equal(result.WeightsSha256, summary.GetProperty("weights_sha256").GetString());
    }

    [Fact]
    public void Damaged_and_foreign_checkpoints_are_errors()
    {
        TrainingOptions options = Short with { MaxSteps = 2, TestImages = 0 };
        RunFiles files = RunFiles.Open(_folder, resumes: false);
        using (files)
        {
            Run(options, files);
            // Whoever has the folder has it until it has written everything.
            foreach (bool resumes in new[] { false, true })
                Assert.Throws<LockedException>(() => RunFiles.Open(_folder, resumes));
        }

        Assert.Contains("has a run already", Message(() => RunFiles.Open(_folder, resumes: false)), StringComparison.Ordinal);
        using RunFiles resumed = RunFiles.Open(_folder, resumes: true);
        Assert.Contains("It has seed: 1, asked for is seed: 9", Message(() => Run(options with { Seed = 9 }, resumed)),
            StringComparison.Ordinal);
        byte[] bytes = File.ReadAllBytes(files.Paths.Checkpoint);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(files.Paths.Checkpoint, bytes);
        Assert.Contains("is damaged", Message(() => Run(options, resumed)), StringComparison.Ordinal);
        File.WriteAllBytes(files.Paths.Checkpoint, bytes[..20]);
        Assert.Contains("is damaged", Message(() => Run(options, resumed)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("resnet18-cifar10")]
    [InlineData("alexnet-cifar10")]
    public void Larger_networks_take_a_step(string name)
    {
        TrainingOptions options =
            new() { Batch = 4, MaxSteps = 1, TestImages = 0, WriteErrors = Everywhere(ErrorModelNames.StuckAtOld, "mantissa", 8e-4) };
        using var trainer = new Trainer(NetworkLoader.Load(name), TinyData.Colours(4), options);
        Assert.Equal(TrainingStatus.Completed, trainer.Run().Status);
    }

    [Fact]
    public void What_does_not_fit_is_an_error()
    {
        Dataset digits = TinyData.Digits(64, 10);
        Assert.Contains("takes images of", Refusal(NetworkLoader.Load("vgg16-cifar10"), digits, Short), StringComparison.Ordinal);
        Assert.Contains("classes", Refusal(NetworkLoader.Load("lenet5-28x28-100"), digits, Short), StringComparison.Ordinal);
        Assert.Contains("64 training images", Refusal(LeNet, digits, Short with { Batch = 65 }), StringComparison.Ordinal);
        Assert.Contains(
            "--threads 2", Refusal(LeNet, digits, Short with { FlushesToZero = true, Threads = 2 }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lenet5", "mnist", "lenet5-28x28-pad2-mnist")]
    [InlineData("resnet18", "cifar-100", "resnet18-cifar100")]
    [InlineData("alexnet-cifar10", "cifar-10", "alexnet-cifar10")]
    public void The_variant_of_a_network_follows_from_the_data(string name, string dataset, string expected) =>
        Assert.Equal(expected, NetworkChoice.Load(name, DatasetSpec.Find(dataset)).Name);

    private static TrainingResult Run(
        TrainingOptions options, RunFiles? files = null, Action<TrainingProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        using var trainer = new Trainer(LeNet, TinyData.Digits(), options);
        return trainer.Run(files, progress, cancellation);
    }

    private static void Cancel(CancellationTokenSource source, bool now)
    {
        if (now)
            source.Cancel();
    }

    private static void Die(bool now)
    {
        if (now)
            throw new IOException("killed");
    }

    private static string Refusal(Network network, Dataset dataset, TrainingOptions options) =>
        Message(() => new Trainer(network, dataset, options).Dispose());

    private static string Message(Action action) => Assert.Throws<InputException>(action).Message;

    private static WriteErrorSpec Only(TensorRole place)
    {
        BitMap map = Map("mantissa", 1e-2);
        return place switch
        {
            TensorRole.Activation => WriteErrorSpec.None with { Activations = map },
            TensorRole.Weight => WriteErrorSpec.None with { Weights = map },
            _ => WriteErrorSpec.None with { Errors = map },
        };
    }

    private static WriteErrorSpec Everywhere(string model, string bits, double rate) =>
        new(model, Map(bits, rate), Map(bits, rate), Map(bits, rate));

    private static BitMap Map(string bits, double rate) => BitMap.Exact.With(BitMap.Bits(bits, "test"), rate);
}
