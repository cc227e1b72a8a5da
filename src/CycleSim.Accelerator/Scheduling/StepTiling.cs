using System.Collections.Immutable;

namespace CycleSim.Accelerator.Scheduling;

/// <summary>How a step's operations flow in tiles.</summary>
/// <param name="Shares">How each scratchpad is divided.</param>
/// <param name="Operations">The tiles of each operation, by its index; null for those of the vector unit.</param>
internal sealed record StepTiling(ScratchpadShares Shares, ImmutableArray<GemmTilePlan?> Operations);
