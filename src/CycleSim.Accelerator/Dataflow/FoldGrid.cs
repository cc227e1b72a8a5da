using System.Collections;
using CycleSim.Accelerator.Machine;

namespace CycleSim.Accelerator.Dataflow;

/// <summary>
/// The folds of a GEMM in their order, computed when asked for: a small array cuts a large GEMM into more folds than memory holds.
/// </summary>
internal sealed class FoldGrid : IReadOnlyList<Fold>
{
    private readonly ArrayGeometry _geometry;
    private readonly bool _rowsFirst;
    private readonly int _rowTiles;
    private readonly int _columnTiles;
    private readonly int _lastRows;
    private readonly int _lastColumns;
    private readonly long _depth;

    /// <summary>Cuts a GEMM.</summary>
    /// <param name="geometry">The array.</param>
    /// <param name="m">Output rows.</param>
    /// <param name="n">Output columns.</param>
    /// <param name="k">Reduction dimension K: multiply-accumulates of each output.</param>
    /// <param name="rowsFirst">Row tiles run fastest.</param>
    internal FoldGrid(ArrayGeometry geometry, long m, long n, long k, bool rowsFirst)
    {
        _geometry = geometry;
        _rowsFirst = rowsFirst;
        _rowTiles = checked((int)geometry.RowFolds(m));
        _columnTiles = checked((int)geometry.ColumnFolds(n));
        _lastRows = (int)(m - (_rowTiles - 1L) * geometry.Rows);
        _lastColumns = (int)(n - (_columnTiles - 1L) * geometry.Columns);
        _depth = k;
        Count = checked(_rowTiles * _columnTiles);
    }

    /// <inheritdoc />
    public int Count { get; }

    /// <inheritdoc />
    public Fold this[int index]
    {
        get
        {
            (int slow, int fast) = Math.DivRem(index, _rowsFirst ? _rowTiles : _columnTiles);
            int rowTile = _rowsFirst ? fast : slow;
            int columnTile = _rowsFirst ? slow : fast;
            return new Fold(rowTile, columnTile, RowsOf(rowTile), ColumnsOf(columnTile), StartOf(rowTile, columnTile));
        }
    }

    /// <inheritdoc />
    public IEnumerator<Fold> GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int RowsOf(int tile) => tile == _rowTiles - 1 ? _lastRows : _geometry.Rows;

    private int ColumnsOf(int tile) => tile == _columnTiles - 1 ? _lastColumns : _geometry.Columns;

    /// <summary>Pitches of all folds before; only the last tile of a direction can have a pitch of its own.</summary>
    private long StartOf(int rowTile, int columnTile)
    {
        if (_rowsFirst)
        {
            long column = (_rowTiles - 1) * _geometry.Pitch(_depth, _geometry.Rows, _geometry.Columns)
                + _geometry.Pitch(_depth, _lastRows, _geometry.Columns);
            return columnTile * column + rowTile * _geometry.Pitch(_depth, _geometry.Rows, ColumnsOf(columnTile));
        }

        long row = (_columnTiles - 1) * _geometry.Pitch(_depth, _geometry.Rows, _geometry.Columns)
            + _geometry.Pitch(_depth, _geometry.Rows, _lastColumns);
        return rowTile * row + columnTile * _geometry.Pitch(_depth, RowsOf(rowTile), _geometry.Columns);
    }
}
