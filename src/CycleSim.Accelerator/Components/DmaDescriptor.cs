using CycleSim.Accelerator.Dataflow;

namespace CycleSim.Accelerator.Components;

/// <summary>An order to the DMA engine: lines of one tensor that move between DRAM and scratchpads or lane buffers.</summary>
/// <param name="Operation">Index of the operation that it belongs to.</param>
/// <param name="Tensor">Id of the tensor.</param>
/// <param name="BaseLine">Where the tensor lies in DRAM, in lines.</param>
/// <param name="Runs">Lines, counted from the base, ascending, none twice.</param>
/// <param name="IsWrite">To DRAM.</param>
internal sealed record DmaDescriptor(int Operation, int Tensor, long BaseLine, IReadOnlyList<LineRun> Runs, bool IsWrite)
{
    /// <summary>The engine writes the lines into a half of a scratchpad, or reads them from one, itself.</summary>
    internal bool IsInHalf { get; init; }

    /// <summary>
    /// Where lanes use the banks of the half as well: which bank holds which of these lines. Null where nobody competes for them.
    /// </summary>
    internal TensorLayout? SharedBanks { get; init; }

    /// <summary>Lines that move.</summary>
    internal long Lines => Runs.Sum(run => run.Count);

    /// <summary>
    /// Those that move something. A block of a vector operation has no line of a tensor with fewer lines than blocks, and a tile of padding
    /// has none at all.
    /// </summary>
    internal static IReadOnlyList<DmaDescriptor> WithLines(IReadOnlyList<DmaDescriptor> descriptors) =>
        descriptors.All(descriptor => descriptor.Runs.Count > 0)
            ? descriptors
            : [.. descriptors.Where(descriptor => descriptor.Runs.Count > 0)];
}
