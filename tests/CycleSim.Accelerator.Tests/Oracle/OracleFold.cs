namespace CycleSim.Accelerator.Tests.Oracle;

/// <summary>A tile of a GEMM.</summary>
/// <param name="RowTile">Index of the row tile.</param>
/// <param name="ColumnTile">Index of the column tile.</param>
/// <param name="FirstRow">First output row.</param>
/// <param name="FirstColumn">First output column.</param>
/// <param name="Rows">Rows filled.</param>
/// <param name="Columns">Columns filled.</param>
internal sealed record OracleFold(int RowTile, int ColumnTile, int FirstRow, int FirstColumn, int Rows, int Columns);
