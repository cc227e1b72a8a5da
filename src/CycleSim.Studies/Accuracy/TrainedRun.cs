using System.Text.Json.Serialization;

namespace CycleSim.Studies.Accuracy;

/// <summary>What a training run came to.</summary>
/// <param name="Steps">Steps that updated the weights.</param>
/// <param name="StepsPerEpoch">Steps of an epoch.</param>
/// <param name="HasDiverged">Whether the loss was not finite.</param>
/// <param name="TestAccuracy">Share of test images classified right; null if it diverged.</param>
/// <param name="TrainingImages">Training images there were.</param>
/// <param name="TestImages">Test images that were looked at.</param>
public sealed record TrainedRun(
    long Steps, long StepsPerEpoch, bool HasDiverged, double? TestAccuracy, int TrainingImages, int TestImages)
{
    /// <summary>Standard deviation of the accuracy from the number of test images alone.</summary>
    [JsonIgnore]
    public double Deviation => TestAccuracy is { } p && TestImages > 0 ? Math.Sqrt(p * (1 - p) / TestImages) : 0;
}
