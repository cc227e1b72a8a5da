using System.IO.Compression;
using System.Text;
using CycleSim.Traces.Requests;
using ZstdSharp;
using ZstdSharp.Unsafe;

namespace CycleSim.Traces.Tests.Requests;

/// <summary>A folder for the traces of a test, and short ways to read them.</summary>
internal sealed class TraceFolder : IDisposable
{
    /// <summary>8 GiB, and 2^63 ps at 1250 ps a cycle.</summary>
    internal static readonly RequestLimits Limits = new(LastCycle: 7_378_697_629_483_820, CapacityBytes: 8L << 30);

    private readonly string _path = Directory.CreateTempSubdirectory("requests").FullName;

    public void Dispose() => Directory.Delete(_path, recursive: true);

    internal static RequestTraceOptions Options(RequestOrder order = RequestOrder.Checked) => new() { Limits = Limits, Order = order };

    internal string Write(string name, byte[] content)
    {
        string file = Path.Combine(_path, name);
        File.WriteAllBytes(file, content);
        return file;
    }

    internal string Write(string name, string content) => Write(name, Encoding.UTF8.GetBytes(content));

    internal MemoryRequest[] Read(string content, RequestFormat? format = null, RequestTraceOptions? options = null, string name = "t") =>
        ReadFile(Write(name, content), format, options);

    internal static MemoryRequest[] ReadFile(string file, RequestFormat? format = null, RequestTraceOptions? options = null)
    {
        using RequestTraceReader reader = RequestTrace.Open(file, format, options ?? Options());
        return ReadAll(reader);
    }

    internal static MemoryRequest[] ReadAll(RequestTraceReader reader, int batch = 7)
    {
        var requests = new List<MemoryRequest>();
        var buffer = new MemoryRequest[batch];
        while (reader.Read(buffer) is var count && count > 0)
            requests.AddRange(buffer.AsSpan(0, count));
        Assert.Equal(0, reader.Read(buffer));
        Assert.Equal(requests.Count, reader.Count);
        return [.. requests];
    }

    internal static byte[] Gzip(byte[] content, CompressionLevel level = CompressionLevel.Fastest)
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, level))
            gzip.Write(content);
        return memory.ToArray();
    }

    /// <summary>With a checksum, as the command zstd writes one.</summary>
    internal static byte[] Zstandard(byte[] content)
    {
        using var memory = new MemoryStream();
        using (var zstd = new CompressionStream(memory))
        {
            zstd.SetParameter(ZSTD_cParameter.ZSTD_c_checksumFlag, 1);
            zstd.Write(content);
        }

        return memory.ToArray();
    }
}
