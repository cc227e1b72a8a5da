using CycleSim.Traces.Gem5;
using CycleSim.Traces.Requests;
using Google.Protobuf;

namespace CycleSim.Traces.Export;

/// <summary>Writes gem5's packet traces; <see cref="RequestTrace"/> reads them.</summary>
public static class Gem5Trace
{
    private const ulong PicosecondsPerSecond = 1_000_000_000_000;
    private const int ReorderedRequests = 1 << 18;

    private static ReadOnlySpan<byte> Magic => "gem5"u8;

    /// <summary>Writes requests as packets with ticks of one picosecond, plain.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="source">Name of who recorded.</param>
    /// <param name="requests">The requests, by time; times in picoseconds (<see cref="RequestTimeUnit.Picoseconds"/>).</param>
    /// <returns>Packets written.</returns>
    public static long Write(Stream stream, string source, IEnumerable<MemoryRequest> requests)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(requests);
        stream.Write(Magic);
        new PacketHeader { ObjId = source, TickFreq = PicosecondsPerSecond }.WriteDelimitedTo(stream);
        long count = 0;
        foreach (MemoryRequest request in requests)
        {
            new Packet
            {
                Tick = (ulong)request.Time,
                Cmd = request.IsWrite ? Gem5Commands.WriteReq : Gem5Commands.ReadReq,
                Addr = (ulong)request.Address,
                Size = (uint)request.Bytes,
            }.WriteDelimitedTo(stream);
            count++;
        }

        return count;
    }

    /// <summary>
    /// The requests of a trace: scratchpad accesses with the address at which their line has its home in DRAM, and DRAM bursts, by the time
    /// at which the memory starts to serve them, in picoseconds.
    /// </summary>
    /// <exception cref="TraceFormatException">A chunk is damaged.</exception>
    public static IEnumerable<MemoryRequest> Requests(TraceFile file, TraceWindow window)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(window);
        // Records stand in the order of request; those that waited for their bank are served a little later.
        var waiting = new PriorityQueue<MemoryRequest, (long TimePs, long Number)>();
        long number = 0;
        foreach (TraceRow row in new TraceRows(file).Within(window)
            .Where(row => row.Address >= 0 && row.Kind is "read" or "write" or "RD" or "WR"))
        {
            var served = new MemoryRequest(row.TimePs, row.Address, row.Kind is "write" or "WR", (int)row.Bytes);
            waiting.Enqueue(served, (row.TimePs, number++));
            if (waiting.Count > ReorderedRequests)
                yield return waiting.Dequeue();
        }

        while (waiting.TryDequeue(out MemoryRequest request, out _))
            yield return request;
    }
}
