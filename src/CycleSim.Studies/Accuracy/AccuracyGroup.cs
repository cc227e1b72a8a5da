using System.Collections.Immutable;
using CycleSim.Arrays.Cells;

namespace CycleSim.Studies.Accuracy;

/// <summary>Training runs of one network that differ in their write errors alone: exact, mantissa only, all bits.</summary>
/// <param name="Exact">The run without errors.</param>
/// <param name="Mantissa">Runs with errors in the mantissa's 23 bits at the cheap rate.</param>
/// <param name="All">Runs with errors in all 32 bits at that rate.</param>
public sealed record AccuracyGroup(TrainingRequest Exact, ImmutableArray<TrainingRequest> Mantissa, ImmutableArray<TrainingRequest> All)
{
    /// <summary>What a failed write may leave, for which there are runs.</summary>
    public static ImmutableArray<string> BothModels { get; } = ["stuck-at-old", "flip"];

    /// <summary>All runs.</summary>
    public IEnumerable<TrainingRequest> Requests => [Exact, .. Mantissa, .. All];

    /// <summary>Makes the runs of a group.</summary>
    /// <param name="exact">The run without errors; gives everything else.</param>
    /// <param name="models">What failed writes leave.</param>
    public static AccuracyGroup Of(TrainingRequest exact, ImmutableArray<string> models)
    {
        ArgumentNullException.ThrowIfNull(exact);
        string rate = FormattableString.Invariant($"{DeviceWritePoint.RelaxedWriteErrorRate:0.#e+0}");
        return new(
            exact, [.. models.Select(model => exact.With($"mantissa at {rate}, {model}", model, $"mantissa@{rate}"))],
            [.. models.Select(model => exact.With($"all bits at {rate}, {model}", model, $"all@{rate}"))]);
    }
}

/// <summary>What a group came to.</summary>
/// <param name="Group">The group.</param>
/// <param name="Runs">Results in the order of the requests; none if the data set is missing.</param>
/// <param name="Missing">Why there are none.</param>
public sealed record AccuracyResult(AccuracyGroup Group, ImmutableArray<TrainedRun> Runs, string? Missing)
{
    /// <summary>Network and data set.</summary>
    public string Name => $"{Group.Exact.Network} on {Group.Exact.Dataset}";

    internal TrainedRun Exact => Runs[0];

    internal IEnumerable<(TrainingRequest Request, TrainedRun Run)> Mantissa => Pairs(1, Group.Mantissa);

    internal IEnumerable<(TrainingRequest Request, TrainedRun Run)> All => Pairs(1 + Group.Mantissa.Length, Group.All);

    private IEnumerable<(TrainingRequest, TrainedRun)> Pairs(int first, ImmutableArray<TrainingRequest> requests) =>
        requests.Select((request, i) => (request, Runs[first + i]));
}
