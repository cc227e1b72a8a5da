namespace CycleSim.Accelerator.Tiles;

/// <summary>A transfer of a tile.</summary>
/// <param name="Kind">What it moves.</param>
/// <param name="Tile">Index of the tile.</param>
/// <param name="Number">Its number among those of its kind, from 0.</param>
/// <param name="ProgramIndex">Its place in program order, from 0.</param>
/// <param name="Bytes">Bytes, at least 1.</param>
public sealed record DmaTask(DmaKind Kind, int Tile, int Number, int ProgramIndex, long Bytes)
{
    /// <summary>Cycle in which it became ready: its buffer is free, or its output is computed; null before.</summary>
    public long? ReadyCycle { get; internal set; }

    /// <summary>It stores.</summary>
    public bool IsStore => Kind == DmaKind.Store;
}
