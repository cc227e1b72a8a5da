using CycleSim.Traces.Format;

namespace CycleSim.Traces;

/// <summary>Waits on their way to a chunk.</summary>
internal sealed class WaitBuffer()
    : ColumnBuffer<WaitColumns>(TraceComponent.Waits, columns => new Chunk { Waits = columns })
{
    public override int Count => Columns.Unit.Count;

    internal void Add(in TraceWait wait)
    {
        Columns.StartDelta.Add(wait.StartCycle - (long)Info.LastCycle);
        Columns.Cycles.Add((ulong)wait.Cycles);
        Columns.Unit.Add((uint)wait.Unit);
        Columns.Operation.Add((uint)wait.Operation);
        Columns.Cause.Add((uint)wait.Cause);
        Columns.OfOperation.Add((uint)wait.OfOperation);
        Columns.Tile.Add((ulong)wait.Tile);
        Columns.Tensor.Add((uint)(wait.Tensor + 1));
        Info.Enter(wait.StartCycle);
        Info.EnterEnd(wait.EndCycle);
    }
}
