using CycleSim.Accelerator.Dataflow;

namespace CycleSim.Accelerator.Components;

/// <summary>Lines of one tensor move between DRAM and scratchpads or lane buffers: what a DRAM phase does.</summary>
/// <param name="Tensor">Id of the tensor.</param>
/// <param name="StartCycle">First core cycle.</param>
/// <param name="EndCycle">Core cycle after the last.</param>
/// <param name="BaseLine">Where the tensor lies in DRAM, in lines.</param>
/// <param name="Runs">Lines, counted from the base, ascending, none twice.</param>
/// <param name="IsWrite">To DRAM.</param>
public readonly record struct DramTransfer(
    int Tensor, long StartCycle, long EndCycle, long BaseLine, IReadOnlyList<LineRun> Runs, bool IsWrite)
{
    /// <summary>Index of the operation that it belongs to; the count of operations stands for the final write-back.</summary>
    public int Operation { get; init; }

    /// <summary>
    /// The DMA engine writes the lines into a half of a scratchpad, or reads them from one, itself: they count as accesses of the
    /// scratchpad, which nobody is told of one by one.
    /// </summary>
    public bool IsInHalf { get; init; }

    /// <summary>The tile whose data move, where tiles overlap; null elsewhere.</summary>
    public TransferredTile? Tile { get; init; }
}
