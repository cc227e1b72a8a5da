namespace CycleSim.Accelerator.Dataflow;

/// <summary>A tile of a GEMM placed in time.</summary>
/// <param name="RowTile">Index of the row tile.</param>
/// <param name="ColumnTile">Index of the column tile.</param>
/// <param name="Rows">Rows filled.</param>
/// <param name="Columns">Columns filled.</param>
/// <param name="StartStep">First step, counted from the phase's start.</param>
internal readonly record struct Fold(int RowTile, int ColumnTile, int Rows, int Columns, long StartStep);
