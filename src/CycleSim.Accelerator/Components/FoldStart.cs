namespace CycleSim.Accelerator.Components;

/// <summary>A fold starts.</summary>
/// <param name="Operation">Index of the operation in the program.</param>
/// <param name="StartCycle">Core cycle of its first step.</param>
/// <param name="RowTile">Index of the row tile.</param>
/// <param name="ColumnTile">Index of the column tile.</param>
/// <param name="Rows">Rows filled.</param>
/// <param name="Columns">Columns filled.</param>
public readonly record struct FoldStart(int Operation, long StartCycle, int RowTile, int ColumnTile, int Rows, int Columns);
