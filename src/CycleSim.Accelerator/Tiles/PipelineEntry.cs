namespace CycleSim.Accelerator.Tiles;

/// <summary>A tile that waits to be computed.</summary>
/// <typeparam name="TTile">Tiles.</typeparam>
/// <param name="Tile">The tile.</param>
/// <param name="Loads">The loads that it uses: for each operand the last one so far; null where nothing was ever loaded.</param>
/// <param name="Store">Its store; null for none.</param>
/// <param name="FreesOutput">The store that frees its output buffer; null when one was always free.</param>
internal sealed record PipelineEntry<TTile>(
    TTile Tile, PipelineTransfer<TTile>?[] Loads, DmaTask? Store, PipelineTransfer<TTile>? FreesOutput);
