namespace CycleSim.Dram.Requests;

/// <summary>A list of requests with their own times, and what became of each.</summary>
/// <param name="requests">The requests.</param>
/// <param name="completions">Takes what becomes of each.</param>
/// <param name="burstBytes">Bytes of a burst.</param>
internal struct TimedRequests(DramRequest[] requests, DramCompletion[] completions, int burstBytes) : IDramTraffic
{
    private int _next;

    public readonly long CountSteady(long max, long cycle)
    {
        int end = _next + (int)Math.Min(max, requests.Length - _next);
        ref readonly DramRequest first = ref requests[_next];
        long burst = first.Address / burstBytes;
        int at = _next;
        while (at < end && requests[at].Cycle <= cycle && requests[at].IsWrite == first.IsWrite
            && requests[at].Address / burstBytes == burst)
        {
            at++;
            burst++;
        }

        return at - _next;
    }

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

    public readonly void Skipped(long count) => throw new NotSupportedException("what a trace asks for is answered one by one");

    public void Streamed(in SteadyRun run)
    {
        for (long i = 0; i < run.Count; i++)
            Accepted(run.FirstAcceptCycle + i * run.PitchCycles);
        for (long i = 0; i < run.Count; i++)
            Done(run.FirstDone + i, run.FirstDoneCycle + i * run.PitchCycles);
    }

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
