using System.Collections.Immutable;

namespace CycleSim.Studies.Accuracy;

/// <summary>
/// Training runs of one network that differ in their write errors and seeds alone. Runs of one seed are pairs: they start with the same
/// weights and see the same images in the same order.
/// </summary>
/// <param name="Exact">The run without write errors and with the first seed; gives everything else.</param>
/// <param name="Seeds">Seeds of each case.</param>
/// <param name="Cases">Write errors.</param>
public sealed record AccuracyGroup(TrainingRequest Exact, ImmutableArray<ulong> Seeds, ImmutableArray<WriteErrorCase> Cases)
{
    /// <summary>Network and data set, as they are chosen by, e.g. "lenet5-mnist".</summary>
    public string Id => $"{Exact.Network}-{Exact.Dataset}";

    /// <summary>Network and data set.</summary>
    public string Name => Exact.Width == 1
        ? $"{Exact.Network} on {Exact.Dataset}"
        : FormattableString.Invariant($"{Exact.Network} at {Exact.Width} of its width on {Exact.Dataset}");

    /// <summary>All runs: those without write errors, then case by case.</summary>
    public IEnumerable<TrainingRequest> Requests => Cases.Prepend(null).SelectMany(RunsOf);

    /// <summary>The runs of a case, one for each seed.</summary>
    /// <param name="errors">The case; null for the runs without write errors.</param>
    public IEnumerable<TrainingRequest> RunsOf(WriteErrorCase? errors) => Seeds.Select(seed => Of(errors) with { Seed = seed });

    private TrainingRequest Of(WriteErrorCase? errors) =>
        errors is null ? Exact : Exact.With(errors.Label, errors.ErrorModel, errors.Rates);
}
