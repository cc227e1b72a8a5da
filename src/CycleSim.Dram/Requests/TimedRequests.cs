namespace CycleSim.Dram.Requests;

/// <summary>A list of requests with their own times, and what became of each.</summary>
internal struct TimedRequests(DramRequest[] requests, DramCompletion[] completions) : IDramTraffic
{
    private int _next;

    public readonly long Steady => 0;

    public readonly bool TryPeekRun(int ahead, out BurstRun run)
    {
        run = default;
        return false;
    }

    public readonly bool TryPeek(out DramRequest request)
    {
        bool any = _next < requests.Length;
        request = any ? requests[_next] : default;
        return any;
    }

    public void Accepted(long cycle) => completions[_next++] = new DramCompletion(cycle, -1);

    public readonly void Skipped(long count) => throw new NotSupportedException("every request of a trace enters by itself");

    public readonly void Done(long index, long cycle)
    {
        if (completions[index].DoneCycle >= 0)
        {
            throw new InvalidOperationException(
                $"DRAM request {index} was completed twice, at cycles {completions[index].DoneCycle} and {cycle}");
        }

        completions[index] = completions[index] with { DoneCycle = cycle };
    }

    /// <summary>Each request must have been accepted and completed.</summary>
    /// <exception cref="InvalidOperationException">One was not.</exception>
    internal readonly void CheckComplete()
    {
        if (_next != requests.Length)
            throw new InvalidOperationException($"DRAM request {_next} was never accepted");
        int lost = Array.FindIndex(completions, completion => completion.DoneCycle < completion.AcceptCycle);
        if (lost >= 0)
        {
            throw new InvalidOperationException(
                $"DRAM request {lost} was accepted at cycle {completions[lost].AcceptCycle} and never completed");
        }
    }
}
