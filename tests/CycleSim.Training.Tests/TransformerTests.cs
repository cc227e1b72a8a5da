using CycleSim.Platform;
using CycleSim.Training.Data;
using CycleSim.Training.Errors;
using CycleSim.Training.Formats;
using CycleSim.Training.Networks;
using CycleSim.Training.Running;
using CycleSim.TrainingRuns;
using CycleSim.Workloads.Files;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Networks;

namespace CycleSim.Training.Tests;

/// <summary>Small transformers: they learn, write errors reach them everywhere, and runs resume.</summary>
public sealed class TransformerTests : IDisposable
{
    private static readonly Dataset Text =
        new(DatasetSpec.Find("characters"), Arithmetic.Generate("train", 20_000), Arithmetic.Generate("test", 2_000), []);

    private static readonly TrainingOptions Short =
        new() { Optimizer = "adam", LearningRate = 0.003, Batch = 8, MaxSteps = 6, TestImages = 10 };

    private readonly string _folder = Directory.CreateTempSubdirectory("cyclesim-training").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_generated_text_is_right_and_always_the_same()
    {
        string text = string.Concat(Text.Train.Labels.Select(token => Arithmetic.Characters[token]))[..^1];
        Assert.Equal(Text.Train.Labels, Arithmetic.Generate("train", 20_000).Labels);
        Assert.NotEqual(Text.Test.Labels, Text.Train.Labels[..2_000]);
        string[] sums = text.Split(';')[..^1];
        Assert.Equal(2_857, sums.Length);
        foreach (string sum in sums)
        {
            int[] numbers = [.. sum.Split('+', '=').Select(int.Parse)];
            int reverse = numbers[2] % 10 * 10 + numbers[2] / 10;
            Assert.Equal((6, numbers[0] + numbers[1]), (sum.Length, reverse));
        }
    }

    [Fact]
    public void The_class_of_a_position_is_the_next_character()
    {
        var source = new TokenSource(Text.Train, 60, 1);
        Assert.Equal(333, source.Count);
        float[] values = new float[120];
        long[] classes = new long[120];
        source.Fill([3, 0], 0, values, classes);
        Assert.Equal(Text.Train.Labels[180..240].Select(token => (float)token), values[..60]);
        Assert.Equal(Text.Train.Labels[181..241].Select(token => (long)token), classes[..60]);
        Assert.Equal(Text.Train.Labels[1..61].Select(token => (long)token), classes[60..]);
        Assert.Equal(Enumerable.Range(0, 333), source.Order(1).Order());
    }

    [Fact]
    public void Both_learn()
    {
        TrainingResult text = Run("gpt-tiny-characters", Short with { MaxSteps = null, Epochs = 2, Batch = 16 });
        // Signs and ends of sums are 43 % of all characters.
        Assert.True(text.TestAccuracy > 0.5, $"{text.TestAccuracy}");
        TrainingResult digits = Run("vit-tiny-mnist", Short with { MaxSteps = null, Epochs = 4, Batch = 16, TestImages = 200 });
        Assert.True(digits.TestAccuracy > 0.8, $"{digits.TestAccuracy}");
    }

    [Theory]
    [InlineData("gpt-tiny-characters")]
    [InlineData("vit-tiny-mnist")]
    public void Write_errors_reach_every_role(string network)
    {
        string clean = Run(network, Short).WeightsSha256;
        BitMap map = BitMap.Exact.With(BitMap.Bits("mantissa", "test"), 1e-3);
        foreach (WriteErrorSpec spec in new[]
        {
            WriteErrorSpec.None with { Activations = map }, WriteErrorSpec.None with { Weights = map },
            WriteErrorSpec.None with { Errors = map }, WriteErrorSpec.None with { States = map },
        })
        {
            TrainingResult result = Run(network, Short with { WriteErrors = spec });
            Assert.NotEqual(clean, result.WeightsSha256);
            Assert.Equal(spec.States.IsExact, result.WrongStateBits.Total(TensorRole.Weight) == 0);
        }
    }

    [Theory]
    [InlineData("fp32", OldContent.Own)]
    [InlineData("bf16", OldContent.Shared)]
    public void A_resumed_run_gives_the_same_bits(string name, OldContent content)
    {
        var format = StoredFormat.Of(name, "test");
        BitMap map = BitMap.ExactOf(format).With(BitMap.Bits("mantissa", "test", format), 1e-3);
        TrainingOptions options = Short with
        {
            CheckpointEvery = 2,
            Formats = StoredFormats.Of(format),
            OldContent = content,
            WriteErrors = new WriteErrorSpec(ErrorModelNames.StuckAtOld, map, map, map),
        };
        TrainingResult expected = Run("gpt-tiny-characters", options);
        string folder = Path.Combine(_folder, "run");
        using (var stop = new CancellationTokenSource())
        {
            using RunFiles files = RunFiles.Open(folder, resumes: false);
            using var trainer = new Trainer(NetworkLoader.Load("gpt-tiny-characters"), Text, options);
            trainer.Run(files, progress => { if (progress.Step == 3) stop.Cancel(); }, stop.Token);
        }

        using RunFiles again = RunFiles.Open(folder, resumes: true);
        using var resumed = new Trainer(NetworkLoader.Load("gpt-tiny-characters"), Text, options);
        TrainingResult result = resumed.Run(again);
        Assert.Equal(expected.WeightsSha256, result.WeightsSha256);
        Assert.Equal(expected.TestAccuracy, result.TestAccuracy);
    }

    [Fact]
    public void Text_and_images_do_not_mix()
    {
        Assert.Contains(
            "takes tokens, mnist has images", Refusal("gpt-tiny-characters", TinyData.Digits(64, 10)), StringComparison.Ordinal);
        Assert.Contains("takes images, characters has text", Refusal("vit-tiny-mnist", Text), StringComparison.Ordinal);
        Assert.Contains("has 8192 classes, characters 13", Refusal("llama-small", Text), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("vit-tiny", "mnist", "vit-tiny-mnist")]
    [InlineData("vit-tiny", "fashion-mnist", "vit-tiny-mnist")]
    [InlineData("vit-tiny", "cifar10", "vit-tiny-cifar10")]
    [InlineData("gpt-tiny", "characters", "gpt-tiny-characters")]
    public void The_variant_follows_from_the_data(string name, string dataset, string expected) =>
        Assert.Equal(expected, NetworkChoice.Load(name, DatasetSpec.Find(dataset)).Name);

    [Fact]
    public void Text_needs_no_folder()
    {
        TrainRun run = TrainRun.Of(
            "--network", "gpt-tiny", "--dataset", "characters", "--batch", "4", "--max-steps", "1", "--test-images", "2");
        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.StartsWith("gpt-tiny-characters, ", run.Output, StringComparison.Ordinal);
    }

    private static string Refusal(string network, Dataset data) => Assert.Throws<InputException>(
        () => new Trainer(NetworkLoader.Load(network), data, Short).Dispose()).Message;

    private static TrainingResult Run(string name, TrainingOptions options)
    {
        Network network = NetworkLoader.Load(name);
        using var trainer = new Trainer(network, network.Input.IsTokens ? Text : TinyData.Digits(), options);
        return trainer.Run();
    }
}
