namespace CycleSim.Dram.Requests;

/// <summary>When a request entered the controller and when it was done, in DRAM cycles.</summary>
/// <param name="AcceptCycle">Cycle of acceptance.</param>
/// <param name="DoneCycle">Reads: the cycle after the last data; writes are posted and done one cycle after acceptance.</param>
public readonly record struct DramCompletion(long AcceptCycle, long DoneCycle);
