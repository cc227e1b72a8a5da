namespace CycleSim.Accelerator.Scheduling;

/// <summary>What happens to a tensor before an operation.</summary>
public enum TransferKind
{
    /// <summary>DRAM to scratchpad.</summary>
    Load,

    /// <summary>Scratchpad to DRAM; the tensor leaves the scratchpad unless the step ends.</summary>
    WriteBack,
}
