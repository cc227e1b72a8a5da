namespace CycleSim.Studies.Heterogeneous;

/// <summary>What a training step writes at one capacity.</summary>
/// <param name="CapacityBytes">Total on-chip capacity.</param>
/// <param name="ArrayBytes">Capacity of the array whose metrics count.</param>
/// <param name="SramJ">Energy of writing with SRAM.</param>
/// <param name="Bytes">Bytes that are written to STT-MRAM.</param>
internal sealed record WrittenBytes(long CapacityBytes, long ArrayBytes, double SramJ, long Bytes);
