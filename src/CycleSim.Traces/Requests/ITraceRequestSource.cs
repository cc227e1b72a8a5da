using CycleSim.Platform;

namespace CycleSim.Traces.Requests;

/// <summary>Where the requests of a trace come from.</summary>
internal interface ITraceRequestSource : IDisposable
{
    /// <summary>Line or packet that was read last, from 1; 0 at the start.</summary>
    public long RecordNumber { get; }

    /// <summary>Requests with a time before that of an earlier one, so far.</summary>
    public long Backwards { get; }

    /// <summary>Records that move no data, so far, by name.</summary>
    public IReadOnlyDictionary<string, long> LeftOut { get; }

    /// <summary>Reads on.</summary>
    /// <param name="into">Where to.</param>
    /// <returns>Requests read; fewer than there is room for only at the end.</returns>
    /// <exception cref="InputException">The trace is wrong; the message says where.</exception>
    public int Read(Span<MemoryRequest> into);
}
