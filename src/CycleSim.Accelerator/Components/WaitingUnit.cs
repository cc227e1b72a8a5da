namespace CycleSim.Accelerator.Components;

/// <summary>Who waits, where tiles overlap.</summary>
public enum WaitingUnit
{
    /// <summary>The array, or the vector unit.</summary>
    Array,

    /// <summary>The DMA channel.</summary>
    Dma,
}
