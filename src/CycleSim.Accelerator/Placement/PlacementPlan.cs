using System.Collections.Immutable;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Placement;

/// <summary>What happens to a tensor before an operation.</summary>
public enum TransferKind
{
    /// <summary>DRAM to scratchpad.</summary>
    Load,

    /// <summary>Scratchpad to DRAM; the tensor leaves the scratchpad unless the step ends.</summary>
    WriteBack,
}

/// <summary>A whole tensor on its way between DRAM and scratchpad.</summary>
/// <param name="Kind">Direction.</param>
/// <param name="Tensor">The tensor.</param>
public readonly record struct TensorTransfer(TransferKind Kind, TensorSpec Tensor);

/// <summary>Where the tensors of one operation are.</summary>
/// <param name="Before">Transfers before the operation, in order.</param>
/// <param name="OnChip">Ids of the operation's tensors that are in their scratchpad; the others are streamed from and to DRAM.</param>
public sealed record OperationPlacement(ImmutableArray<TensorTransfer> Before, ImmutableHashSet<int> OnChip);

/// <summary>A tensor enters or leaves its scratchpad.</summary>
/// <param name="Operation">Index of the operation before which it happens.</param>
/// <param name="Tensor">The tensor.</param>
/// <param name="Enters">Direction.</param>
public readonly record struct ResidencyChange(int Operation, TensorSpec Tensor, bool Enters);

/// <summary>The placement of a whole step, decided before it runs: it depends on sizes and order alone, not on time.</summary>
/// <param name="Operations">One entry for each operation.</param>
/// <param name="Final">Write-backs after the last operation.</param>
/// <param name="Changes">Who is in which scratchpad when.</param>
/// <param name="DramLines">DRAM lines the step moves when every fold fetches its whole footprint.</param>
public sealed record PlacementPlan(
    ImmutableArray<OperationPlacement> Operations,
    ImmutableArray<TensorTransfer> Final,
    ImmutableArray<ResidencyChange> Changes,
    long DramLines);
