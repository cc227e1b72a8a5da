namespace CycleSim.Accelerator.Components;

/// <summary>A line that the DMA engine writes into a bank, or reads from one, which lanes use too.</summary>
/// <param name="Bank">The bank.</param>
/// <param name="Cycle">Core cycle of the request.</param>
/// <param name="IsWrite">Direction.</param>
/// <param name="Accesses">Told when it is served.</param>
internal readonly record struct DmaBankAccess(int Bank, long Cycle, bool IsWrite, SharedBankTransfer Accesses);
