using CycleSim.Dram.Parts;
using CycleSim.Dram.Requests;
using CycleSim.Platform;
using CycleSim.Traces.Requests;

namespace CycleSim.Accelerator.Replay;

/// <summary>
/// The DRAM requests of another program's trace, read while they are used: memory does not grow with the trace. A request becomes the
/// bursts
/// that it touches; times in picoseconds are rounded up to DRAM cycles, counted from the first.
/// </summary>
public sealed class RequestStream : IRequestSource, IDisposable
{
    private readonly RequestTraceReader _reader;
    private readonly DramSpec _part;
    private readonly long _periodPs;
    private readonly MemoryRequest[] _records = new MemoryRequest[4096];
    private long _firstPs = -1;
    private int _count;
    private int _next;
    private long _nextBurst;

    private RequestStream(RequestTraceReader reader, DramSpec part)
    {
        (_reader, _part) = (reader, part);
        _periodPs = reader.TimeUnit == RequestTimeUnit.Picoseconds ? part.ClockPeriodPs : 1;
    }

    /// <summary>Opens a trace.</summary>
    /// <param name="path">The trace.</param>
    /// <param name="format">Its format; null to recognise it by its content.</param>
    /// <param name="part">Gives clock, burst and capacity.</param>
    /// <param name="order">What times that go back mean; not <see cref="RequestOrder.Time"/>, which needs the whole trace.</param>
    /// <exception cref="InputException">The file is missing or no trace.</exception>
    public static RequestStream Open(string path, RequestFormat? format, DramSpec part, RequestOrder order)
    {
        ArgumentNullException.ThrowIfNull(part);
        ArgumentOutOfRangeException.ThrowIfEqual((int)order, (int)RequestOrder.Time);
        return new RequestStream(RequestTrace.Open(path, format, Options(part, order)), part);
    }

    /// <summary>Records so far that do not start and end at a burst; every burst that they touch is moved whole.</summary>
    public long Unaligned { get; private set; }

    /// <summary>Records so far whose time is before that of an earlier one.</summary>
    public long Backwards => _reader.Backwards;

    /// <summary>Packets so far that move no data, by the name of their command.</summary>
    public IReadOnlyDictionary<string, long> LeftOut => _reader.LeftOut;

    /// <summary>The format of the trace.</summary>
    public RequestFormat Format => _reader.Format;

    /// <summary>How traces for a part are read.</summary>
    internal static RequestTraceOptions Options(DramSpec part, RequestOrder order) => new()
    {
        Limits = new RequestLimits(part.LastCycle, part.CapacityBytes),
        Order = order,
        Vectors = new PartAddressVectors(part),
    };

    /// <inheritdoc />
    public int Read(Span<DramRequest> into)
    {
        int made = 0;
        while (made < into.Length)
        {
            if (_next == _count)
            {
                (_count, _next) = (_reader.Read(_records), 0);
                if (_count == 0)
                    break;
            }

            made += Take(_records[_next], into[made..]);
        }

        return made;
    }

    /// <inheritdoc />
    public void Dispose() => _reader.Dispose();

    /// <summary>Takes as many bursts of a record as there is room for.</summary>
    private int Take(in MemoryRequest record, Span<DramRequest> into)
    {
        if (_firstPs < 0)
            _firstPs = _periodPs == 1 ? 0 : record.Time;
        long burstBytes = _part.BurstBytes;
        long first = record.Address / burstBytes;
        long end = (record.Address + Math.Max(record.Bytes, 1) - 1) / burstBytes + 1;
        if (_nextBurst == 0)
            Unaligned += record.Address % burstBytes == 0 && record.Bytes % burstBytes == 0 ? 0 : 1;
        (long cycle, long rest) = Math.DivRem(record.Time - _firstPs, _periodPs);
        int made = 0;
        for (; made < into.Length && first + _nextBurst < end; made++, _nextBurst++)
            into[made] = new DramRequest(cycle + (rest > 0 ? 1 : 0), (first + _nextBurst) * burstBytes, record.IsWrite);
        if (first + _nextBurst < end)
            return made;
        _nextBurst = 0;
        _next++;
        return made;
    }
}
