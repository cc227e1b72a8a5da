using CycleSim.Dram.Parts;
using CycleSim.Dram.Requests;
using CycleSim.Platform;
using CycleSim.Traces;
using CycleSim.Traces.Requests;

namespace CycleSim.Accelerator.Replay;

/// <summary>The DRAM requests of another program's trace.</summary>
/// <param name="List">The requests.</param>
/// <param name="LeftOut">Packets that move no data, by the name of their command; empty for traces that have requests only.</param>
public sealed record ForeignRequests(RequestList List, IReadOnlyDictionary<string, long> LeftOut)
{
    private const int BatchRequests = 4096;

    /// <summary>More need gigabytes: a compressed file of a few megabytes may hold billions.</summary>
    private const int MaxRequests = 1 << 26;

    /// <summary>Packets that move no data.</summary>
    public long LeftOutPackets => LeftOut.Values.Sum();

    /// <summary>
    /// Reads a trace of any format that <see cref="RequestTraceReader"/> knows. A request becomes the bursts that it touches; times of
    /// formats with a unit of time are rounded up to DRAM cycles, counted from the earliest request.
    /// </summary>
    /// <param name="path">The trace.</param>
    /// <param name="part">Gives clock, burst and capacity.</param>
    /// <param name="order">What times that go back mean.</param>
    /// <param name="format">Its format; null to recognise it by its content.</param>
    /// <exception cref="InputException">The file is missing, a request does not fit the part, or there is none.</exception>
    /// <exception cref="TraceFormatException">A gem5 trace is damaged.</exception>
    public static ForeignRequests Read(string path, DramSpec part, RequestOrder order, RequestFormat? format = null)
    {
        using RequestTraceReader reader = RequestStream.Open(path, format, part, order);
        return Read(reader, part, order);
    }

    /// <summary>Reads the rest of a trace.</summary>
    /// <param name="reader">The trace.</param>
    /// <param name="part">Gives clock, burst and capacity.</param>
    /// <param name="order">What times that go back mean.</param>
    /// <exception cref="InputException">A request does not fit the part, or there is none.</exception>
    /// <exception cref="TraceFormatException">A gem5 trace is damaged.</exception>
    public static ForeignRequests Read(RequestTraceReader reader, DramSpec part, RequestOrder order)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(part);
        return Read(reader, part, order, MaxRequests);
    }

    /// <summary>As the other, with a bound of one's own.</summary>
    internal static ForeignRequests Read(RequestTraceReader reader, DramSpec part, RequestOrder order, int maxRequests)
    {
        var records = new List<MemoryRequest>();
        var batch = new MemoryRequest[BatchRequests];
        while (reader.Read(batch) is var count && count > 0)
        {
            if (records.Count > maxRequests - count)
                throw TooMany(reader, maxRequests);
            records.AddRange(batch.AsSpan(0, count));
        }

        return new ForeignRequests(Bursts(records, reader, part, order, maxRequests), reader.LeftOut);
    }

    private static InputException TooMany(RequestTraceReader reader, int maxRequests) => new(
        $"{reader.Name}: asks for more than {maxRequests} bursts, too many to hold in memory; `cyclesim dram` reads any number of requests "
        + "that are in the order of time");

    private static RequestList Bursts(
        List<MemoryRequest> records, RequestTraceReader reader, DramSpec part, RequestOrder order, int maxRequests)
    {
        var bursts = new RecordBursts(part, reader.TimeUnit, records.Min(record => record.Time));
        var requests = new List<DramRequest>(records.Count);
        var times = new List<long>(records.Count);
        long unaligned = 0;
        foreach (MemoryRequest record in records)
        {
            unaligned += bursts.IsAligned(record) ? 0 : 1;
            if (requests.Count > maxRequests - (bursts.End(record) - bursts.First(record)))
                throw TooMany(reader, maxRequests);
            for (long burst = bursts.First(record); burst < bursts.End(record); burst++)
            {
                requests.Add(new DramRequest(bursts.CycleOf(record), burst * part.BurstBytes, record.IsWrite));
                times.Add(record.Time);
            }
        }

        return RequestList.Of(requests, times, unaligned, order);
    }
}
