using CycleSim.Configuration;
using CycleSim.Configuration.Files;
using CycleSim.Configuration.Text;
using CycleSim.Dram.Parts;
using CycleSim.Dram.Requests;
using CycleSim.Traces;
using CycleSim.Traces.Export;
using CycleSim.Traces.Requests;

namespace CycleSim.Accelerator.Replay;

/// <summary>The DRAM requests of another program's trace.</summary>
/// <param name="List">The requests.</param>
/// <param name="LeftOut">Packets that move no data, by the name of their command; empty for traces that have requests only.</param>
public sealed record ForeignRequests(RequestList List, IReadOnlyDictionary<string, long> LeftOut)
{
    /// <summary>Packets that move no data.</summary>
    public long LeftOutPackets => LeftOut.Values.Sum();

    /// <summary>Reads a gem5 packet trace or requests as CSV, plain or gzip; the file says which it is.</summary>
    /// <param name="path">The trace.</param>
    /// <param name="part">Gives clock, burst and capacity.</param>
    /// <param name="order">What times that go back mean.</param>
    /// <exception cref="InputException">The file is missing, a request does not fit the part, or there is none.</exception>
    /// <exception cref="TraceFormatException">A gem5 trace is damaged.</exception>
    public static ForeignRequests Read(string path, DramSpec part, RequestOrder order)
    {
        ArgumentNullException.ThrowIfNull(part);
        return Gem5Trace.IsGem5(path)
            ? OfGem5(path, part, order)
            : OfCsv(path, part, order);
    }

    /// <summary>Reads requests as CSV (<see cref="RequestTraceFile"/>). A request moves the burst that holds its address.</summary>
    /// <param name="path">The trace.</param>
    /// <param name="part">Gives burst, capacity and the end of simulated time.</param>
    /// <param name="order">What times that go back mean.</param>
    /// <exception cref="InputException">The file is missing, a line is wrong (the message names it), or there is no request.</exception>
    public static ForeignRequests OfCsv(string path, DramSpec part, RequestOrder order = RequestOrder.Checked)
    {
        ArgumentNullException.ThrowIfNull(part);
        IReadOnlyList<MemoryRequest> records = RequestTraceFile.Read(path, new RequestLimits(part.LastCycle, part.CapacityBytes), order);
        var requests = new List<DramRequest>(records.Count);
        var cycles = new List<long>(records.Count);
        long unaligned = 0;
        foreach (MemoryRequest record in records)
        {
            long offset = record.Address % part.BurstBytes;
            unaligned += offset == 0 ? 0 : 1;
            requests.Add(new DramRequest(record.Time, record.Address - offset, record.IsWrite));
            cycles.Add(record.Time);
        }

        return new ForeignRequests(RequestList.Of(requests, cycles, unaligned, order), new Dictionary<string, long>());
    }

    /// <summary>
    /// Reads a gem5 packet trace. A packet becomes the bursts that it touches; times are rounded up to DRAM cycles, counted from the
    /// earliest packet.
    /// </summary>
    /// <param name="path">The trace.</param>
    /// <param name="part">Gives clock, burst and capacity.</param>
    /// <param name="order">What times that go back mean.</param>
    /// <exception cref="InputException">An address is beyond the part, packets go back in time, or none moves data.</exception>
    /// <exception cref="TraceFormatException">The file is damaged or no gem5 trace.</exception>
    public static ForeignRequests OfGem5(string path, DramSpec part, RequestOrder order = RequestOrder.Checked)
    {
        ArgumentNullException.ThrowIfNull(part);
        var leftOut = new SortedDictionary<string, long>(StringComparer.Ordinal);
        List<Gem5Request> packets = [.. Checked(path, part, order, name => leftOut[name] = leftOut.GetValueOrDefault(name) + 1)];
        if (packets.Count == 0)
        {
            throw new InputException(
                $"{InputFile.NameOf(path)}: has no packet that moves data, so there is nothing to replay{Listed(leftOut)}");
        }

        long firstPs = packets.Min(packet => packet.TimePs);
        var requests = new List<DramRequest>(packets.Count);
        var timesPs = new List<long>(packets.Count);
        long unaligned = 0;
        foreach (Gem5Request packet in packets)
        {
            (long cycle, long rest) = Math.DivRem(packet.TimePs - firstPs, part.ClockPeriodPs);
            unaligned += packet.Address % part.BurstBytes == 0 && packet.Bytes % part.BurstBytes == 0 ? 0 : 1;
            for (long burst = packet.Address / part.BurstBytes; burst * part.BurstBytes < packet.Address + packet.Bytes; burst++)
            {
                requests.Add(new DramRequest(cycle + (rest > 0 ? 1 : 0), burst * part.BurstBytes, packet.IsWrite));
                timesPs.Add(packet.TimePs);
            }
        }

        return new ForeignRequests(RequestList.Of(requests, timesPs, unaligned, order), leftOut);
    }

    private static IEnumerable<Gem5Request> Checked(string path, DramSpec part, RequestOrder order, Action<string> onLeftOut)
    {
        long number = 0;
        long latestPs = 0;
        foreach (Gem5Request packet in Gem5Trace.Read(path, onLeftOut))
        {
            number++;
            if (order == RequestOrder.Checked && packet.TimePs < latestPs)
                throw RequestTimes.GoBack($"{InputFile.NameOf(path)}: request {number}", $"{packet.TimePs} ps", $"{latestPs} ps");
            if (packet.Address > part.CapacityBytes - packet.Bytes)
            {
                throw new InputException(
                    $"{InputFile.NameOf(path)}: request {number} has address 0x{packet.Address:x}: "
                    + $"must be below 0x{part.CapacityBytes:x} ({ByteSize.Format(part.CapacityBytes)} of {part.Name})");
            }

            latestPs = Math.Max(latestPs, packet.TimePs);
            yield return packet;
        }
    }

    /// <summary>Packets that move no data as a list, e.g. "2 CleanEvict, 1 WriteResp".</summary>
    public string LeftOutNames => Names(LeftOut);

    private static string Listed(SortedDictionary<string, long> leftOut) => leftOut.Count == 0 ? "" : $"; it has {Names(leftOut)}";

    private static string Names(IReadOnlyDictionary<string, long> leftOut) =>
        string.Join(", ", leftOut.Select(other => $"{other.Value} {other.Key}"));
}
