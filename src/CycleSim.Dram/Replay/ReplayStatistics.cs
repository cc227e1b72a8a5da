using CycleSim.Dram.Requests;

namespace CycleSim.Dram.Replay;

/// <summary>Counts and latencies of the requests of a replay.</summary>
public sealed class ReplayStatistics : ICompletionSink
{
    private double _fromArrival;

    /// <summary>Reads.</summary>
    public long Reads { get; private set; }

    /// <summary>Writes.</summary>
    public long Writes { get; private set; }

    /// <summary>The latest cycle of acceptance; 0 without requests.</summary>
    public long LastAcceptCycle { get; private set; }

    /// <summary>Latencies of reads: done minus accepted, cycles.</summary>
    public LatencyCounts ReadLatencies { get; } = new();

    /// <summary>Mean of done minus the first cycle after the request's time, over reads, cycles; null when there is none.</summary>
    public double? MeanFromArrivalCycles => Reads == 0 ? null : _fromArrival / Reads;

    /// <summary>The statistics of requests that are all there.</summary>
    /// <param name="requests">The requests.</param>
    /// <param name="completions">What became of each.</param>
    public static ReplayStatistics Of(IReadOnlyList<DramRequest> requests, IReadOnlyList<DramCompletion> completions)
    {
        ArgumentNullException.ThrowIfNull(requests);
        ArgumentNullException.ThrowIfNull(completions);
        var statistics = new ReplayStatistics();
        for (int i = 0; i < requests.Count; i++)
            statistics.Completed(i, requests[i], completions[i]);
        return statistics;
    }

    /// <inheritdoc />
    public void Completed(long index, in DramRequest request, in DramCompletion completion)
    {
        LastAcceptCycle = Math.Max(LastAcceptCycle, completion.AcceptCycle);
        if (request.IsWrite)
        {
            Writes++;
            return;
        }

        Reads++;
        ReadLatencies.Add(completion.DoneCycle - completion.AcceptCycle);
        _fromArrival += completion.DoneCycle - (request.Cycle + 1.0);
    }
}
