using CycleSim.Platform;
using CycleSim.Traces.Export;
using CycleSim.Traces.Requests;

namespace CycleSim.Traces.Tests.Requests;

/// <summary>Times that go back are refused, kept or sorted, as is asked for.</summary>
public sealed class RequestOrderTests : IDisposable
{
    private const string Csv = "cycle,op,addr\n5,R,0\n9,R,64\n5,R,128\n0,W,192\n9,R,256\n";

    private readonly TraceFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(Csv, "t(4): \"5,R,128\": is at cycle 5, before an earlier one at cycle 9: times must not go back; --order time")]
    [InlineData("0x40 READ 8\n0x80 READ 7\n", "t(2): \"0x80 READ 7\": is at cycle 7, before an earlier one at cycle 8: ")]
    [InlineData("8: read 0x0\n7: read 0x0\n", "t(2): \"7: read 0x0\": is at cycle 7, before an earlier one at cycle 8: ")]
    public void They_are_refused(string content, string problem) =>
        Assert.Contains(problem, Assert.Throws<InputException>(() => _folder.Read(content)).Message, StringComparison.Ordinal);

    [Fact]
    public void Packets_that_go_back_are_refused()
    {
        using var stream = new MemoryStream();
        Gem5Trace.Write(stream, "test", [new(2000, 0, false, 64), new(1000, 0, false, 64)]);
        string file = _folder.Write("t", stream.ToArray());
        Assert.Contains(
            "t: request 2: is at 1000 ps, before an earlier one at 2000 ps: times must not go back",
            Assert.Throws<InputException>(() => TraceFolder.ReadFile(file)).Message, StringComparison.Ordinal);
        Assert.Equal([1000L, 2000], TraceFolder.ReadFile(file, options: TraceFolder.Options(RequestOrder.Time)).Select(r => r.Time));
    }

    [Fact]
    public void They_are_kept_and_counted()
    {
        using RequestTraceReader reader = RequestTrace.Open(_folder.Write("t", Csv), null, TraceFolder.Options(RequestOrder.File));
        var requests = new MemoryRequest[3];
        var indices = new long[3];
        Assert.Equal(3, reader.Read(requests, indices));
        Assert.Equal([5L, 9, 5], requests.Select(request => request.Time));
        Assert.Equal([0L, 1, 2], indices);
        Assert.Equal((4L, 1L, 3L), (reader.RecordNumber, reader.Backwards, reader.Count));
        Assert.Equal(2, reader.Read(requests, indices));
        Assert.Equal([3L, 4], indices[..2]);
        Assert.Equal((6L, 2L), (reader.RecordNumber, reader.Backwards));
    }

    /// <summary>What counts is the latest time so far, not that of the request before.</summary>
    [Fact]
    public void Times_are_compared_with_the_latest()
    {
        using RequestTraceReader reader = RequestTrace.Open(
            _folder.Write("t", "9: read 0x0\n5: read 0x0\n7: read 0x0\n9: read 0x0\n"), null, TraceFolder.Options(RequestOrder.File));
        Assert.Equal(4, TraceFolder.ReadAll(reader).Length);
        Assert.Equal(2, reader.Backwards);
    }

    [Fact]
    public void They_are_sorted_and_keep_the_order_of_equal_times()
    {
        using RequestTraceReader reader = RequestTrace.Open(_folder.Write("t", Csv), null, TraceFolder.Options(RequestOrder.Time));
        var requests = new MemoryRequest[4];
        var indices = new long[4];
        Assert.Equal(4, reader.Read(requests, indices));
        Assert.Equal([192L, 0, 128, 64], requests.Select(request => request.Address));
        Assert.Equal([3L, 0, 2, 1], indices);
        Assert.Equal(2, reader.Backwards);
        Assert.Equal(1, reader.Read(requests, indices));
        Assert.Equal((4L, 256L), (indices[0], requests[0].Address));
        Assert.Equal(0, reader.Read(requests, indices));
    }

    /// <summary>A compressed file of a few megabytes may hold billions of requests.</summary>
    [Fact]
    public void More_requests_than_memory_may_hold_are_not_sorted()
    {
        Assert.Equal(5, Sorted(5));
        Assert.Equal(
            "t: has more than 4 requests, too many to sort by time in memory", Assert.Throws<InputException>(() => Sorted(4)).Message);
    }

    private int Sorted(int maxRequests)
    {
        InputBuffer input = InputBuffer.Open(_folder.Write("t", Csv), readsOnce: false);
        var lines = new LineReader(input);
        lines.Start();
        Assert.True(lines.TryNext(out _));
        using var sorted = new SortedSource(
            new LineSource<CsvLine>(input, lines, new CsvLine(new RequestLimits(100, 1000)), RequestOrder.Time), "t", maxRequests);
        return sorted.Read(new MemoryRequest[8]);
    }
}
