using System.Collections.Immutable;
using CycleSim.Accelerator.Mapping;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Scheduling;

/// <summary>How the products of a GEMM operation are cut into tiles.</summary>
/// <param name="Loops">Sizes of tiles, and the loops over them; K is the inner one.</param>
/// <param name="M">Ranges of output rows.</param>
/// <param name="N">Ranges of output columns.</param>
/// <param name="K">Ranges of what is summed.</param>
/// <param name="DramLines">Lines that move for each tensor that is not on-chip, by its id, in all products.</param>
internal sealed record GemmTilePlan(
    TileLoops Loops, ImmutableArray<IndexRange> M, ImmutableArray<IndexRange> N, ImmutableArray<IndexRange> K,
    ImmutableDictionary<int, long> DramLines);
