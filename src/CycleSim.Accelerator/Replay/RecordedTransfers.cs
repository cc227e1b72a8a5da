using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Dataflow;
using CycleSim.Traces;

namespace CycleSim.Accelerator.Replay;

/// <summary>Recorded transfers as a machine knows them.</summary>
internal static class RecordedTransfers
{
    /// <summary>A transfer as an order to the DMA engine.</summary>
    /// <param name="operation">Index of the operation.</param>
    /// <param name="transfer">The transfer.</param>
    internal static DmaDescriptor DescriptorOf(int operation, in TraceTransfer transfer) => new(
        operation, transfer.Tensor, transfer.BaseLine, [.. transfer.Runs.Select(run => new LineRun(run.First, run.Count))],
        transfer.IsWrite)
    {
        IsInHalf = transfer.IsInHalf,
    };

    /// <summary>The accesses of the DMA engine to the half that a transfer fills or empties.</summary>
    /// <param name="lines">Lines that it moves.</param>
    /// <param name="isWrite">To DRAM.</param>
    /// <param name="lineBytes">Bytes of a line.</param>
    internal static ScratchpadCounts AccessesOf(long lines, bool isWrite, int lineBytes) => isWrite
        ? new ScratchpadCounts(lines, 0, lines * lineBytes, 0, 0, 0)
        : new ScratchpadCounts(0, lines, 0, lines * lineBytes, 0, 0);
}
