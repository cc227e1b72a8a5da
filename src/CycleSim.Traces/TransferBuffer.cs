using CycleSim.Traces.Format;

namespace CycleSim.Traces;

/// <summary>Transfers on their way to a chunk.</summary>
/// <param name="overlap">They overlap with other work, so that each says whose it is.</param>
/// <param name="tiles">They may fill and empty halves of scratchpads.</param>
internal sealed class TransferBuffer(bool overlap, bool tiles) : IRecordBuffer
{
    private TransferColumns _columns = new();
    private ChunkInfo _info = new();

    public int Count => _columns.Tensor.Count + _columns.RunGap.Count;

    internal void Add(in TraceTransfer transfer)
    {
        _columns.StartDelta.Add(transfer.Start - (long)_info.LastCycle);
        _columns.Cycles.Add((ulong)transfer.Cycles);
        _columns.Tensor.Add((uint)transfer.Tensor);
        _columns.IsWrite.Add(transfer.IsWrite);
        _columns.BaseBurst.Add((ulong)transfer.BaseBurst);
        _columns.Runs.Add((uint)transfer.Runs.Count);
        if (overlap)
            _columns.Operation.Add((uint)transfer.Operation);
        if (tiles)
            _columns.InHalf.Add(transfer.IsInHalf);
        long burst = 0;
        foreach (TraceBursts run in transfer.Runs)
        {
            _columns.RunGap.Add((ulong)(run.First - burst));
            _columns.RunBursts.Add((ulong)run.Count);
            burst = run.First + run.Count;
        }

        _info.Enter(transfer.Start);
    }

    public (Chunk Chunk, ChunkInfo Info) Take()
    {
        _info.Component = (uint)TraceComponent.Transfers;
        (TransferColumns columns, ChunkInfo info) = (_columns, _info);
        (_columns, _info) = (new TransferColumns(), new ChunkInfo());
        return (new Chunk { Transfers = columns }, info);
    }
}
