using CycleSim.Traces.Format;

namespace CycleSim.Traces;

/// <summary>Waits on their way to a chunk.</summary>
internal sealed class WaitBuffer : IRecordBuffer
{
    private WaitColumns _columns = new();
    private ChunkInfo _info = new();

    public int Count => _columns.Unit.Count;

    internal void Add(in TraceWait wait)
    {
        _columns.StartDelta.Add(wait.Start - (long)_info.LastCycle);
        _columns.Cycles.Add((ulong)wait.Cycles);
        _columns.Unit.Add((uint)wait.Unit);
        _columns.Operation.Add((uint)wait.Operation);
        _columns.Cause.Add((uint)wait.Cause);
        _columns.OfOperation.Add((uint)wait.OfOperation);
        _columns.Tile.Add((ulong)wait.Tile);
        _columns.Tensor.Add((uint)(wait.Tensor + 1));
        _info.Enter(wait.Start);
        _info.EnterEnd(wait.End);
    }

    public (Chunk Chunk, ChunkInfo Info) Take()
    {
        _info.Component = (uint)TraceComponent.Waits;
        (WaitColumns columns, ChunkInfo info) = (_columns, _info);
        (_columns, _info) = (new WaitColumns(), new ChunkInfo());
        return (new Chunk { Waits = columns }, info);
    }
}
