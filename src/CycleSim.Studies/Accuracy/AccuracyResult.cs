using System.Collections.Immutable;

namespace CycleSim.Studies.Accuracy;

/// <summary>What a group came to.</summary>
/// <param name="Group">The group.</param>
/// <param name="Runs">Results in the order of the requests; none if the data set is missing.</param>
/// <param name="Missing">Why there are none.</param>
internal sealed record AccuracyResult(AccuracyGroup Group, ImmutableArray<TrainedRun> Runs, string? Missing)
{
    /// <summary>Network and data set.</summary>
    public string Name => $"{Group.Exact.Network} on {Group.Exact.Dataset}";

    internal TrainedRun Exact => Runs[0];

    internal IEnumerable<(TrainingRequest Request, TrainedRun Run)> Mantissa => Pairs(1, Group.Mantissa);

    internal IEnumerable<(TrainingRequest Request, TrainedRun Run)> All => Pairs(1 + Group.Mantissa.Length, Group.All);

    private IEnumerable<(TrainingRequest, TrainedRun)> Pairs(int first, ImmutableArray<TrainingRequest> requests) =>
        requests.Select((request, i) => (request, Runs[first + i]));
}
