namespace CycleSim.Accelerator.Components;

/// <summary>What a transfer of a tile moves, in the order in which ties between equal tiles are broken.</summary>
public enum DmaKind
{
    /// <summary>Loads operand A.</summary>
    LoadA,

    /// <summary>Loads operand B.</summary>
    LoadB,

    /// <summary>Loads what is read beside the outputs, as a mask or what they are added to.</summary>
    LoadC,

    /// <summary>Stores outputs.</summary>
    Store,
}
