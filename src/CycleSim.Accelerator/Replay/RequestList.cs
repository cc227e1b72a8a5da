using CycleSim.Dram.Requests;
using CycleSim.Traces.Requests;

namespace CycleSim.Accelerator.Replay;

/// <summary>The requests of a trace, and what was done to make them fit the DRAM.</summary>
/// <param name="Requests">Requests in the order in which they enter, each for one whole burst.</param>
/// <param name="Unaligned">Records of the trace that do not start and end at a burst; every burst that they touch is moved whole.</param>
/// <param name="Backwards">Requests whose time is before that of a request above them in the file.</param>
/// <param name="FileIndex">Index in the file, from 0, of each request; null when they enter in the order of the file.</param>
public sealed record RequestList(DramRequest[] Requests, long Unaligned, long Backwards, int[]? FileIndex)
{
    /// <summary>The same requests, all at once.</summary>
    public RequestList AtOnce() => this with { Requests = [.. Requests.Select(request => request with { Cycle = 0 })] };

    /// <summary>Puts requests into the order that is asked for.</summary>
    /// <param name="requests">Requests as they stand in the file.</param>
    /// <param name="times">Their times in the unit of the file.</param>
    /// <param name="unaligned">Records that do not start and end at a burst.</param>
    /// <param name="order">Order.</param>
    internal static RequestList Of(List<DramRequest> requests, List<long> times, long unaligned, RequestOrder order)
    {
        long latest = 0;
        long backwards = 0;
        foreach (long time in times)
        {
            backwards += time < latest ? 1 : 0;
            latest = Math.Max(latest, time);
        }

        if (order != RequestOrder.Time || backwards == 0)
            return new RequestList([.. requests], unaligned, backwards, null);
        int[] sorted = [.. Enumerable.Range(0, requests.Count).OrderBy(i => times[i])]; // keeps the order of equal times
        return new RequestList([.. sorted.Select(i => requests[i])], unaligned, backwards, sorted);
    }
}
