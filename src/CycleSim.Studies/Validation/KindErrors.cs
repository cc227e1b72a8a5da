using System.Collections.Immutable;

namespace CycleSim.Studies.Validation;

/// <summary>Mean absolute errors over the rows of one kind of kernel.</summary>
/// <param name="Kind">Name of the kind, e.g. conv.</param>
/// <param name="Simulated">The mean of the simulated rows.</param>
/// <param name="Others">The means of what others published, in the order of the table's columns.</param>
public sealed record KindErrors(string Kind, MeanAbsoluteError Simulated, ImmutableArray<MeanAbsoluteError> Others)
{
    /// <summary>The means of all kinds that a table has, in the order of its rows.</summary>
    /// <param name="rows">The rows.</param>
    internal static ImmutableArray<KindErrors> Of(IReadOnlyList<ValidatedRow> rows) =>
        [.. rows.GroupBy(row => row.Measured.Benchmark.Kind.Name).Select(kind => Of(kind.Key, [.. kind]))];

    private static KindErrors Of(string kind, ValidatedRow[] rows) => new(
        kind, MeanAbsoluteError.Of(rows.Select(row => (double?)row.Error)),
        [.. Enumerable.Range(0, rows[0].Measured.Others.Length).Select(i => MeanAbsoluteError.Of(rows.Select(row => row.OtherError(i))))]);
}
