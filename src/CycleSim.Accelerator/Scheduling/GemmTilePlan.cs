using System.Collections.Immutable;
using CycleSim.Accelerator.Mapping;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Scheduling;

/// <summary>How the products of a GEMM operation are cut into tiles.</summary>
/// <param name="Loops">Sizes of tiles, and the loops over them; K is the inner one.</param>
/// <param name="Tiles">The tiles of each product.</param>
/// <param name="DramLines">Lines that move for each tensor that is not on-chip, by its id, in all products.</param>
internal sealed record GemmTilePlan(TiledLoopNest Loops, ProductTiles Tiles, ImmutableDictionary<int, long> DramLines);
