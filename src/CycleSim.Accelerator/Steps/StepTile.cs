using CycleSim.Accelerator.Components;

namespace CycleSim.Accelerator.Steps;

/// <summary>
/// What is loaded, computed and stored together: one or more folds of a GEMM, a block of a vector operation, or a block of a tensor on its
/// way between DRAM and its scratchpad.
/// </summary>
/// <param name="Operation">Index of the operation that it belongs to.</param>
/// <param name="Loads">Lines that are loaded before.</param>
/// <param name="Phase">The computation; null for none.</param>
/// <param name="Stores">Lines that are stored after.</param>
internal sealed record StepTile(int Operation, TileLoads Loads, LanePhase? Phase, IReadOnlyList<DmaDescriptor> Stores)
{
    /// <summary>Lines that are stored after; what has none is left out.</summary>
    internal IReadOnlyList<DmaDescriptor> Stores { get; } = DmaDescriptor.WithLines(Stores);

    /// <summary>
    /// Makes the computation when it starts, where it is too large to be made ahead; null where <see cref="Phase"/> is it.
    /// </summary>
    internal Func<LanePhase>? MakePhase { get; init; }

    /// <summary>
    /// Names which scratchpads' halves its operands fill, and in which shares; 0 for none. Loads wait until tiles with another name are
    /// computed, since halves are then divided differently.
    /// </summary>
    internal int HalvesKey { get; init; }

    /// <summary>An empty tile that follows the last one of an operation; null for all others.</summary>
    internal OperationEnd? End { get; init; }

    /// <summary>It belongs to the way of a whole tensor between DRAM and its scratchpad, not to the operation proper.</summary>
    internal bool IsTransfer { get; init; }

    /// <summary>The computation, which starts now.</summary>
    internal LanePhase? StartPhase() => Phase ?? MakePhase?.Invoke();
}
