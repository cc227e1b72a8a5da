using CycleSim.Platform;
using CycleSim.Traces.Gem5;
using CycleSim.Traces.Requests;
using Google.Protobuf;

namespace CycleSim.Traces.Tests.Requests;

/// <summary>Packets of gem5 become requests; what the reader takes apart itself agrees with what protobuf writes.</summary>
public sealed class Gem5RequestTests : IDisposable
{
    private const uint Read = 1;
    private const uint Write = 4;
    private const uint Swap = 34;

    private readonly TraceFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(50)]
    public void A_swap_is_a_read_and_a_write_wherever_a_batch_ends(int batch)
    {
        using RequestTraceReader reader = Open(Packet(1, Read, 0), Packet(2, Swap, 64), Packet(3, Swap, 128), Packet(4, Write, 192));
        Assert.Equal(
            [
                new MemoryRequest(1, 0, false, 64), new MemoryRequest(2, 64, false, 64), new MemoryRequest(2, 64, true, 64),
                new MemoryRequest(3, 128, false, 64), new MemoryRequest(3, 128, true, 64), new MemoryRequest(4, 192, true, 64),
            ],
            TraceFolder.ReadAll(reader, batch));
        Assert.Equal(4, reader.RecordNumber);
    }

    [Fact]
    public void Packets_that_move_no_data_are_counted_by_name()
    {
        using RequestTraceReader reader = Open(
            Packet(5, 2, 0), Packet(6, Read, 0), Packet(7, 10, ulong.MaxValue, 0), Packet(8, 2, 0), Packet(8, 99, 0), Packet(1, 38, 0));
        Assert.Equal([new MemoryRequest(6, 0, false, 64)], TraceFolder.ReadAll(reader));
        Assert.Equal(
            [("CleanEvict", 1L), ("MemFenceReq", 1L), ("ReadResp", 2L), ("command 99", 1L)],
            reader.LeftOut.Select(other => (other.Key, other.Value)));
    }

    /// <summary>Each is counted by itself: a stream of ever new ones would take all memory.</summary>
    [Fact]
    public void Thousands_of_unknown_commands_are_refused()
    {
        using RequestTraceReader reader = Open([.. Enumerable.Range(100, 1001).Select(command => Packet(5, (uint)command, 0))]);
        Assert.Contains(
            "packet 1001 has command 1100: more than 1000 different commands move no data",
            Assert.Throws<TraceFormatException>(() => TraceFolder.ReadAll(reader)).Message, StringComparison.Ordinal);
    }

    /// <summary>Fields that later versions may add, of every wire type, and the optional ones of today.</summary>
    [Fact]
    public void Unknown_fields_are_passed_over()
    {
        var packet = new Packet { Tick = 70_000, Cmd = Write, Addr = 1L << 32, Size = 4096, Flags = 77, PktId = ulong.MaxValue, Pc = 1 };
        byte[] bytes =
        [
            .. packet.ToByteArray(),
            0x79, 1, 2, 3, 4, 5, 6, 7, 8, // field 15, 64 bits
            0x7A, 3, 9, 9, 9, // field 15, bytes
            0x7D, 1, 2, 3, 4, // field 15, 32 bits
            0x80, 0x7D, 0xFF, 0x01, // field 2000, varint
            0x22, 1, 5, // field 4 as bytes: not the size
        ];
        Assert.Equal([new MemoryRequest(70_000, 1L << 32, true, 4096)], Requests(bytes));
    }

    [Theory]
    [InlineData(new byte[] { 0x79, 1, 2, 3 })]
    [InlineData(new byte[] { 0x7A, 9, 1 })]
    [InlineData(new byte[] { 0x7D, 1 })]
    [InlineData(new byte[] { 0x08 })]
    [InlineData(new byte[] { 0x08, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x02 })]
    [InlineData(new byte[] { 0x7B })]
    public void A_message_that_is_no_packet_is_named(byte[] tail)
    {
        byte[] damaged = [.. Packet(3, Read, 0).ToByteArray(), .. tail];
        Assert.Contains(
            "t: message 2 is damaged or cut off (it is no packet)",
            Assert.Throws<TraceFormatException>(() => Requests(Packet(2, Read, 0).ToByteArray(), damaged)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_packet_without_a_field_that_is_needed_is_named()
    {
        foreach (Packet packet in new Packet[]
        {
            new() { Cmd = Read, Addr = 0, Size = 64 }, new() { Tick = 3, Addr = 0, Size = 64 },
            new() { Tick = 3, Cmd = Read, Size = 64 }, new() { Tick = 3, Cmd = Read, Addr = 0 },
        })
        {
            Assert.Contains(
                "t: packet 2 lacks tick, cmd, addr or size",
                Assert.Throws<TraceFormatException>(() => Requests(Packet(2, Read, 0).ToByteArray(), packet.ToByteArray())).Message,
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_packet_beyond_the_memory_is_named()
    {
        Assert.Equal(64, Requests(Packet(1, Read, (8L << 30) - 64).ToByteArray())[0].Bytes);
        Assert.Contains(
            "t: request 2 has address 0x1ffffffc1: must be below 0x200000000 (8 GiB)",
            Assert.Throws<InputException>(
                () => Requests(Packet(1, Read, 0).ToByteArray(), Packet(1, Read, (8L << 30) - 63).ToByteArray())).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1ul << 63, 64u)]
    [InlineData(0ul, 0u)]
    [InlineData(0ul, (1u << 20) + 1)]
    public void A_packet_out_of_range_is_named(ulong address, uint size) =>
        Assert.Contains(
            $"t: packet 1 has tick 1, addr {address}, size {size}: out of range",
            Assert.Throws<TraceFormatException>(() => Requests(Packet(1, Write, address, size).ToByteArray())).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_trace_without_data_says_what_it_holds()
    {
        using RequestTraceReader reader = Open(Packet(1, 2, 0), Packet(2, 2, 0), Packet(3, 10, 0));
        Assert.Contains(
            "t: has no packet that moves data, so there is nothing to replay; it has 1 CleanEvict, 2 ReadResp",
            Assert.Throws<InputException>(() => reader.Read(new MemoryRequest[4])).Message, StringComparison.Ordinal);
    }

    private static Packet Packet(ulong tick, uint command, ulong address, uint size = 64) =>
        new() { Tick = tick, Cmd = command, Addr = address, Size = size };

    private MemoryRequest[] Requests(params byte[][] packets)
    {
        using RequestTraceReader reader = OpenBytes(packets);
        return TraceFolder.ReadAll(reader);
    }

    private RequestTraceReader Open(params Packet[] packets) => OpenBytes([.. packets.Select(packet => packet.ToByteArray())]);

    private RequestTraceReader OpenBytes(byte[][] packets)
    {
        using var stream = new MemoryStream();
        stream.Write("gem5"u8);
        new PacketHeader { ObjId = "test", TickFreq = 1_000_000_000_000 }.WriteDelimitedTo(stream);
        foreach (byte[] packet in packets)
            stream.Write([(byte)packet.Length, .. packet]);
        return RequestTrace.Open(_folder.Write("t", stream.ToArray()), null, TraceFolder.Options());
    }
}
