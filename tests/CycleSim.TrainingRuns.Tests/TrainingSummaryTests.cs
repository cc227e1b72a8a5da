using CycleSim.Platform;
using CycleSim.Platform.Processes;

namespace CycleSim.TrainingRuns.Tests;

/// <summary>A summary has the bytes of version 0.1, and is read back.</summary>
public sealed class TrainingSummaryTests : IDisposable
{
    private static readonly TrainingSummary Interrupted = new()
    {
        Network = "lenet5",
        Parameters = 61_706,
        Dataset = "mnist",
        TrainingImages = 200,
        TestImages = 50,
        Notes = [],
        Epochs = 1,
        Batch = 32,
        LearningRate = 0.02,
        Momentum = 0.9,
        WeightDecay = 0,
        Seed = ulong.MaxValue,
        Threads = 1,
        MasterWeights = true,
        FlushToZero = false,
        OldContent = OldContent.Own,
        ErrorModel = ErrorModelNames.StuckAtOld,
        WriteErrorRates = new([0, 8.62e-10], [0.5], [0]),
        Status = TrainingStatus.Interrupted,
        Steps = 7,
        StepsPerEpoch = 6,
        TestAccuracy = null,
        TestLoss = null,
        WordsWritten = new(1, 2, 3),
        WrongBits = new() { Weights = [4] },
        WeightsSha256 = "ab",
    };

    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Keys_and_values_are_those_of_version_0_1()
    {
        Interrupted.Write(_file);
        Assert.Equal(
            """
            {
              "network": "lenet5",
              "parameters": 61706,
              "dataset": "mnist",
              "training_images": 200,
              "test_images": 50,
              "notes": [],
              "epochs": 1,
              "batch": 32,
              "learning_rate": 0.02,
              "momentum": 0.9,
              "weight_decay": 0,
              "seed": 18446744073709551615,
              "threads": 1,
              "master_weights": true,
              "flush_to_zero": false,
              "old_content": "own",
              "error_model": "stuck-at-old",
              "write_error_rates": {
                "activations": [
                  0,
                  8.62E-10
                ],
                "weights": [
                  0.5
                ],
                "errors": [
                  0
                ]
              },
              "status": "interrupted",
              "steps": 7,
              "steps_per_epoch": 6,
              "test_accuracy": null,
              "test_loss": null,
              "words_written": {
                "activations": 1,
                "weights": 2,
                "errors": 3
              },
              "errors": {
                "weights": [
                  4
                ]
              },
              "weights_sha256": "ab"
            }
            """,
            File.ReadAllText(_file));
    }

    [Fact]
    public void It_is_read_back()
    {
        TrainingSummary diverged = Interrupted with { Status = TrainingStatus.Diverged, DivergedAtStep = 7, TestAccuracy = 0.25 };
        diverged.Write(_file);
        string text = File.ReadAllText(_file);
        Assert.Contains("\"steps_per_epoch\": 6,\n  \"diverged_at_step\": 7,\n  \"test_accuracy\": 0.25,", text, StringComparison.Ordinal);
        TrainingSummary read = TrainingSummary.Read(_file);
        Assert.Equal((TrainingStatus.Diverged, 7, 0.25), (read.Status, read.DivergedAtStep, read.TestAccuracy));
        read.Write(_file);
        Assert.Equal(text, File.ReadAllText(_file));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("""{ "status": "completed" }""")]
    public void Something_else_is_refused_with_the_file_s_name(string text)
    {
        File.WriteAllText(_file, text);
        string message = Assert.Throws<ChildProgramException>(() => TrainingSummary.Read(_file)).Message;
        Assert.StartsWith($"{_file}: is no summary of a training run: ", message, StringComparison.Ordinal);
    }

    /// <summary>The serializer takes a number that no double holds for infinity, which it cannot write again.</summary>
    [Fact]
    public void A_number_that_is_too_large_is_refused()
    {
        (Interrupted with { Status = TrainingStatus.Diverged, DivergedAtStep = 7, TestAccuracy = 0.25 }).Write(_file);
        File.WriteAllText(_file, File.ReadAllText(_file).Replace("0.25", "1e999", StringComparison.Ordinal));
        string message = Assert.Throws<ChildProgramException>(() => TrainingSummary.Read(_file)).Message;
        Assert.Contains("a number is out of range", message, StringComparison.Ordinal);
    }

    /// <summary>A file with a hole takes no space, and would take all memory.</summary>
    [Fact]
    public void Gigabytes_are_refused()
    {
        using (FileStream stream = File.Create(_file))
            stream.SetLength(8L << 30);
        Assert.StartsWith(
            $"{_file}: is larger than 16 MiB", Assert.Throws<InputException>(() => TrainingSummary.Read(_file)).Message,
            StringComparison.Ordinal);
    }
}
