using CycleSim.Accelerator.Components;

namespace CycleSim.Accelerator.Tiles;

/// <summary>A transfer of a tile.</summary>
/// <param name="kind">What it moves.</param>
/// <param name="tile">Number of the tile, from 0.</param>
/// <param name="programPosition">Its position in program order; loads of several tiles may share one.</param>
/// <param name="bytes">Bytes, at least 1.</param>
public sealed class DmaTask(DmaKind kind, long tile, long programPosition, long bytes)
{
    /// <summary>What it moves.</summary>
    public DmaKind Kind { get; } = kind;

    /// <summary>Number of the tile, from 0.</summary>
    public long Tile { get; } = tile;

    /// <summary>Its position in program order; loads of several tiles may share one.</summary>
    public long ProgramPosition { get; } = programPosition;

    /// <summary>Bytes, at least 1.</summary>
    public long Bytes { get; } = bytes;

    /// <summary>When what was loaded can be used, or a store ended, in picoseconds; null before it has ended.</summary>
    internal long? UsablePs { get; set; }

    /// <summary>It has ended on the channel.</summary>
    internal bool IsDone => UsablePs is not null;

    /// <summary>When it became ready, in picoseconds: its buffer is free, or its output is computed; null before.</summary>
    public long? ReadyPs { get; internal set; }

    /// <summary>It stores.</summary>
    public bool IsStore => Kind == DmaKind.Store;
}
