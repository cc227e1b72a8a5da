namespace CycleSim.Traces.Requests;

/// <summary>A request as it stands in a trace.</summary>
/// <param name="Time">When it may enter the memory, in the unit of the trace (<see cref="RequestTimeUnit"/>).</param>
/// <param name="Address">Byte address.</param>
/// <param name="IsWrite">Direction.</param>
/// <param name="Bytes">Bytes from the address on; 0 where the trace has no sizes: the burst that holds the address.</param>
public readonly record struct MemoryRequest(long Time, long Address, bool IsWrite, int Bytes = 0);
