namespace CycleSim.Traces.Requests;

/// <summary>What a memory can take.</summary>
/// <param name="LastCycle">Last cycle in which a request may enter: simulated time ends there (2^63 ps).</param>
/// <param name="CapacityBytes">Bytes; addresses must be below.</param>
public readonly record struct RequestLimits(long LastCycle, long CapacityBytes);
