using System.Runtime.InteropServices;
using System.Text.Json;
using CycleSim.Platform;
using CycleSim.Training.Data;
using CycleSim.Training.Errors;
using CycleSim.Training.Running;
using CycleSim.TrainingRuns;
using CycleSim.Workloads.Files;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Networks;

namespace CycleSim.Training.Tests;

/// <summary>An error model that one file defines and one call registers is chosen by its name like any other.</summary>
public sealed class OwnErrorModelTests : IDisposable
{
    private const string Own = "stuck-at-one";
    private const int SignBit = 31;

    private static readonly Network Network = NetworkLoader.Load("lenet5-28x28-mnist");

    private readonly string _folder = Directory.CreateTempSubdirectory("cyclesim-").FullName;

    static OwnErrorModelTests() => ErrorModels.All.Register(new StuckAtOneModel());

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_program_trains_a_batch_with_it_and_shows_its_errors()
    {
        WriteImages();
        string[] arguments =
        [
            "--network", Network.Name, "--batch", "16", "--max-steps", "1", "--test-images", "0", "--allow-partial",
            "--data", _folder, "--out", Path.Combine(_folder, "run"), "--error-model", Own, "--weight-write-error-rates", "sign@1",
        ];
        TrainRun run = TrainRun.Of(arguments);
        Assert.True(run.ExitCode == 0, run.Errors);

        var files = new TrainingFiles(Path.Combine(_folder, "run"));
        var checkpoint = Checkpoint.Read(files.Checkpoint);
        Assert.Contains("\nerror model: stuck-at-one\n", checkpoint.Run, StringComparison.Ordinal);
        // With a sign that is always 1 there are negative weights alone; those that were to be positive are wrong.
        float[] weights = [.. checkpoint.Blocks.Where(block => !block.Name.StartsWith("velocity.", StringComparison.Ordinal))
            .SelectMany(block => MemoryMarshal.Cast<byte, float>(block.Bytes).ToArray())];
        Assert.Equal(Network.Parameters, weights.Length);
        Assert.All(weights, weight => Assert.True(float.IsNegative(weight)));

        JsonElement summary = JsonDocument.Parse(File.ReadAllText(files.Summary)).RootElement;
        Assert.Equal(Own, summary.GetProperty("error_model").GetString());
        long[] wrong = [.. summary.GetProperty("errors").GetProperty("weights").EnumerateArray().Select(count => count.GetInt64())];
        Assert.InRange(wrong[SignBit], weights.Length / 3, weights.Length * 2 / 3);
        Assert.Equal(wrong[SignBit], wrong.Sum());
    }

    [Theory]
    [InlineData(TensorRole.Activation)]
    [InlineData(TensorRole.Weight)]
    [InlineData(TensorRole.Error)]
    public void Of_the_bits_that_fail_it_changes_the_zeros(TensorRole role)
    {
        uint[] values = [.. Enumerable.Range(0, 100_000).Select(word => (uint)word * 2654435761u)];
        BitMap map = BitMap.Exact.With(BitMap.Bits("mantissa", "test"), 1e-2);
        (uint[] flipped, _) = Written(ErrorModelNames.Flip);
        (uint[] stored, long wrong) = Written(Own);
        for (int word = 0; word < values.Length; word++)
            Assert.Equal(values[word] | (flipped[word] ^ values[word]), stored[word]);
        Assert.Equal(stored.Zip(values, (isNow, was) => long.PopCount(isNow ^ was)).Sum(), wrong);
        Assert.NotEqual(flipped, stored);

        (uint[] Stored, long Wrong) Written(string model)
        {
            uint[] words = [.. values];
            var counts = new WrongBitCounts();
            new WriteErrors(new WriteErrorSpec(model, map, map, map), 1).Write(role, 1, 0, words, [], counts);
            return (words, counts.Total(role));
        }
    }

    [Theory]
    [InlineData("jump")]
    [InlineData("StuckAtOne")]
    [InlineData("stuck_at_on")]
    [InlineData("0")]
    public void Unknown_names_are_refused_with_those_that_there_are(string name)
    {
        TrainRun run = TrainRun.Of("--error-model", name);
        Assert.Equal(2, run.ExitCode);
        Assert.Equal(
            $"cyclesim-train: --error-model {name}: allowed are stuck-at-old, flip, stuck-at-one{Environment.NewLine}", run.Errors);
        WriteErrorSpec spec = WriteErrorSpec.None with { Model = name };
        Assert.Equal(
            $"error model \"{name}\" is unknown; allowed: stuck-at-old, flip, stuck-at-one",
            Assert.Throws<InputException>(() => new WriteErrors(spec, 1)).Message);
    }

    [Fact]
    public void A_name_can_be_taken_once() =>
        Assert.Throws<ArgumentException>(() => ErrorModels.All.Register(new StuckAtOneModel()));

    /// <summary>Other programs know the names of the models that come with this one, without their code.</summary>
    [Fact]
    public void Models_that_come_with_the_program_have_their_names_where_others_look() => Assert.Equal(
        ErrorModelNames.All.All.Select(model => (model.Name, model.Meaning)),
        ErrorModels.All.All.Where(model => model is not StuckAtOneModel).Select(model => (model.Name, model.Meaning)));

    /// <summary>Checkpoints that earlier versions wrote are those of the same run.</summary>
    [Theory]
    [InlineData(ErrorModelNames.StuckAtOld, "StuckAtOld")]
    [InlineData(ErrorModelNames.Flip, "Flip")]
    public void Checkpoints_name_a_model_as_earlier_versions_did(string model, string text)
    {
        var options = new TrainingOptions { WriteErrors = WriteErrorSpec.None with { Model = model } };
        string identity = RunIdentity.Of(Network, TinyData.Digits(64, 10), options);
        Assert.Contains($"\nerror model: {text}\n", identity, StringComparison.Ordinal);
    }

    private void WriteImages()
    {
        ImageSet images = TinyData.Images(1, 28, 10, 64, "train");
        foreach (string set in new[] { "train", "t10k" })
        {
            File.WriteAllBytes(Path.Combine(_folder, $"{set}-images-idx3-ubyte"), TinyData.Idx(images.Pixels, images.Count, 28, 28));
            File.WriteAllBytes(Path.Combine(_folder, $"{set}-labels-idx1-ubyte"), TinyData.Idx(images.Labels, images.Count));
        }
    }
}
