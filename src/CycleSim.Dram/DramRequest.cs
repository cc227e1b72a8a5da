namespace CycleSim.Dram;

/// <summary>One request for a burst.</summary>
/// <param name="Cycle">Earliest DRAM cycle in which it may enter the controller.</param>
/// <param name="Address">Byte address.</param>
/// <param name="IsWrite">Direction.</param>
public readonly record struct DramRequest(long Cycle, long Address, bool IsWrite);

/// <summary>When a request entered the controller and when it was done, in DRAM cycles.</summary>
/// <param name="AcceptCycle">Cycle of acceptance.</param>
/// <param name="DoneCycle">Reads: the cycle after the last data; writes are posted and done one cycle after acceptance.</param>
public readonly record struct DramCompletion(long AcceptCycle, long DoneCycle);
