namespace CycleSim.Accelerator.Components;

/// <summary>What an operation has used of array, vector unit and scratchpads.</summary>
/// <param name="Cycles">Core cycles by cause; none of them for DRAM.</param>
/// <param name="Scratchpads">Accesses of the scratchpads.</param>
internal readonly record struct MachineUsage(CycleCounts Cycles, ScratchpadTotals Scratchpads)
{
    /// <summary>Sum.</summary>
    public static MachineUsage operator +(in MachineUsage a, in MachineUsage b) =>
        new(a.Cycles + b.Cycles, a.Scratchpads + b.Scratchpads);
}
