namespace CycleSim.Accelerator.Dataflow;

/// <summary>Outputs that the array computes at once, placed in time.</summary>
/// <param name="RowIndex">Row of folds that it is in, from 0.</param>
/// <param name="ColumnIndex">Column of folds that it is in, from 0.</param>
/// <param name="Rows">Rows filled.</param>
/// <param name="Columns">Columns filled.</param>
/// <param name="StartStep">First step, counted from the phase's start.</param>
internal readonly record struct Fold(int RowIndex, int ColumnIndex, int Rows, int Columns, long StartStep);
