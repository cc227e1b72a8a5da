using CycleSim.Traces.Format;

namespace CycleSim.Traces;

/// <summary>Folds on their way to a chunk.</summary>
internal sealed class FoldBuffer : IRecordBuffer
{
    private FoldColumns _columns = new();
    private ChunkInfo _info = new();

    public int Count => _columns.Operation.Count;

    internal void Add(in TraceFold fold)
    {
        _columns.StartDelta.Add(fold.Start - (long)_info.LastCycle);
        _columns.Operation.Add((uint)fold.Operation);
        _columns.RowTile.Add((uint)fold.RowTile);
        _columns.ColumnTile.Add((uint)fold.ColumnTile);
        _columns.Rows.Add((uint)fold.Rows);
        _columns.Columns.Add((uint)fold.Columns);
        _info.Enter(fold.Start);
    }

    public (Chunk Chunk, ChunkInfo Info) Take()
    {
        _info.Component = (uint)TraceComponent.Folds;
        (FoldColumns columns, ChunkInfo info) = (_columns, _info);
        (_columns, _info) = (new FoldColumns(), new ChunkInfo());
        return (new Chunk { Folds = columns }, info);
    }
}
