namespace CycleSim.Studies.Codesign;

/// <summary>Trainings that confirm or refute the choice, as a result has them; null stands for a training that diverged.</summary>
/// <param name="ExactPercent">Accuracies without write errors, in percent.</param>
/// <param name="ChosenPercent">Accuracies with the choice, in percent.</param>
/// <param name="PredictedLossPoints">Loss that the search predicts, in percentage points.</param>
/// <param name="LossPoints">Measured loss, in percentage points; null if a training diverged.</param>
/// <param name="NoisePoints">Its standard deviation from the number of test images alone, in percentage points.</param>
/// <param name="MaxLossPoints">Loss that was allowed.</param>
/// <param name="Confirmed">Whether the loss is within that.</param>
public sealed record ReportedAccuracy(
    IReadOnlyList<double?> ExactPercent, IReadOnlyList<double?> ChosenPercent, double PredictedLossPoints, double? LossPoints,
    double NoisePoints, double MaxLossPoints, bool Confirmed)
{
    private const double Percent = 100;

    /// <summary>What a result says of trainings.</summary>
    /// <param name="accuracy">The trainings.</param>
    /// <param name="predictedLoss">Loss that the search predicts, a share.</param>
    /// <param name="maxLoss">Loss that was allowed, a share.</param>
    public static ReportedAccuracy Of(CodesignAccuracy accuracy, double predictedLoss, double maxLoss)
    {
        ArgumentNullException.ThrowIfNull(accuracy);
        return new(
            [.. accuracy.Exact.Accuracies.Select(Known)], [.. accuracy.Chosen.Accuracies.Select(Known)], Percent * predictedLoss,
            Known(accuracy.AccuracyLoss), Percent * accuracy.Noise, Percent * maxLoss, accuracy.Confirms(maxLoss));
    }

    private static double? Known(double share) => double.IsFinite(share) ? Percent * share : null;
}
