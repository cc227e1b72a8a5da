namespace CycleSim.Studies.Codesign;

/// <summary>A table of text.</summary>
/// <param name="Columns">Names of columns.</param>
/// <param name="Rows">Cells, row by row.</param>
public sealed record CodesignTable(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows);
