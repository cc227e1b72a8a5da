using CycleSim.Accelerator.Machine;

namespace CycleSim.Accelerator.Dataflow.Timing;

/// <summary>
/// How an array times output-stationary folds, whatever its <see cref="SystolicArraySpec.Dataflow"/>: row lane r consumes its k-th element
/// in step r + k, column lane c of an array in step c + k. Counted against register-level and SCALE-Sim results in
/// tests/Reference/systolic.
/// </summary>
/// <param name="Array">The arrays.</param>
internal readonly record struct OutputStationaryTiming(SystolicArraySpec Array)
{
    /// <summary>Folds of a GEMM: ceil(M / R) x ceil(N / C).</summary>
    internal long Folds(long m, long n) => RowFolds(m) * ColumnFolds(n);

    /// <summary>Row folds: ceil(M / R).</summary>
    internal long RowFolds(long m) => (m + Array.Rows - 1) / Array.Rows;

    /// <summary>Column folds: ceil(N / C).</summary>
    internal long ColumnFolds(long n) => (n + Array.FoldColumns - 1) / Array.FoldColumns;

    /// <summary>Steps from the start of a fold to the start of the next one.</summary>
    /// <param name="depth">Reduction dimension K.</param>
    /// <param name="rows">Rows the fold fills.</param>
    /// <param name="columns">Columns the fold fills.</param>
    /// <exception cref="OverflowException">More than 2^63 - 1.</exception>
    internal long Pitch(long depth, int rows, int columns) => Array.Drain switch
    {
        DrainMode.Physical => checked(depth + 2L * Array.CostRows(rows) + Array.CostColumns(columns) - 2),
        DrainMode.Overlapped => Math.Max(depth, Array.Rows),
        _ => checked(depth + Array.Rows + Array.Columns - 2),
    };

    /// <summary>Steps from the start of a fold that none follows to its last output.</summary>
    /// <param name="depth">Reduction dimension K.</param>
    /// <param name="rows">Rows the fold fills.</param>
    /// <param name="columns">Columns the fold fills.</param>
    /// <exception cref="OverflowException">More than 2^63 - 1.</exception>
    internal long Length(long depth, int rows, int columns) => Array.Drain switch
    {
        DrainMode.Physical => Pitch(depth, rows, columns),
        DrainMode.Overlapped => checked(depth + 2L * Array.Rows + Array.Columns - 2),
        _ => checked(depth + Array.Rows + Array.Columns - 3),
    };

    /// <summary>Step, counted from the fold's start, in which an output reaches the edge.</summary>
    /// <param name="depth">Reduction dimension K.</param>
    /// <param name="rows">Rows the fold fills.</param>
    /// <param name="row">Row of the output.</param>
    /// <param name="column">Column of the output.</param>
    internal long OutputStep(long depth, int rows, int row, int column) => Array.Drain == DrainMode.Scalesim
        ? depth - 1 + row + column % Array.Columns
        : depth + Array.CostRows(rows) - 1 + (Array.CostRows(rows) - 1 - row) + column % Array.Columns;

    /// <summary>Step, counted from the fold's start, in which the first output of a column reaches the edge.</summary>
    /// <param name="depth">Reduction dimension K.</param>
    /// <param name="rows">Rows the fold fills.</param>
    /// <param name="column">The column.</param>
    internal long FirstOutputStep(long depth, int rows, int column) =>
        OutputStep(depth, rows, Array.DrainsBottomFirst ? rows - 1 : 0, column);

    /// <summary>Cycles of a GEMM when every operand is always ready.</summary>
    /// <param name="m">Output rows, at least 1.</param>
    /// <param name="n">Output columns, at least 1.</param>
    /// <param name="k">Reduction dimension K, at least 1.</param>
    /// <exception cref="OverflowException">More than 2^63 - 1.</exception>
    internal long Cycles(long m, long n, long k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(m, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        int lastRows = (int)(m - (RowFolds(m) - 1) * Array.Rows);
        int lastColumns = (int)(n - (ColumnFolds(n) - 1) * Array.FoldColumns);
        long fullRows = RowFolds(m) - 1;
        long fullColumns = ColumnFolds(n) - 1;
        checked
        {
            long all = fullRows * fullColumns * Pitch(k, Array.Rows, Array.FoldColumns)
                + fullRows * Pitch(k, Array.Rows, lastColumns)
                + fullColumns * Pitch(k, lastRows, Array.FoldColumns);
            return all + Length(k, lastRows, lastColumns);
        }
    }
}
