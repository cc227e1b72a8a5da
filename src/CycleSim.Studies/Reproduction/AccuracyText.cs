using CycleSim.Studies.Accuracy;

namespace CycleSim.Studies.Reproduction;

/// <summary>Results of paired trainings in words.</summary>
internal static class AccuracyText
{
    /// <summary>Test accuracies of the seeds in percent, or the steps at which they diverged.</summary>
    internal static string Accuracies(SeededRuns runs) => string.Join(", ", runs.Runs.Select(Accuracy));

    /// <summary>A loss in points with its 95 % interval.</summary>
    internal static string Interval(PairedLoss loss) => double.IsInfinity(loss.HalfWidth)
        ? Text($"{100 * loss.Mean:0.00}, no interval")
        : Text($"{100 * loss.Mean:0.00} ({100 * loss.Low:0.00} to {100 * loss.High:0.00})");

    /// <summary>A difference in points; empty where it is not known.</summary>
    internal static string Points(double? share) => share is { } known ? Text($"{100 * known:0.0}") : "";

    private static string Accuracy(TrainedRun run) =>
        run.HasDiverged ? $"diverged at step {run.Steps}" : Text($"{100 * run.TestAccuracy:0.00} %");

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
