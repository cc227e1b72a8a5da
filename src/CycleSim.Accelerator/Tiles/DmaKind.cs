namespace CycleSim.Accelerator.Tiles;

/// <summary>What a transfer of a tile moves, in the order in which ties between equal tiles are broken.</summary>
public enum DmaKind
{
    /// <summary>Loads operand A.</summary>
    LoadA,

    /// <summary>Loads operand B.</summary>
    LoadB,

    /// <summary>Stores outputs.</summary>
    Store,
}
