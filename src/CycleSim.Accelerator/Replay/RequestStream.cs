using CycleSim.Dram.Parts;
using CycleSim.Dram.Requests;
using CycleSim.Platform;
using CycleSim.Traces.Requests;

namespace CycleSim.Accelerator.Replay;

/// <summary>
/// The DRAM requests of another program's trace, read while they are used: memory does not grow with the trace. A request becomes the
/// bursts that it touches; times in picoseconds are rounded up to DRAM cycles, counted from the first.
/// </summary>
/// <param name="reader">The trace.</param>
/// <param name="part">Gives clock, burst and capacity.</param>
public sealed class RequestStream(RequestTraceReader reader, DramSpec part) : IRequestSource
{
    private readonly MemoryRequest[] _records = new MemoryRequest[4096];
    private RecordBursts _bursts;
    private bool _hasStarted;
    private int _count;
    private int _next;
    private long _nextBurst;

    /// <summary>Opens a trace for a part.</summary>
    /// <param name="path">The trace.</param>
    /// <param name="format">Its format; null to recognise it by its content.</param>
    /// <param name="part">Gives clock, burst and capacity.</param>
    /// <param name="order">What times that go back mean; the reader itself sorts nothing.</param>
    /// <param name="readsPipesOnce">Pipes are read without keeping a copy; then nothing else may have looked at the path.</param>
    /// <exception cref="InputException">The file is missing or no trace.</exception>
    public static RequestTraceReader Open(
        string path, RequestFormat? format, DramSpec part, RequestOrder order, bool readsPipesOnce = false)
    {
        ArgumentNullException.ThrowIfNull(part);
        return RequestTrace.Open(path, format, new RequestTraceOptions
        {
            Limits = new RequestLimits(part.LastCycle, part.CapacityBytes),
            Order = order == RequestOrder.Checked ? order : RequestOrder.File,
            ReadsPipesOnce = readsPipesOnce,
            Vectors = new PartAddressVectors(part),
        });
    }

    /// <summary>Records so far that do not start and end at a burst; every burst that they touch is moved whole.</summary>
    public long Unaligned { get; private set; }

    /// <inheritdoc />
    public int Read(Span<DramRequest> into)
    {
        int made = 0;
        while (made < into.Length)
        {
            if (_next == _count && !ReadRecords())
                break;
            made += Take(_records[_next], into[made..]);
        }

        return made;
    }

    private bool ReadRecords()
    {
        (_count, _next) = (reader.Read(_records), 0);
        if (_count > 0 && !_hasStarted)
            (_bursts, _hasStarted) = (new RecordBursts(part, reader.TimeUnit, _records[0].Time), true);
        return _count > 0;
    }

    /// <summary>Takes as many bursts of a record as there is room for.</summary>
    private int Take(in MemoryRequest record, Span<DramRequest> into)
    {
        if (_nextBurst == 0)
            Unaligned += _bursts.IsAligned(record) ? 0 : 1;
        long first = _bursts.First(record);
        long left = _bursts.End(record) - first - _nextBurst;
        int made = (int)Math.Min(into.Length, left);
        long cycle = _bursts.CycleOf(record);
        for (int i = 0; i < made; i++)
            into[i] = new DramRequest(cycle, (first + _nextBurst + i) * part.BurstBytes, record.IsWrite);
        _nextBurst += made;
        if (made == left)
            (_nextBurst, _next) = (0, _next + 1);
        return made;
    }
}
