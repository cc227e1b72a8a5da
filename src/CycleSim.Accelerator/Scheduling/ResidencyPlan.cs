using System.Collections.Immutable;

namespace CycleSim.Accelerator.Scheduling;

/// <summary>The placement of a whole step, decided before it runs: it depends on sizes and order alone, not on time.</summary>
/// <param name="Operations">One entry for each operation.</param>
/// <param name="Final">Write-backs after the last operation.</param>
/// <param name="Changes">Who is in which scratchpad when.</param>
/// <param name="DramLines">DRAM lines the step moves: in tiles, or when every fold fetches its whole footprint.</param>
public sealed record ResidencyPlan(
    ImmutableArray<OperationResidency> Operations,
    ImmutableArray<TensorTransfer> Final,
    ImmutableArray<ResidencyChange> Changes,
    long DramLines)
{
    /// <summary>How operations flow in tiles; null where folds stream what is not on-chip.</summary>
    internal StepTiling? Tiling { get; init; }
}
