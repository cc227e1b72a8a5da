namespace CycleSim.Accelerator.Tests.Oracle;

/// <summary>A bank of a scratchpad: one access at a time, first come first served.</summary>
internal sealed class OracleBank(int? initiationInterval)
{
    private readonly Queue<OracleAccess> _waiting = new();
    private readonly List<OracleAccess> _running = [];
    private int _busyCycles;

    /// <summary>No access of a lane waits or runs.</summary>
    internal bool IsIdle => !_waiting.Concat(_running).Any(access => access.IsOfLane);

    /// <summary>The next cycle starts: accesses come closer to their end, and the bank serves the next one when it is free.</summary>
    internal void Tick(long cycle)
    {
        foreach (OracleAccess access in _running)
            if (--access.CyclesLeft == 0)
                access.Ended = cycle;
        _running.RemoveAll(access => access.Ended is not null);
        if (_busyCycles > 0)
            _busyCycles--;
        ServeNext(cycle);
    }

    internal void Request(OracleAccess access, long cycle)
    {
        _waiting.Enqueue(access);
        ServeNext(cycle);
    }

    private void ServeNext(long cycle)
    {
        if (_busyCycles > 0 || !_waiting.TryDequeue(out OracleAccess? access))
            return;
        access.Started = cycle;
        _busyCycles = initiationInterval ?? access.CyclesLeft;
        _running.Add(access);
    }
}
