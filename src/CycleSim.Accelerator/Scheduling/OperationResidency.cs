using System.Collections.Immutable;

namespace CycleSim.Accelerator.Scheduling;

/// <summary>Where the tensors of one operation are.</summary>
/// <param name="Before">Transfers before the operation, in order.</param>
/// <param name="OnChip">Ids of the operation's tensors that are in their scratchpad; the others are streamed from and to DRAM.</param>
public sealed record OperationResidency(ImmutableArray<TensorTransfer> Before, ImmutableHashSet<int> OnChip);
