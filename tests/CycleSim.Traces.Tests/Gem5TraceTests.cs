using System.IO.Compression;
using CsCheck;
using CycleSim.Platform;
using CycleSim.Properties;
using CycleSim.Traces.Export;
using CycleSim.Traces.Gem5;
using CycleSim.Traces.Requests;
using CycleSim.Traces.Tests.Requests;
using Google.Protobuf;

namespace CycleSim.Traces.Tests;

/// <summary>gem5's packet traces, byte for byte.</summary>
public sealed class Gem5TraceTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Gem5s_own_sample_is_read()
    {
        MemoryRequest[] requests = Read(SampleTraces.Gem5);
        Assert.Equal(
            [new MemoryRequest(1000, 19_088_743, false, 64), new MemoryRequest(4000, 48_879, true, 64)],
            requests);
    }

    [Fact]
    public void Gem5s_own_sample_is_written_with_the_same_bytes()
    {
        MemoryRequest[] requests = Read(SampleTraces.Gem5);
        using var stream = new MemoryStream();
        Assert.Equal(2, Gem5Trace.Write(stream, "Converted ASCII trace output.txt", requests));
        Assert.Equal(File.ReadAllBytes(SampleTraces.Gem5), stream.ToArray());
    }

    [Fact]
    [Trait("kind", "property")]
    public void Any_requests_survive_plain_and_gzip() =>
        Gen.Select(Gen.Long[0, long.MaxValue], Gen.Bool, Gen.Long[0, long.MaxValue], Gen.Int[1, 1 << 20])
            .Select(pick => new MemoryRequest(pick.Item1, pick.Item3, pick.Item2, pick.Item4)).Array[1, 50].ForAll(
            requests =>
            {
                using var plain = new MemoryStream();
                Gem5Trace.Write(plain, "test", requests);
                File.WriteAllBytes(_path, plain.ToArray());
                Assert.True(RequestTrace.IsGem5(_path));
                Assert.Equal(requests, Read(_path));
                using (var zipped = new GZipStream(File.Create(_path), CompressionLevel.Fastest))
                    zipped.Write(plain.ToArray());
                Assert.True(RequestTrace.IsGem5(_path));
                Assert.Equal(requests, Read(_path));
            },
            cases: 100);

    [Fact]
    public void A_gem5_trace_cut_off_or_changed_never_gives_a_wrong_request()
    {
        using var whole = new MemoryStream();
        MemoryRequest[] requests = [.. Enumerable.Range(0, 20).Select(i => new MemoryRequest(1000 * i, 64L * i, i % 3 == 0, 64))];
        Gem5Trace.Write(whole, "test", requests);
        byte[] bytes = whole.ToArray();
        for (int length = 0; length < bytes.Length; length++)
        {
            File.WriteAllBytes(_path, bytes[..length]);
            var found = new List<MemoryRequest>();
            Exception? problem = Record.Exception(() => found.AddRange(Read(_path)));
            Assert.True(problem is InputException or null, $"{problem}");
            Assert.Equal(requests.Take(found.Count), found);
        }
    }

    /// <summary>Every command of gem5's table (src/mem/packet.cc): requests with IsRead or IsWrite move data, SwapReq both ways.</summary>
    [Fact]
    public void Every_command_that_moves_data_is_a_request_of_its_kind()
    {
        uint[] reads = [1, 11, 12, 13, 20, 22, 24, 25, 26, 30, 34];
        uint[] writes = [4, 7, 8, 9, 16, 27, 28, 32, 34];
        for (uint command = 0; command <= 70; command++)
        {
            WritePackets((100, command, 640, 64));
            bool[] directions = Directions(out int leftOut);
            bool[] expected = [.. reads.Where(one => one == command).Select(_ => false),
                .. writes.Where(one => one == command).Select(_ => true)];
            Assert.Equal(expected, directions);
            Assert.Equal(directions.Length == 0 ? 1 : 0, leftOut);
        }
    }

    [Fact]
    public void What_moves_no_data_is_told_by_name_whatever_its_address_and_size()
    {
        WritePackets((5, 1, 0, 64), (6, 2, 0, 64), (7, 10, ulong.MaxValue, 0), (8, 38, 0, 0), (9, 99, 64, 64), (9, 17, 64, 64),
            (10, 7, 64, 64));
        using RequestTraceReader reader = Open(_path);
        Assert.Equal([new MemoryRequest(5, 0, false, 64), new MemoryRequest(10, 64, true, 64)], TraceFolder.ReadAll(reader));
        Assert.Equal(["CleanEvict", "MemFenceReq", "ReadResp", "UpgradeReq", "command 99"], reader.LeftOut.Keys);
    }

    private static RequestTraceReader Open(string path) =>
        RequestTrace.Open(path, RequestFormat.Gem5, new RequestTraceOptions { Order = RequestOrder.File });

    private static MemoryRequest[] Read(string path)
    {
        using RequestTraceReader reader = Open(path);
        return [.. TraceFolder.ReadAll(reader)];
    }

    /// <summary>Directions of the requests, none where no packet moves data, and how many packets were left out.</summary>
    private bool[] Directions(out int leftOut)
    {
        using RequestTraceReader reader = Open(_path);
        var requests = new MemoryRequest[4];
        int count = 0;
        if (Record.Exception(() => count = reader.Read(requests)) is { } problem)
            Assert.IsType<InputException>(problem);
        leftOut = reader.LeftOut.Count;
        return [.. requests.Take(count).Select(request => request.IsWrite)];
    }

    private void WritePackets(params (ulong Tick, uint Command, ulong Address, uint Size)[] packets)
    {
        using FileStream stream = File.Create(_path);
        stream.Write("gem5"u8);
        new PacketHeader { ObjId = "test", TickFreq = 1_000_000_000_000 }.WriteDelimitedTo(stream);
        foreach ((ulong tick, uint command, ulong address, uint size) in packets)
            new Packet { Tick = tick, Cmd = command, Addr = address, Size = size }.WriteDelimitedTo(stream);
    }

    [Fact]
    public void Nonsense_is_refused()
    {
        File.WriteAllBytes(_path, [.. "gem5"u8, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F]);
        Assert.Contains("2 GiB", Assert.Throws<TraceFormatException>(() => Read(_path)).Message,
            StringComparison.Ordinal);
        File.WriteAllBytes(_path, [.. "gem5"u8, 5, 0x0A, 1, (byte)'x', 0x18, 3]);
        Assert.Contains("tick_freq = 3", Assert.Throws<TraceFormatException>(() => Read(_path)).Message,
            StringComparison.Ordinal);
        File.WriteAllBytes(_path, "gem6"u8.ToArray());
        Assert.False(RequestTrace.IsGem5(_path));
        Assert.Throws<TraceFormatException>(() => Read(_path));
    }

    [Fact]
    public void Requests_of_a_trace_come_by_time()
    {
        using TraceFile file = TraceFile.Open(SampleTraces.LeNet5);
        MemoryRequest[] requests = [.. Gem5Trace.Requests(file, TraceWindow.All)];
        Assert.Equal((long)(file.End.ScratchpadAccesses + file.End.DramBursts), requests.Length);
        Assert.Equal(requests.OrderBy(request => request.Time).Select(request => request.Time),
            requests.Select(request => request.Time));
    }
}
