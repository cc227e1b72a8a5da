using CycleSim.Accelerator.Components;

namespace CycleSim.Accelerator.Tiles;

/// <summary>Array or DMA channel waited for one transfer or computation.</summary>
/// <typeparam name="TTile">Tiles.</typeparam>
/// <param name="IsArray">The array waited; false for the channel.</param>
/// <param name="Tile">The tile that the array computes next, or computed while the channel waited.</param>
/// <param name="StartPs">When it began.</param>
/// <param name="EndPs">When it ended.</param>
/// <param name="Transfer">What was moved meanwhile; null for a computation.</param>
/// <param name="Blocking">The tile that was moved or computed.</param>
internal readonly record struct PipelineWait<TTile>(
    bool IsArray, TTile Tile, long StartPs, long EndPs, DmaKind? Transfer, TTile Blocking);
