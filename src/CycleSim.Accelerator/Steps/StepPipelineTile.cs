using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Tiles;

namespace CycleSim.Accelerator.Steps;

/// <summary>A tile of a step on its way through the pipeline.</summary>
/// <param name="tile">The tile.</param>
/// <param name="stepNumber">Its number within the step, from 0.</param>
/// <param name="number">Its number within its operation, from 0.</param>
/// <param name="lineBytes">Bytes of a line.</param>
/// <param name="loadsAfterStoreOf">Number of the last tile before that stores what this one loads; -1 for none.</param>
/// <param name="loadsAfterComputeOf">Number of the last tile before for which halves are divided differently; -1 for none.</param>
internal sealed class StepPipelineTile(
    StepTile tile, long stepNumber, long number, int lineBytes, long loadsAfterStoreOf, long loadsAfterComputeOf) : IPipelineTile
{
    /// <summary>The tile.</summary>
    internal StepTile Tile => tile;

    /// <summary>Its number within its operation, from 0.</summary>
    internal long Number => number;

    /// <summary>The tile as observers of its transfers see it.</summary>
    internal TransferredTile AsTransferred(DmaKind kind) => new(stepNumber, kind, tile.IsTransfer);

    /// <inheritdoc />
    public long LoadsAfterStoreOf => loadsAfterStoreOf;

    /// <inheritdoc />
    public long LoadsAfterComputeOf => loadsAfterComputeOf;

    /// <inheritdoc />
    public bool IsComputed => tile.End is null;

    /// <summary>What a transfer of the tile moves.</summary>
    internal IReadOnlyList<DmaDescriptor> Of(DmaKind kind) => kind == DmaKind.Store ? tile.Stores : tile.Loads.Of(kind);

    /// <inheritdoc />
    public long BytesOf(DmaKind kind) => Of(kind).Sum(descriptor => descriptor.Lines) * lineBytes;

    /// <summary>
    /// The tiles of a step with what their loads must wait for: stores of the same tensor by other operations, or by the way of a whole
    /// tensor out of its scratchpad. Tiles of one operation never load what it stores.
    /// </summary>
    internal static IEnumerable<StepPipelineTile> Of(IEnumerable<StepTile> tiles, int lineBytes)
    {
        var stores = new Dictionary<int, (long Number, StepTile Tile)>();
        long number = 0;
        long divided = -1;
        int halves = 0;
        (int operation, long first) = (-1, 0);
        foreach (StepTile tile in tiles)
        {
            if (tile.Operation != operation)
                (operation, first) = (tile.Operation, number);
            long after = -1;
            foreach (DmaDescriptor load in tile.Loads.All)
                if (stores.TryGetValue(load.Tensor, out (long Number, StepTile Tile) store) && !AreOfOne(store.Tile, tile))
                    after = Math.Max(after, store.Number);
            if (tile.HalvesKey != 0 && tile.HalvesKey != halves)
            {
                divided = halves == 0 ? -1 : number - 1;
                halves = tile.HalvesKey;
            }

            yield return new StepPipelineTile(
                tile, number, number - first, lineBytes, after, tile.HalvesKey == 0 ? -1 : divided);
            foreach (DmaDescriptor store in tile.Stores)
                stores[store.Tensor] = (number, tile);
            number++;
        }
    }

    private static bool AreOfOne(StepTile first, StepTile second) =>
        first.Operation == second.Operation && !first.IsTransfer && !second.IsTransfer;
}
