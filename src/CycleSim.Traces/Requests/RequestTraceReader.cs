using CycleSim.Platform;

namespace CycleSim.Traces.Requests;

/// <summary>
/// Reads the requests of a trace piece by piece: memory does not grow with the trace (but with <see cref="RequestOrder.Time"/>, which
/// sorts), and nothing is allocated for a request. Made by <see cref="RequestTrace.Open"/>.
/// </summary>
public sealed class RequestTraceReader : IDisposable
{
    private readonly ITraceRequestSource _source;

    internal RequestTraceReader(string name, RequestFormat format, ITraceRequestSource source)
    {
        Name = name;
        Format = format;
        _source = source;
    }

    /// <summary>Name of the file, for messages.</summary>
    public string Name { get; }

    /// <summary>Its format.</summary>
    public RequestFormat Format { get; }

    /// <summary>In what its times count.</summary>
    public RequestTimeUnit TimeUnit => RequestFormats.TimeUnitOf(Format);

    /// <summary>Requests given so far.</summary>
    public long Count { get; private set; }

    /// <summary>Line (text) or packet (gem5) that was read last, from 1; 0 at the start.</summary>
    public long RecordNumber => _source.RecordNumber;

    /// <summary>Requests so far whose time is before that of an earlier one.</summary>
    public long Backwards => _source.Backwards;

    /// <summary>Packets so far that move no data, by the name of their command; empty for formats that have requests only.</summary>
    public IReadOnlyDictionary<string, long> LeftOut => _source.LeftOut;

    /// <summary>Reads on.</summary>
    /// <param name="into">Where to.</param>
    /// <returns>Requests read; fewer than there is room for only at the end, and 0 behind it.</returns>
    /// <exception cref="InputException">
    /// The trace is damaged, a request is wrong (the message names line and value), or there is none at all.
    /// </exception>
    public int Read(Span<MemoryRequest> into)
    {
        int count = _source.Read(into);
        Count += count;
        return count;
    }

    /// <summary>Reads on, with what each request's index in the file is: another than its index here if requests are sorted.</summary>
    /// <param name="into">Where to.</param>
    /// <param name="indices">Index of each request among those of the file, from 0; as long as <paramref name="into"/>.</param>
    /// <returns>Requests read; fewer than there is room for only at the end, and 0 behind it.</returns>
    /// <exception cref="InputException">As for <see cref="Read(Span{MemoryRequest})"/>.</exception>
    public int Read(Span<MemoryRequest> into, Span<long> indices)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(indices.Length, into.Length);
        if (_source is not SortedSource sorted)
        {
            for (int i = 0; i < indices.Length; i++)
                indices[i] = Count + i;
            return Read(into);
        }

        int count = sorted.Read(into, indices);
        Count += count;
        return count;
    }

    /// <inheritdoc />
    public void Dispose() => _source.Dispose();
}
