using CycleSim.Accelerator.Components;

namespace CycleSim.Accelerator.Tiles;

/// <summary>A tile as a <see cref="TilePipeline{TTile}"/> sees it: what it moves, and what that must wait for.</summary>
internal interface IPipelineTile
{
    /// <summary>The tile takes the array, operands and an output buffer; a tile without computation only passes in its turn.</summary>
    public bool IsComputed => true;

    /// <summary>Bytes that a transfer of the tile moves; 0 for no transfer.</summary>
    /// <param name="kind">What is moved.</param>
    public long BytesOf(DmaKind kind);

    /// <summary>
    /// Number of the last tile before, counted from 0, whose store brings something to DRAM that this tile loads; -1 for none.
    /// </summary>
    public long LoadsAfterStoreOf => -1;

    /// <summary>Number of the last tile before that must have been computed before this one's loads start; -1 for none.</summary>
    public long LoadsAfterComputeOf => -1;
}
