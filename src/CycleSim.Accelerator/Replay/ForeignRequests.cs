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

    /// <summary>Packets that move no data.</summary>
    public long LeftOutPackets => LeftOut.Values.Sum();

    /// <summary>Reads a trace of any format that <see cref="RequestTraceReader"/> knows.</summary>
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
        var records = new List<MemoryRequest>();
        var batch = new MemoryRequest[BatchRequests];
        while (reader.Read(batch) is var count && count > 0)
            records.AddRange(batch.AsSpan(0, count));
        return new ForeignRequests(Bursts(records, reader.TimeUnit, part, order), reader.LeftOut);
    }

    /// <summary>Reads requests as CSV (<see cref="RequestTraceFile"/>). A request moves the burst that holds its address.</summary>
    /// <param name="path">The trace.</param>
    /// <param name="part">Gives burst, capacity and the end of simulated time.</param>
    /// <param name="order">What times that go back mean.</param>
    /// <exception cref="InputException">The file is missing, a line is wrong (the message names it), or there is no request.</exception>
    public static ForeignRequests OfCsv(string path, DramSpec part, RequestOrder order = RequestOrder.Checked) =>
        Read(path, part, order, RequestFormat.Csv);

    /// <summary>
    /// Reads a gem5 packet trace. A packet becomes the bursts that it touches; times are rounded up to DRAM cycles, counted from the
    /// earliest packet.
    /// </summary>
    /// <param name="path">The trace.</param>
    /// <param name="part">Gives clock, burst and capacity.</param>
    /// <param name="order">What times that go back mean.</param>
    /// <exception cref="InputException">An address is beyond the part, packets go back in time, or none moves data.</exception>
    /// <exception cref="TraceFormatException">The file is damaged or no gem5 trace.</exception>
    public static ForeignRequests OfGem5(string path, DramSpec part, RequestOrder order = RequestOrder.Checked) =>
        Read(path, part, order, RequestFormat.Gem5);

    private static RequestList Bursts(List<MemoryRequest> records, RequestTimeUnit unit, DramSpec part, RequestOrder order)
    {
        var bursts = new RecordBursts(part, unit, records.Min(record => record.Time));
        var requests = new List<DramRequest>(records.Count);
        var times = new List<long>(records.Count);
        long unaligned = 0;
        foreach (MemoryRequest record in records)
        {
            unaligned += bursts.IsAligned(record) ? 0 : 1;
            for (long burst = bursts.First(record); burst < bursts.End(record); burst++)
            {
                requests.Add(new DramRequest(bursts.CycleOf(record), burst * part.BurstBytes, record.IsWrite));
                times.Add(record.Time);
            }
        }

        return RequestList.Of(requests, times, unaligned, order);
    }

    /// <summary>Packets that move no data as a list, e.g. "2 CleanEvict, 1 WriteResp".</summary>
    public string LeftOutNames => string.Join(", ", LeftOut.Select(other => $"{other.Value} {other.Key}"));
}
