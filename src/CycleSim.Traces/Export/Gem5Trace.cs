using CycleSim.Configuration.Files;
using CycleSim.Traces.Gem5;
using Google.Protobuf;

namespace CycleSim.Traces.Export;

/// <summary>A packet of gem5's trace: one memory request.</summary>
/// <param name="TimePs">When.</param>
/// <param name="IsWrite">Direction.</param>
/// <param name="Address">Byte address.</param>
/// <param name="Bytes">Bytes.</param>
public readonly record struct Gem5Request(long TimePs, bool IsWrite, long Address, int Bytes);

/// <summary>Reads and writes gem5's packet traces, plain or gzip.</summary>
public static class Gem5Trace
{
    private const ulong PicosecondsPerSecond = 1_000_000_000_000;
    private const int MaxMessageBytes = 1 << 20;
    private const int ReorderedRequests = 1 << 18;

    private static ReadOnlySpan<byte> Magic => "gem5"u8;

    /// <summary>Whether a file starts like a gem5 trace; gzip is looked into.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static bool IsGem5(string path)
    {
        try
        {
            using Stream stream = Open(path);
            return HasMagic(stream);
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>
    /// Reads requests one by one: every command that moves data is a read or a write of its kind, a swap both. Packets of other commands
    /// (responses, upgrades, fences, ...) are left out.
    /// </summary>
    /// <param name="path">The trace.</param>
    /// <param name="onLeftOut">Told of each packet that moves no data, with the name of its command; may be null.</param>
    /// <exception cref="TraceFormatException">The file is no gem5 trace, is damaged or cut off.</exception>
    public static IEnumerable<Gem5Request> Read(string path, Action<string>? onLeftOut = null)
    {
        using Stream stream = Open(path);
        path = InputFile.NameOf(path);
        if (!HasMagic(stream))
            throw new TraceFormatException($"{path}: is not a gem5 packet trace: the first bytes must be \"gem5\"");
        PacketHeader header = Next(stream, path, 0, PacketHeader.Parser)
            ?? throw new TraceFormatException($"{path}: is cut off: the header is missing");
        if (!header.HasTickFreq || header.TickFreq == 0
            || header.TickFreq > PicosecondsPerSecond || PicosecondsPerSecond % header.TickFreq != 0)
        {
            throw new TraceFormatException(
                $"{path}: tick_freq = {header.TickFreq}: must divide 10^12 ticks a second, " +
                "so that a tick is a whole number of picoseconds");
        }

        long tickPs = (long)(PicosecondsPerSecond / header.TickFreq);
        for (long number = 1; Next(stream, path, number, Packet.Parser) is { } packet; number++)
        {
            if (!packet.HasTick || !packet.HasCmd || !packet.HasAddr || !packet.HasSize)
                throw new TraceFormatException($"{path}: packet {number} lacks tick, cmd, addr or size");
            Gem5Effect effect = Gem5Commands.EffectOf(packet.Cmd);
            if (effect == Gem5Effect.None)
            {
                onLeftOut?.Invoke(Gem5Commands.NameOf(packet.Cmd));
                continue;
            }

            if (packet.Tick > (ulong)(long.MaxValue / tickPs) || packet.Addr > long.MaxValue || packet.Size is 0 or > 1 << 20)
                throw new TraceFormatException($"{path}: packet {number} has tick {packet.Tick}, addr {packet.Addr}, size " +
                    $"{packet.Size}: out of range");
            var request = new Gem5Request((long)packet.Tick * tickPs, IsWrite: false, (long)packet.Addr, (int)packet.Size);
            if (effect.HasFlag(Gem5Effect.Read))
                yield return request;
            if (effect.HasFlag(Gem5Effect.Write))
                yield return request with { IsWrite = true };
        }
    }

    /// <summary>Writes requests as packets with ticks of one picosecond, plain.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="source">Name of who recorded.</param>
    /// <param name="requests">The requests, by time.</param>
    /// <returns>Packets written.</returns>
    public static long Write(Stream stream, string source, IEnumerable<Gem5Request> requests)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(requests);
        stream.Write(Magic);
        new PacketHeader { ObjId = source, TickFreq = PicosecondsPerSecond }.WriteDelimitedTo(stream);
        long count = 0;
        foreach (Gem5Request request in requests)
        {
            new Packet
            {
                Tick = (ulong)request.TimePs,
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
    /// at which the memory starts to serve them.
    /// </summary>
    /// <exception cref="TraceFormatException">A chunk is damaged.</exception>
    public static IEnumerable<Gem5Request> Requests(TraceFile file, TraceWindow window)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(window);
        // Records stand in the order of request; those that waited for their bank are served a little later.
        var waiting = new PriorityQueue<Gem5Request, (long TimePs, long Number)>();
        long number = 0;
        foreach (TraceRow row in new TraceRows(file).Within(window)
            .Where(row => row.Address >= 0 && row.Kind is "read" or "write" or "RD" or "WR"))
        {
            waiting.Enqueue(new Gem5Request(row.TimePs, row.Kind is "write" or "WR", row.Address, (int)row.Bytes), (row.TimePs, number++));
            if (waiting.Count > ReorderedRequests)
                yield return waiting.Dequeue();
        }

        while (waiting.TryDequeue(out Gem5Request request, out _))
            yield return request;
    }

    private static BufferedStream Open(string path) => new(InputFile.OpenDecompressed(path), 1 << 16);

    private static bool HasMagic(Stream stream)
    {
        Span<byte> magic = stackalloc byte[Magic.Length];
        return stream.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false) == magic.Length && magic.SequenceEqual(Magic);
    }

    /// <summary>The next message; null at the end of the file.</summary>
    private static T? Next<T>(Stream stream, string path, long number, MessageParser<T> parser)
        where T : class, IMessage<T>
    {
        try
        {
            int length = ReadLength(stream);
            if (length < 0)
                return null;
            if (length > MaxMessageBytes)
                throw new TraceFormatException($"{path}: message {number} claims {length} bytes; allowed are {MaxMessageBytes}");
            byte[] bytes = new byte[length];
            stream.ReadExactly(bytes);
            return parser.ParseFrom(bytes);
        }
        catch (Exception problem) when (problem is EndOfStreamException or InvalidProtocolBufferException or InvalidDataException)
        {
            throw new TraceFormatException($"{path}: message {number} is damaged or cut off ({problem.Message})");
        }
    }

    /// <summary>A length as varint; -1 at the end of the file.</summary>
    private static int ReadLength(Stream stream)
    {
        long value = 0;
        for (int shift = 0; shift < 35; shift += 7)
        {
            int read = stream.ReadByte();
            if (read < 0)
                return shift == 0 ? -1 : throw new EndOfStreamException("a length breaks off");
            value |= (long)(read & 0x7F) << shift;
            if (read < 0x80)
                return value <= int.MaxValue ? (int)value : throw new InvalidDataException("a length exceeds 2 GiB");
        }

        throw new InvalidDataException("a length has more than five bytes");
    }
}
