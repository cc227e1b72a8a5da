namespace CycleSim.Accelerator.Machine;

/// <summary>Which banks the DMA engine fills and empties while lanes compute.</summary>
public enum FillBanks
{
    /// <summary>Tensors that stay and each half of tiles have banks of their own: DMA engine and lanes never meet.</summary>
    Split,

    /// <summary>
    /// All lie in all banks: each line that the DMA engine writes or reads takes its bank, and lanes wait for it as it waits for them.
    /// </summary>
    Shared,
}
