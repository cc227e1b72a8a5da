namespace CycleSim.Accelerator.Mapping;

/// <summary>Tiles of a GEMM and the loops over them.</summary>
/// <param name="Tiling">Sizes of a tile.</param>
/// <param name="Order">How the loops are nested.</param>
public sealed record TiledLoopNest(GemmTiling Tiling, LoopOrder Order);
