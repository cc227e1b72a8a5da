namespace CycleSim.Accelerator.Tiles;

/// <summary>A transfer of a tile.</summary>
/// <param name="kind">What it moves.</param>
/// <param name="tile">Index of the tile.</param>
/// <param name="programIndex">Its place in program order, from 0.</param>
/// <param name="bytes">Bytes, at least 1.</param>
public sealed class DmaTask(DmaKind kind, int tile, int programIndex, long bytes)
{
    /// <summary>What it moves.</summary>
    public DmaKind Kind { get; } = kind;

    /// <summary>Index of the tile.</summary>
    public int Tile { get; } = tile;

    /// <summary>Its place in program order, from 0.</summary>
    public int ProgramIndex { get; } = programIndex;

    /// <summary>Bytes, at least 1.</summary>
    public long Bytes { get; } = bytes;

    /// <summary>Cycle from which what was loaded can be used, or the end of a store; null before it has ended.</summary>
    internal long? UsableCycle { get; set; }

    /// <summary>Cycle in which it became ready: its buffer is free, or its output is computed; null before.</summary>
    public long? ReadyCycle { get; internal set; }

    /// <summary>It stores.</summary>
    public bool IsStore => Kind == DmaKind.Store;
}
