using System.Text;
using CycleSim.Traces.Export;
using CycleSim.Traces.Requests;

namespace CycleSim.Traces.Tests.Requests;

/// <summary>Reading costs no memory by request: what a thread allocates is the same for a short trace and for a million requests.</summary>
public sealed class RequestMemoryTests : IDisposable
{
    private const int Requests = 1_000_000;
    private const int FewRequests = 1_000;

    /// <summary>Buffers of the reader and of a decompressor are below that; a byte for each request would be above.</summary>
    private const long AllowedBytes = 500_000;

    /// <summary>Threads get their memory in pieces of 8 KiB, which are counted whole.</summary>
    private const long GranularityBytes = 4 * 8192;

    private readonly TraceFolder _folder = new();

    public static TheoryData<RequestFormat> Formats => [.. Enum.GetValues<RequestFormat>()];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_million_requests_are_read_in_bounded_memory(RequestFormat format)
    {
        string file = _folder.Write("t", Content(format, Requests));
        string few = _folder.Write("few", Content(format, FewRequests));
        ReadAll(file, Requests); // what is made once
        Assert.InRange(ReadAll(file, Requests) - ReadAll(few, FewRequests), long.MinValue, GranularityBytes);
        Assert.InRange(ReadAll(file, Requests), 0, AllowedBytes);
    }

    [Fact]
    public void Compressed_ones_too()
    {
        byte[] content = Content(RequestFormat.Csv, Requests);
        string gzip = _folder.Write("gzip", TraceFolder.Gzip(content));
        string zstandard = _folder.Write("zstandard", TraceFolder.Zstandard(content));
        Assert.InRange(ReadAll(gzip, Requests), 0, AllowedBytes);
        Assert.InRange(ReadAll(zstandard, Requests), 0, 2 * AllowedBytes);
    }

    /// <summary>Bytes that the thread allocates while it reads a trace.</summary>
    private static long ReadAll(string file, int requests)
    {
        var batch = new MemoryRequest[1024];
        long before = GC.GetAllocatedBytesForCurrentThread();
        using (RequestTraceReader reader = RequestTrace.Open(file, null, TraceFolder.Options()))
        {
            long count = 0;
            while (reader.Read(batch) is var read && read > 0)
                count += read;
            Assert.Equal(requests, count);
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static byte[] Content(RequestFormat format, int requests)
    {
        using var stream = new MemoryStream();
        IEnumerable<int> all = Enumerable.Range(0, requests);
        if (format == RequestFormat.Gem5)
        {
            Gem5Trace.Write(stream, "test", all.Select(i => new MemoryRequest(i, 64L * i, i % 3 == 0, 64)));
            return stream.ToArray();
        }

        using var writer = new StreamWriter(stream, Encoding.ASCII) { NewLine = "\n" };
        if (format == RequestFormat.Csv)
            writer.WriteLine("cycle,op,addr");
        foreach (int i in all)
        {
            writer.WriteLine(format switch
            {
                RequestFormat.Csv => FormattableString.Invariant($"{i},R,0x{64L * i:x}"),
                RequestFormat.Dramsim3 => FormattableString.Invariant($"0x{64L * i:X} WRITE {i}"),
                RequestFormat.Ramulator2 => FormattableString.Invariant($"LD {64L * i}"),
                _ => FormattableString.Invariant($"{i}: (32) write 0x{64L * i:x} 0x00"),
            });
        }

        writer.Flush();
        return stream.ToArray();
    }
}
