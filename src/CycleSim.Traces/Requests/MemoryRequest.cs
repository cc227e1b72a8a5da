namespace CycleSim.Traces.Requests;

/// <summary>A request as it stands in a trace.</summary>
/// <param name="Time">When it may enter the memory, in the unit of the trace.</param>
/// <param name="Address">Byte address.</param>
/// <param name="IsWrite">Direction.</param>
public readonly record struct MemoryRequest(long Time, long Address, bool IsWrite);
