namespace CycleSim.Dram.Requests;

/// <summary>One request for a burst.</summary>
/// <param name="Cycle">Earliest DRAM cycle in which it may enter the controller.</param>
/// <param name="Address">Byte address.</param>
/// <param name="IsWrite">Direction.</param>
public readonly record struct DramRequest(long Cycle, long Address, bool IsWrite);
