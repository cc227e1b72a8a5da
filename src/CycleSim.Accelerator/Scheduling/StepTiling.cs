using System.Collections.Immutable;
using CycleSim.Accelerator.Mapping.Objectives;

namespace CycleSim.Accelerator.Scheduling;

/// <summary>How a step's operations flow in tiles.</summary>
/// <param name="Shares">How each scratchpad is divided.</param>
/// <param name="Operations">The tiles of each operation, by its index; null for those of the vector unit.</param>
internal sealed record StepTiling(ScratchpadShares Shares, ImmutableArray<GemmTilePlan?> Operations)
{
    /// <summary>What the step costs, estimated where the objective is more than a count.</summary>
    internal MappingCost Cost { get; init; }
}
