namespace CycleSim.Accelerator.Components;

/// <summary>Of which tile a transfer moves data, where tiles overlap.</summary>
/// <param name="Number">Number of the tile in the step, from 0.</param>
/// <param name="Use">What of it.</param>
/// <param name="IsOfWholeTensor">It is part of the way of a whole tensor between DRAM and its scratchpad.</param>
public readonly record struct TransferredTile(long Number, DmaKind Use, bool IsOfWholeTensor);
