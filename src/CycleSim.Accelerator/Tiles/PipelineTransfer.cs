namespace CycleSim.Accelerator.Tiles;

/// <summary>A transfer and the tile that it belongs to.</summary>
/// <typeparam name="TTile">Tiles.</typeparam>
/// <param name="Task">The transfer.</param>
/// <param name="Tile">The tile.</param>
internal sealed record PipelineTransfer<TTile>(DmaTask Task, TTile Tile);
