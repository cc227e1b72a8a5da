namespace CycleSim.Accelerator.Components;

/// <summary>A fold starts.</summary>
/// <param name="Operation">Index of the operation in the program.</param>
/// <param name="StartCycle">Core cycle of its first step.</param>
/// <param name="RowIndex">Row of folds that it is in, from 0.</param>
/// <param name="ColumnIndex">Column of folds that it is in, from 0.</param>
/// <param name="Rows">Rows filled.</param>
/// <param name="Columns">Columns filled.</param>
public readonly record struct FoldStart(int Operation, long StartCycle, int RowIndex, int ColumnIndex, int Rows, int Columns);
