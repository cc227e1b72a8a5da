namespace CycleSim.Accelerator.Dram;

/// <summary>A list of requests with their own times, and what became of each.</summary>
internal struct RequestTrace(DramRequest[] requests, DramCompletion[] completions) : IDramTraffic
{
    private int _next;

    public readonly long Steady => 0;

    public readonly bool TryPeek(out DramRequest request)
    {
        bool any = _next < requests.Length;
        request = any ? requests[_next] : default;
        return any;
    }

    public void Accepted(long cycle) => completions[_next++] = new DramCompletion(cycle, -1);

    public readonly void Skipped(long count) => throw new NotSupportedException("every request of a trace enters by itself");

    public readonly void Done(long index, long cycle) => completions[index] = completions[index] with { DoneCycle = cycle };
}
