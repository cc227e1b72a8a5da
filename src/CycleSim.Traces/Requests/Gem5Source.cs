using CycleSim.Configuration.Text;
using CycleSim.Platform;
using CycleSim.Traces.Gem5;
using Google.Protobuf;

namespace CycleSim.Traces.Requests;

/// <summary>Requests of a gem5 packet trace: "gem5", then a header and packets, each behind its length.</summary>
internal sealed class Gem5Source : ITraceRequestSource
{
    private const ulong PicosecondsPerSecond = 1_000_000_000_000;
    private const int MaxMessageBytes = 1 << 20;
    private const int MaxVarintBytes = 10;

    /// <summary>gem5 has about 60 commands; a later version may have more.</summary>
    private const int MaxLeftOutCommands = 1000;

    private readonly InputBuffer _input;
    private readonly RequestLimits? _limits;
    private readonly RequestOrder _order;
    private readonly SortedDictionary<uint, long> _leftOut = [];
    private readonly long _tickPs;
    private long _requests;
    private long _latestPs;

    // The second half of a swap, when there was no room for it.
    private MemoryRequest? _waiting;

    /// <summary>Reads the start of a trace.</summary>
    /// <param name="input">The file, from its start.</param>
    /// <param name="limits">What the memory can take; null: any address.</param>
    /// <param name="order">What times that go back mean.</param>
    /// <exception cref="TraceFormatException">It is no gem5 trace, or is damaged.</exception>
    internal Gem5Source(InputBuffer input, RequestLimits? limits, RequestOrder order)
    {
        _input = input;
        _limits = limits;
        _order = order;
        _input.Wrong = Damaged;
        if (!FormatDetection.IsGem5(input))
            throw new TraceFormatException($"{input.Name}: is not a gem5 packet trace: the first bytes must be \"gem5\"");
        _input.Use("gem5"u8.Length);
        _tickPs = ReadTickPs();
    }

    /// <inheritdoc />
    public long RecordNumber { get; private set; }

    /// <inheritdoc />
    public long Backwards { get; private set; }

    /// <inheritdoc />
    public IReadOnlyDictionary<string, long> LeftOut => new SortedDictionary<string, long>(
        _leftOut.ToDictionary(count => Gem5Commands.NameOf(count.Key), count => count.Value), StringComparer.Ordinal);

    /// <inheritdoc />
    public int Read(Span<MemoryRequest> into)
    {
        int count = 0;
        if (_waiting is { } waiting && !into.IsEmpty)
        {
            into[count++] = waiting;
            _waiting = null;
        }

        while (count < into.Length && TryMessage(RecordNumber + 1, out ReadOnlySpan<byte> message))
        {
            RecordNumber++;
            Gem5Packet packet = Parse(message);
            _input.Use(message.Length);
            Gem5Effect effect = Gem5Commands.EffectOf(packet.Command);
            if (effect == Gem5Effect.None)
            {
                LeaveOut(packet.Command);
                continue;
            }

            MemoryRequest request = Request(packet) with { IsWrite = (effect & Gem5Effect.Read) == 0 };
            _requests++;
            into[count++] = request;
            if (effect == (Gem5Effect.Read | Gem5Effect.Write))
                Add(request with { IsWrite = true }, into, ref count);
        }

        return _requests > 0 || into.IsEmpty ? count : throw Empty();
    }

    /// <inheritdoc />
    public void Dispose() => _input.Dispose();

    private void Add(MemoryRequest second, Span<MemoryRequest> into, ref int count)
    {
        _requests++;
        if (count < into.Length)
            into[count++] = second;
        else
            _waiting = second;
    }

    private void LeaveOut(uint command)
    {
        if (_leftOut.Count == MaxLeftOutCommands && !_leftOut.ContainsKey(command))
        {
            throw new TraceFormatException($"{_input.Name}: packet {RecordNumber} has command {command}: more than {MaxLeftOutCommands} "
                + "different commands move no data, which no version of gem5 has");
        }

        _leftOut[command] = _leftOut.GetValueOrDefault(command) + 1;
    }

    private MemoryRequest Request(in Gem5Packet packet)
    {
        if (packet.Tick > (ulong)(long.MaxValue / _tickPs) || packet.Address > long.MaxValue
            || packet.Bytes is 0 or > RequestProblems.MaxBytes)
        {
            throw new TraceFormatException($"{_input.Name}: packet {RecordNumber} has tick {packet.Tick}, addr {packet.Address}, size " +
                $"{packet.Bytes}: out of range");
        }

        var request = new MemoryRequest((long)packet.Tick * _tickPs, (long)packet.Address, IsWrite: false, (int)packet.Bytes);
        if (request.Time < _latestPs)
            TakeBackwards(request.Time);
        else
            _latestPs = request.Time;
        if (_limits is { } limits && request.Address > limits.CapacityBytes - request.Bytes)
        {
            throw new InputException(
                $"{_input.Name}: request {_requests + 1} has address 0x{request.Address:x}: must be below 0x{limits.CapacityBytes:x} " +
                $"({ByteSize.Format(limits.CapacityBytes)})");
        }

        return request;
    }

    private void TakeBackwards(long timePs)
    {
        if (_order == RequestOrder.Checked)
            throw RequestTimes.OrderError($"{_input.Name}: request {_requests + 1}", $"{timePs} ps", $"{_latestPs} ps");
        Backwards++;
    }

    private InputException Empty()
    {
        string others = string.Join(", ", LeftOut.Select(other => $"{other.Value} {other.Key}"));
        return new InputException($"{_input.Name}: has no packet that moves data, so there is nothing to replay" +
            (others.Length > 0 ? $"; it has {others}" : ""));
    }

    private long ReadTickPs()
    {
        if (!TryMessage(0, out ReadOnlySpan<byte> message))
            throw new TraceFormatException($"{_input.Name}: is cut off: the header is missing");
        PacketHeader header;
        try
        {
            header = PacketHeader.Parser.ParseFrom(message);
        }
        catch (InvalidProtocolBufferException problem)
        {
            throw Damaged(problem.Message);
        }

        _input.Use(message.Length);
        if (!header.HasTickFreq || header.TickFreq is 0 or > PicosecondsPerSecond || PicosecondsPerSecond % header.TickFreq != 0)
        {
            throw new TraceFormatException($"{_input.Name}: tick_freq = {header.TickFreq}: must divide 10^12 ticks a second, " +
                "so that a tick is a whole number of picoseconds");
        }

        return (long)(PicosecondsPerSecond / header.TickFreq);
    }

    private Gem5Packet Parse(ReadOnlySpan<byte> message)
    {
        if (!Gem5Packet.TryParse(message, out Gem5Packet packet))
            throw new TraceFormatException($"{_input.Name}: message {RecordNumber} is damaged or cut off (it is no packet)");
        return packet.IsWhole
            ? packet
            : throw new TraceFormatException($"{_input.Name}: packet {RecordNumber} lacks tick, cmd, addr or size");
    }

    /// <summary>The bytes of the next message, to be used by the caller; its length has been. False at the end of the file.</summary>
    private bool TryMessage(long number, out ReadOnlySpan<byte> message)
    {
        message = default;
        if (!_input.Fetch(1))
            return false;
        int size = Varint.Take(_input.Unread, out ulong length);
        if (size == 0 && _input.Fetch(MaxVarintBytes) | true)
            size = Varint.Take(_input.Unread, out length);
        if (size == 0)
            throw Damaged(_input.Unread.Length < MaxVarintBytes ? "a length breaks off" : "a length is no number");
        if (length > int.MaxValue)
            throw Damaged("a length exceeds 2 GiB");
        if (length > MaxMessageBytes)
            throw new TraceFormatException($"{_input.Name}: message {number} claims {length} bytes; allowed are {MaxMessageBytes}");
        _input.Use(size);
        if (!_input.Fetch((int)length))
            throw Damaged($"{_input.Unread.Length} of {length} bytes are there");
        message = _input.Unread[..(int)length];
        return true;
    }

    private TraceFormatException Damaged(string problem) =>
        new($"{_input.Name}: message {RecordNumber + (_tickPs > 0 ? 1 : 0)} is damaged or cut off ({problem})");
}
