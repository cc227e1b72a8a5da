using System.Text.Json;
using CycleSim.Configuration.Processes;

namespace CycleSim.Studies.Accuracy;

/// <summary>What studies read of the summary that a training run leaves.</summary>
/// <param name="Status">How it ended: <see cref="Interrupted"/>, <see cref="Diverged"/> or to its end.</param>
/// <param name="Steps">Steps that updated the weights.</param>
/// <param name="StepsPerEpoch">Steps of an epoch.</param>
/// <param name="TestAccuracy">Share of test images classified right; null if none were looked at.</param>
/// <param name="TrainingImages">Training images there were.</param>
/// <param name="TestImages">Test images there were.</param>
internal sealed record TrainingOutcome(
    string Status, long Steps, long StepsPerEpoch, double? TestAccuracy, int TrainingImages, int TestImages)
{
    internal const string Interrupted = "interrupted";
    internal const string Diverged = "diverged";

    private static readonly JsonSerializerOptions Layout = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Reads a summary.</summary>
    /// <exception cref="ChildProgramException">It is no summary.</exception>
    internal static TrainingOutcome Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<TrainingOutcome>(File.ReadAllText(file), Layout)!;
        }
        catch (JsonException problem)
        {
            throw new ChildProgramException($"{file}: is no summary of a training run: {problem.Message}");
        }
    }
}
