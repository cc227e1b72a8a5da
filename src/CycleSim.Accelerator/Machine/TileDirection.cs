namespace CycleSim.Accelerator.Machine;

/// <summary>In which direction the loops over the tiles run.</summary>
public enum TileDirection
{
    /// <summary>Every loop runs from its first tile to its last.</summary>
    Forward,

    /// <summary>The middle and the inner loop turn round instead of starting again, so that the tile at the turn stays.</summary>
    Serpentine,
}
