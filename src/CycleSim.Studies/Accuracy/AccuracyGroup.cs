using System.Collections.Immutable;
using CycleSim.Arrays.Cells;
using CycleSim.TrainingRuns;

namespace CycleSim.Studies.Accuracy;

/// <summary>Training runs of one network that differ in their write errors alone: exact, mantissa only, all bits.</summary>
/// <param name="Exact">The run without write errors.</param>
/// <param name="Mantissa">Runs with write errors in the mantissa's 23 bits at the cheap rate.</param>
/// <param name="All">Runs with write errors in all 32 bits at that rate.</param>
public sealed record AccuracyGroup(TrainingRequest Exact, ImmutableArray<TrainingRequest> Mantissa, ImmutableArray<TrainingRequest> All)
{
    /// <summary>Names of the error models that come with CycleSim.</summary>
    public static ImmutableArray<string> BothModels { get; } = [ErrorModelNames.StuckAtOld, ErrorModelNames.Flip];

    /// <summary>All runs.</summary>
    public IEnumerable<TrainingRequest> Requests => [Exact, .. Mantissa, .. All];

    /// <summary>Makes the runs of a group.</summary>
    /// <param name="exact">The run without write errors; gives everything else.</param>
    /// <param name="models">Names of the error models.</param>
    public static AccuracyGroup Of(TrainingRequest exact, ImmutableArray<string> models)
    {
        ArgumentNullException.ThrowIfNull(exact);
        string rate = FormattableString.Invariant($"{DeviceWritePoint.RelaxedWriteErrorRate:0.#e+0}");
        return new(
            exact, [.. models.Select(model => exact.With($"mantissa at {rate}, {model}", model, $"mantissa@{rate}"))],
            [.. models.Select(model => exact.With($"all bits at {rate}, {model}", model, $"all@{rate}"))]);
    }
}
