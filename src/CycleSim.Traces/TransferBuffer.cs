using CycleSim.Traces.Format;

namespace CycleSim.Traces;

/// <summary>Transfers on their way to a chunk.</summary>
/// <param name="overlap">They overlap with other work, so that each says whose it is.</param>
/// <param name="tiles">They may fill and empty halves of scratchpads.</param>
internal sealed class TransferBuffer(bool overlap, bool tiles)
    : ColumnBuffer<TransferColumns>(TraceComponent.Transfers, columns => new Chunk { Transfers = columns })
{
    /// <summary>Marks the use of transfers of whole tensors.</summary>
    internal const uint WholeTensor = 4;

    public override int Count => Columns.Tensor.Count + Columns.RunGap.Count;

    internal void Add(in TraceTransfer transfer)
    {
        Columns.StartDelta.Add(transfer.StartCycle - (long)Info.LastCycle);
        Columns.Cycles.Add((ulong)transfer.Cycles);
        Columns.Tensor.Add((uint)transfer.Tensor);
        Columns.IsWrite.Add(transfer.IsWrite);
        Columns.BaseBurst.Add((ulong)transfer.BaseLine);
        Columns.Runs.Add((uint)transfer.Runs.Count);
        if (overlap)
        {
            Columns.Operation.Add((uint)transfer.Operation);
            if (transfer.Tile >= 0)
            {
                Columns.Tile.Add((ulong)transfer.Tile);
                Columns.Use.Add((uint)transfer.Use | (transfer.IsOfWholeTensor ? WholeTensor : 0));
            }
        }

        if (tiles)
            Columns.InHalf.Add(transfer.IsInHalf);
        long burst = 0;
        foreach (TraceLines run in transfer.Runs)
        {
            Columns.RunGap.Add((ulong)(run.First - burst));
            Columns.RunBursts.Add((ulong)run.Count);
            burst = run.First + run.Count;
        }

        Info.Enter(transfer.StartCycle);
    }
}
