using System.Text.Json;
using System.Text.Json.Serialization;
using CycleSim.Configuration.Models;
using CycleSim.Platform.Files;
using CycleSim.Platform.Processes;

namespace CycleSim.TrainingRuns;

/// <summary>What was computed in a run and what came out. Nothing in it depends on when or where the run took place.</summary>
public sealed record TrainingSummary
{
    /// <summary>Name of the network.</summary>
    public required string Network { get; init; }

    /// <summary>Numbers that are trained.</summary>
    public required long Parameters { get; init; }

    /// <summary>Name of the data set.</summary>
    public required string Dataset { get; init; }

    /// <summary>Training images there were.</summary>
    public required int TrainingImages { get; init; }

    /// <summary>Test images there were.</summary>
    public required int TestImages { get; init; }

    /// <summary>What is unusual about the images.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Passes over the training images that were asked for.</summary>
    public required int Epochs { get; init; }

    /// <summary>Batch size.</summary>
    public required int Batch { get; init; }

    /// <summary>Learning rate.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Momentum.</summary>
    public required double Momentum { get; init; }

    /// <summary>Weight decay (L2).</summary>
    public required double WeightDecay { get; init; }

    /// <summary>Name of the optimizer; null for the default one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Optimizer { get; init; }

    /// <summary>Decay of Adam's mean of gradients; null for other optimizers.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Beta1 { get; init; }

    /// <summary>Decay of Adam's mean of squared gradients; null for other optimizers.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Beta2 { get; init; }

    /// <summary>What Adam added to the root that it divided by; null for other optimizers.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Epsilon { get; init; }

    /// <summary>The formats in which tensors were stored; null for fp32 alone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TrainingFormats? NumberFormats { get; init; }

    /// <summary>
    /// Whether weights of low precision had master weights in fp32, whose writes failed, too, unless <see cref="MasterWeights"/>; null if
    /// not.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? MixedPrecision { get; init; }

    /// <summary>Seed of all that is random.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Compute threads, on whose number sums depend.</summary>
    public required int Threads { get; init; }

    /// <summary>Whether the optimizer kept weights without wrong bits, outside the scratchpads (`--master-weights`).</summary>
    public required bool MasterWeights { get; init; }

    /// <summary>Whether denormal numbers counted as zeros.</summary>
    public required bool FlushToZero { get; init; }

    /// <summary>What the write of a tensor overwrote.</summary>
    public required OldContent OldContent { get; init; }

    /// <summary>Name of the error model: what a failed write left.</summary>
    public required string ErrorModel { get; init; }

    /// <summary>Write error rates of bits, from bit 0 on.</summary>
    public required RoleValues<IReadOnlyList<double>> WriteErrorRates { get; init; }

    /// <summary>
    /// Write error rates of what the optimizer kept in the scratchpad of weights, from bit 0 on; null if it kept nothing there.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<double>? StateWriteErrorRates { get; init; }

    /// <summary>The error correcting code of all words; null without one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Code { get; init; }

    /// <summary>How the run ended.</summary>
    public required TrainingStatus Status { get; init; }

    /// <summary>Steps that updated the weights.</summary>
    public required long Steps { get; init; }

    /// <summary>Steps of an epoch.</summary>
    public required long StepsPerEpoch { get; init; }

    /// <summary>The step whose loss was no finite number; null unless the run diverged.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? DivergedAtStep { get; init; }

    /// <summary>Share of test images classified right; null if none were looked at.</summary>
    public required double? TestAccuracy { get; init; }

    /// <summary>Mean loss of test images; null if none were looked at, or if it is no finite number.</summary>
    public required double? TestLoss { get; init; }

    /// <summary>Words written, whether their writes could fail or not.</summary>
    public required RoleValues<long> WordsWritten { get; init; }

    /// <summary>Words of the optimizer's states that were written to the scratchpad of weights; null if there were none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? StateWordsWritten { get; init; }

    /// <summary>Wrong bits of all steps.</summary>
    [JsonPropertyName("errors")]
    public required WrongBits WrongBits { get; init; }

    /// <summary>Hash of all parameters, in hexadecimal: equal for equal weights, bit for bit.</summary>
    public required string WeightsSha256 { get; init; }

    /// <summary>Writes a file, whole or not at all.</summary>
    /// <param name="file">The file.</param>
    public void Write(string file) =>
        OutputFile.WriteAtomically(file, stream => JsonSerializer.Serialize(stream, this, FileContext.Default.TrainingSummary));

    /// <summary>Reads a file.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="ChildProgramException">It is no summary.</exception>
    /// <exception cref="Platform.InputException">It cannot be read, or is too large.</exception>
    public static TrainingSummary Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize(ModelStore.ReadFileText(file), FileContext.Default.TrainingSummary)
                ?? throw new JsonException("null is no object");
        }
        catch (JsonException problem)
        {
            throw new ChildProgramException($"{file}: is no summary of a training run: {problem.Message}");
        }
    }
}
