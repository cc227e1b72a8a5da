using System.Collections;
using CycleSim.Accelerator.Dataflow.Timing;
using CycleSim.Accelerator.Machine;

namespace CycleSim.Accelerator.Dataflow;

/// <summary>
/// The folds of a GEMM in their order, computed when asked for: a small array cuts a large GEMM into more folds than memory holds.
/// </summary>
internal sealed class FoldGrid : IReadOnlyList<Fold>
{
    private readonly SystolicArraySpec _geometry;
    private readonly OutputStationaryTiming _timing;
    private readonly bool _rowsFirst;
    private readonly int _rowFolds;
    private readonly int _columnFolds;
    private readonly int _lastRows;
    private readonly int _lastColumns;
    private readonly long _depth;

    /// <summary>Cuts a GEMM.</summary>
    /// <param name="geometry">The array.</param>
    /// <param name="m">Output rows.</param>
    /// <param name="n">Output columns.</param>
    /// <param name="k">Reduction dimension K: multiply-accumulates of each output.</param>
    /// <param name="rowsFirst">Folds along the rows run fastest.</param>
    internal FoldGrid(SystolicArraySpec geometry, long m, long n, long k, bool rowsFirst)
    {
        _geometry = geometry;
        _timing = new OutputStationaryTiming(geometry);
        _rowsFirst = rowsFirst;
        _rowFolds = checked((int)_timing.RowFolds(m));
        _columnFolds = checked((int)_timing.ColumnFolds(n));
        _lastRows = (int)(m - (_rowFolds - 1L) * geometry.Rows);
        _lastColumns = (int)(n - (_columnFolds - 1L) * geometry.FoldColumns);
        _depth = k;
        Count = checked(_rowFolds * _columnFolds);
    }

    /// <inheritdoc />
    public int Count { get; }

    /// <inheritdoc />
    public Fold this[int index]
    {
        get
        {
            (int slow, int fast) = Math.DivRem(index, _rowsFirst ? _rowFolds : _columnFolds);
            int row = _rowsFirst ? fast : slow;
            int column = _rowsFirst ? slow : fast;
            return new Fold(row, column, RowsOf(row), ColumnsOf(column), StartOf(row, column));
        }
    }

    /// <inheritdoc />
    public IEnumerator<Fold> GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int RowsOf(int index) => index == _rowFolds - 1 ? _lastRows : _geometry.Rows;

    private int ColumnsOf(int index) => index == _columnFolds - 1 ? _lastColumns : _geometry.FoldColumns;

    /// <summary>Pitches of all folds before; only the last fold of a direction can have a pitch of its own.</summary>
    private long StartOf(int row, int column)
    {
        if (_rowsFirst)
        {
            long columnSteps = (_rowFolds - 1) * _timing.Pitch(_depth, _geometry.Rows, _geometry.FoldColumns)
                + _timing.Pitch(_depth, _lastRows, _geometry.FoldColumns);
            return column * columnSteps + row * _timing.Pitch(_depth, _geometry.Rows, ColumnsOf(column));
        }

        long rowSteps = (_columnFolds - 1) * _timing.Pitch(_depth, _geometry.Rows, _geometry.FoldColumns)
            + _timing.Pitch(_depth, _geometry.Rows, _lastColumns);
        return row * rowSteps + column * _timing.Pitch(_depth, RowsOf(row), _geometry.FoldColumns);
    }
}
