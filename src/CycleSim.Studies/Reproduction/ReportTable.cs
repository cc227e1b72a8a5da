using System.Collections.Immutable;

namespace CycleSim.Studies.Reproduction;

/// <summary>A table of text.</summary>
/// <param name="Columns">Names of columns.</param>
/// <param name="Rows">Cells.</param>
public sealed record ReportTable(ImmutableArray<string> Columns, ImmutableArray<ImmutableArray<string>> Rows)
{
    /// <summary>No table.</summary>
    public static ReportTable None { get; } = new([], []);

    /// <summary>The same table, which says in the name of its first column when it is of a quick run.</summary>
    internal ReportTable Marked(ReproductionScope scope) =>
        Columns.IsEmpty ? this : this with { Columns = Columns.SetItem(0, scope.Marked(Columns[0])) };
}
