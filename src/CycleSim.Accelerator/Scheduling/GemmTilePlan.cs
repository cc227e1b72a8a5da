using System.Collections.Immutable;
using CycleSim.Accelerator.Mapping;
using CycleSim.Accelerator.Mapping.Objectives;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Scheduling;

/// <summary>How the products of a GEMM operation are cut into tiles.</summary>
/// <param name="Loops">Sizes of tiles, and the loops over them; K is the inner one.</param>
/// <param name="Tiles">The tiles of each product.</param>
/// <param name="DramLines">Lines that move for each tensor that is not on-chip, by its id, in all products.</param>
internal sealed record GemmTilePlan(TiledLoopNest Loops, ProductTiles Tiles, ImmutableDictionary<int, long> DramLines)
{
    /// <summary>What the choice costs; of all products.</summary>
    internal MappingCost Cost { get; private init; }

    /// <summary>The same tiles at an estimated cost; lines are those that were counted.</summary>
    internal GemmTilePlan At(in MappingCost cost) => this with { Cost = cost with { DramLines = DramLines.Values.Sum() } };
}
