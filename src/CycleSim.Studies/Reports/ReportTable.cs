using System.Collections.Immutable;

namespace CycleSim.Studies.Reports;

/// <summary>A table of text.</summary>
/// <param name="Columns">Names of columns.</param>
/// <param name="Rows">Cells, row by row.</param>
public sealed record ReportTable(ImmutableArray<string> Columns, ImmutableArray<ImmutableArray<string>> Rows)
{
    /// <summary>No table.</summary>
    public static ReportTable None { get; } = new([], []);
}
