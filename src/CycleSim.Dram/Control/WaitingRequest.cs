namespace CycleSim.Dram.Control;

/// <summary>A request inside the controller.</summary>
internal struct WaitingRequest
{
    internal long Burst;
    internal long Arrival;
    internal long AcceptCycle;
    internal int Row;
    internal int Column;
    internal int Queue;
    internal int Readers;
    internal bool IsWrite;
}
