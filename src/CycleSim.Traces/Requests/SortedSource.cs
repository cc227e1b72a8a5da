using System.Runtime.InteropServices;
using CycleSim.Platform;

namespace CycleSim.Traces.Requests;

/// <summary>The requests of a trace by time; those of one time keep the order of the file. The whole trace is held in memory.</summary>
/// <param name="source">The trace.</param>
/// <param name="name">Its name for messages.</param>
/// <param name="maxRequests">Requests that it may have.</param>
internal sealed class SortedSource(ITraceRequestSource source, string name, int maxRequests = SortedSource.MaxRequests)
    : ITraceRequestSource
{
    /// <summary>More need gigabytes: a compressed file of a few megabytes may hold billions.</summary>
    private const int MaxRequests = 1 << 26;

    private const int BatchRequests = 4096;

    private List<(MemoryRequest Request, long Index)>? _sorted;
    private int _next;

    /// <inheritdoc />
    public long RecordNumber => source.RecordNumber;

    /// <inheritdoc />
    public long Backwards => source.Backwards;

    /// <inheritdoc />
    public IReadOnlyDictionary<string, long> LeftOut => source.LeftOut;

    /// <inheritdoc />
    public int Read(Span<MemoryRequest> into) => Read(into, default);

    /// <summary>Reads on.</summary>
    /// <param name="into">Where to.</param>
    /// <param name="indices">Index in the file of each request, from 0; may be empty.</param>
    /// <returns>Requests read; fewer than there is room for only at the end.</returns>
    internal int Read(Span<MemoryRequest> into, Span<long> indices)
    {
        ReadOnlySpan<(MemoryRequest Request, long Index)> rest = CollectionsMarshal.AsSpan(_sorted ??= Sort())[_next..];
        int count = Math.Min(into.Length, rest.Length);
        for (int i = 0; i < count; i++)
        {
            into[i] = rest[i].Request;
            if (!indices.IsEmpty)
                indices[i] = rest[i].Index;
        }

        _next += count;
        return count;
    }

    /// <inheritdoc />
    public void Dispose() => source.Dispose();

    private List<(MemoryRequest Request, long Index)> Sort()
    {
        var requests = new List<(MemoryRequest Request, long Index)>();
        var batch = new MemoryRequest[BatchRequests];
        while (source.Read(batch) is var count && count > 0)
        {
            if (requests.Count > maxRequests - count)
                throw new InputException($"{name}: has more than {maxRequests} requests, too many to sort by time in memory");
            for (int i = 0; i < count; i++)
                requests.Add((batch[i], requests.Count));
        }

        if (source.Backwards > 0)
        {
            CollectionsMarshal.AsSpan(requests).Sort((a, b) =>
                a.Request.Time != b.Request.Time ? a.Request.Time.CompareTo(b.Request.Time) : a.Index.CompareTo(b.Index));
        }

        return requests;
    }
}
