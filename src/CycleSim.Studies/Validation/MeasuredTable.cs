using System.Collections.Immutable;

namespace CycleSim.Studies.Validation;

/// <summary>Measured cycles of kernels, beside those that others published.</summary>
/// <param name="Others">Names of the other columns.</param>
/// <param name="Rows">The rows, at least one.</param>
public sealed record MeasuredTable(ImmutableArray<string> Others, ImmutableArray<MeasuredRow> Rows);
