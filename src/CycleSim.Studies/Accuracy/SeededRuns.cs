using System.Collections.Immutable;

namespace CycleSim.Studies.Accuracy;

/// <summary>What the runs of a case came to, seed by seed.</summary>
/// <param name="Runs">Results in the order of the seeds.</param>
/// <param name="Halfway">Accuracy after the last epoch in the first half of the steps; null where there was none.</param>
internal sealed record SeededRuns(ImmutableArray<TrainedRun> Runs, ImmutableArray<double?> Halfway)
{
    /// <summary>Runs that diverged.</summary>
    internal int Diverged => Runs.Count(run => run.HasDiverged);

    /// <summary>Mean test accuracy of the runs that did not diverge; null without any.</summary>
    internal double? Mean => Runs.Average(run => run.TestAccuracy);

    /// <summary>What the second half of the steps gained, as a mean of the seeds; null where that is not known of all.</summary>
    internal double? SecondHalfGain => Diverged == 0 && Halfway.All(accuracy => accuracy is not null)
        ? Mean - Halfway.Average()
        : null;
}
