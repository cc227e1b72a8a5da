using CycleSim.Accelerator.Dataflow;

namespace CycleSim.Accelerator.Components;

/// <summary>An order to the DMA engine: lines of one tensor that move between DRAM and scratchpads or lane buffers.</summary>
/// <param name="Operation">Index of the operation that it belongs to.</param>
/// <param name="Tensor">Id of the tensor.</param>
/// <param name="BaseBurst">Where the tensor lies in DRAM, in bursts.</param>
/// <param name="Runs">Bursts, counted from the base, ascending, none twice.</param>
/// <param name="IsWrite">To DRAM.</param>
internal sealed record DmaDescriptor(int Operation, int Tensor, long BaseBurst, IReadOnlyList<LineRun> Runs, bool IsWrite)
{
    /// <summary>Bursts that move.</summary>
    internal long Bursts => Runs.Sum(run => run.Count);
}
