using System.Collections.Immutable;
using CycleSim.Studies.Validation;

namespace CycleSim.Cli.Output;

/// <summary>Mean absolute errors over the rows of one kind of kernel.</summary>
/// <param name="Kind">Name of the kind.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="MeanAbsoluteError">The mean of the simulated rows, 0.1 for 10 %.</param>
/// <param name="Others">What others published, by the name of their column: number of rows and mean.</param>
internal sealed record ReportedKindError(
    string Kind, int Rows, double MeanAbsoluteError, IReadOnlyDictionary<string, ReportedMeanError> Others)
{
    internal static ReportedKindError Of(ImmutableArray<string> others, KindErrors kind) => new(
        kind.Kind, kind.Simulated.Rows, kind.Simulated.Value!.Value,
        others.Zip(kind.Others).ToDictionary(
            other => other.First, other => new ReportedMeanError(other.Second.Rows, other.Second.Value)));
}
