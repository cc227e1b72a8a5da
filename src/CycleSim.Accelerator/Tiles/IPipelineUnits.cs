using CycleSim.Accelerator.Components;
using CycleSim.Kernel;

namespace CycleSim.Accelerator.Tiles;

/// <summary>The array and the DMA channel that a <see cref="TilePipeline{TTile}"/> keeps busy, and who is told of what they did.</summary>
/// <typeparam name="TTile">Tiles.</typeparam>
internal interface IPipelineUnits<TTile>
{
    /// <summary>Picoseconds from the end of a load on the channel until its data can be used.</summary>
    public long UsableAfterPs { get; }

    /// <summary>Computes a tile, whose operands and output buffer are there.</summary>
    /// <returns>The wait for its end.</returns>
    public Wait Compute(TTile tile);

    /// <summary>Moves what a tile loads or stores; the channel is free.</summary>
    /// <returns>The wait until the channel is free again.</returns>
    public Wait Move(TTile tile, DmaKind kind);

    /// <summary>
    /// What happens once the data of the load that has just left the channel can be used; null where that is
    /// <see cref="UsableAfterPs"/> later.
    /// </summary>
    public Event? Landing() => null;

    /// <summary>A tile has been computed.</summary>
    public void Computed(TTile tile, in TileInterval interval);

    /// <summary>A transfer has ended.</summary>
    /// <param name="tile">The tile.</param>
    /// <param name="kind">What was moved.</param>
    /// <param name="startPs">When the channel started.</param>
    public void Moved(TTile tile, DmaKind kind, long startPs);

    /// <summary>Somebody wants to know of waits.</summary>
    public bool AreWaitsObserved { get; }

    /// <summary>Array or channel has waited; told only where waits are observed.</summary>
    public void Waited(in PipelineWait<TTile> wait);

    /// <summary>All tiles have been computed, and all transfers have ended.</summary>
    public void Ended();
}
