namespace CycleSim.Accelerator.Tests.Oracle;

/// <summary>A tile of a GEMM.</summary>
/// <param name="RowIndex">Row of folds that it is in, from 0.</param>
/// <param name="ColumnIndex">Column of folds that it is in, from 0.</param>
/// <param name="FirstRow">First output row.</param>
/// <param name="FirstColumn">First output column.</param>
/// <param name="Rows">Rows filled.</param>
/// <param name="Columns">Columns filled.</param>
internal sealed record OracleFold(int RowIndex, int ColumnIndex, int FirstRow, int FirstColumn, int Rows, int Columns);
