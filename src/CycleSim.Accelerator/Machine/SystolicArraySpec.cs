namespace CycleSim.Accelerator.Machine;

/// <summary>
/// A systolic array, or several in lockstep, and how they time an output-stationary fold: row lane r consumes its k-th element in step
/// r + k, column lane c of an array in step c + k. Counted against register-level and SCALE-Sim results in tests/Reference/systolic.
/// </summary>
/// <param name="Rows">Rows R of processing elements of an array, at least 1.</param>
/// <param name="Columns">Columns C of an array, at least 1.</param>
/// <param name="Drain">How folds end.</param>
/// <param name="TrimEdgeFolds">Folds that fill fewer rows or columns cost only those (physical drain; stationary: variant serial).</param>
public sealed record SystolicArraySpec(int Rows, int Columns, DrainMode Drain, bool TrimEdgeFolds)
{
    /// <summary>Largest number of rows, and of columns, of an array.</summary>
    internal const int MaxSide = 4096;

    /// <summary>Largest number of arrays.</summary>
    internal const int MaxArrays = 64;

    /// <summary>The variant of a machine that names none.</summary>
    public const string DefaultTileLoad = "shadow";

    /// <summary>Arrays that step in lockstep and share the operand that enters from the left, at least 1.</summary>
    public int Arrays { get; init; } = 1;

    /// <summary>What stays in the processing elements.</summary>
    public DataflowKind Dataflow { get; init; } = DataflowKind.OutputStationary;

    /// <summary>
    /// Name of the variant of the dataflow that says when the next stationary tile is loaded; of weight and input stationary arrays.
    /// </summary>
    public string TileLoad { get; init; } = DefaultTileLoad;

    /// <summary>An operand stays in the array, and outputs do not.</summary>
    public bool HasStationaryOperand => Dataflow != DataflowKind.OutputStationary;

    /// <summary>Columns of all arrays, which a fold fills.</summary>
    public int FoldColumns => checked(Columns * Arrays);

    /// <summary>Folds of a GEMM: ceil(M / R) x ceil(N / C).</summary>
    public long Folds(long m, long n) => RowFolds(m) * ColumnFolds(n);

    /// <summary>Row folds: ceil(M / R).</summary>
    public long RowFolds(long m) => (m + Rows - 1) / Rows;

    /// <summary>Column folds: ceil(N / C).</summary>
    public long ColumnFolds(long n) => (n + FoldColumns - 1) / FoldColumns;

    /// <summary>Steps from the start of a fold to the start of the next one.</summary>
    /// <param name="depth">Reduction dimension K.</param>
    /// <param name="rows">Rows the fold fills.</param>
    /// <param name="columns">Columns the fold fills.</param>
    /// <exception cref="OverflowException">More than 2^63 - 1.</exception>
    public long Pitch(long depth, int rows, int columns) => Drain switch
    {
        DrainMode.Physical => checked(depth + 2L * FilledRows(rows) + FilledColumns(columns) - 2),
        DrainMode.Overlapped => Math.Max(depth, Rows),
        _ => checked(depth + Rows + Columns - 2),
    };

    /// <summary>Steps from the start of a fold that none follows to its last output.</summary>
    /// <exception cref="OverflowException">More than 2^63 - 1.</exception>
    public long Length(long depth, int rows, int columns) => Drain switch
    {
        DrainMode.Physical => Pitch(depth, rows, columns),
        DrainMode.Overlapped => checked(depth + 2L * Rows + Columns - 2),
        _ => checked(depth + Rows + Columns - 3),
    };

    /// <summary>Step, counted from the fold's start, in which an output reaches the edge.</summary>
    /// <param name="depth">Reduction dimension K.</param>
    /// <param name="rows">Rows the fold fills.</param>
    /// <param name="row">Row of the output.</param>
    /// <param name="column">Column of the output.</param>
    public long OutputStep(long depth, int rows, int row, int column) => Drain == DrainMode.Scalesim
        ? depth - 1 + row + column % Columns
        : depth + FilledRows(rows) - 1 + (FilledRows(rows) - 1 - row) + column % Columns;

    /// <summary>Step, counted from the fold's start, in which the first output of a column reaches the edge.</summary>
    /// <param name="depth">Reduction dimension K.</param>
    /// <param name="rows">Rows the fold fills.</param>
    /// <param name="column">The column.</param>
    public long FirstOutputStep(long depth, int rows, int column) => OutputStep(depth, rows, DrainsBottomFirst ? rows - 1 : 0, column);

    /// <summary>Outputs of the lower rows leave first (not in SCALE-Sim's counting, where each leaves when it is done).</summary>
    public bool DrainsBottomFirst => Drain != DrainMode.Scalesim;

    /// <summary>Cycles of a GEMM when every operand is always ready.</summary>
    /// <param name="m">Output rows, at least 1.</param>
    /// <param name="n">Output columns, at least 1.</param>
    /// <param name="k">Reduction dimension K, at least 1.</param>
    /// <exception cref="OverflowException">More than 2^63 - 1.</exception>
    public long Cycles(long m, long n, long k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(m, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        int lastRows = (int)(m - (RowFolds(m) - 1) * Rows);
        int lastColumns = (int)(n - (ColumnFolds(n) - 1) * FoldColumns);
        long fullRows = RowFolds(m) - 1;
        long fullColumns = ColumnFolds(n) - 1;
        checked
        {
            long all = fullRows * fullColumns * Pitch(k, Rows, FoldColumns)
                + fullRows * Pitch(k, Rows, lastColumns)
                + fullColumns * Pitch(k, lastRows, FoldColumns);
            return all + Length(k, lastRows, lastColumns);
        }
    }

    /// <summary>Rows of an array that a fold costs: all, unless edges are trimmed.</summary>
    /// <param name="rows">Rows it fills.</param>
    public int FilledRows(int rows) => TrimEdgeFolds ? rows : Rows;

    /// <summary>Columns of an array that a fold costs: all, unless edges are trimmed.</summary>
    /// <param name="columns">Columns it fills, of all arrays.</param>
    public int FilledColumns(int columns) => TrimEdgeFolds ? Math.Min(columns, Columns) : Columns;
}
