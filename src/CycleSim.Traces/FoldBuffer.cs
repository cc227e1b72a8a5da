using CycleSim.Traces.Format;

namespace CycleSim.Traces;

/// <summary>Folds on their way to a chunk.</summary>
internal sealed class FoldBuffer()
    : ColumnBuffer<FoldColumns>(TraceComponent.Folds, columns => new Chunk { Folds = columns })
{
    public override int Count => Columns.Operation.Count;

    internal void Add(in TraceFold fold)
    {
        Columns.StartDelta.Add(fold.StartCycle - (long)Info.LastCycle);
        Columns.Operation.Add((uint)fold.Operation);
        Columns.RowTile.Add((uint)fold.RowIndex);
        Columns.ColumnTile.Add((uint)fold.ColumnIndex);
        Columns.Rows.Add((uint)fold.Rows);
        Columns.Columns.Add((uint)fold.Columns);
        Info.Enter(fold.StartCycle);
    }
}
