using System.Globalization;
using System.IO.Compression;
using CycleSim.Traces.Export;
using CycleSim.Traces.Requests;
using ZstdSharp;

namespace CycleSim.Benchmarks.Requests;

/// <summary>
/// Requests per second of processor time that are read from a trace, by format and compression. Best of several readings.
/// </summary>
internal static class RequestsQuick
{
    private const int Requests = 2_000_000;
    private const int Repeats = 5;
    private const long CapacityBytes = 8L << 30;

    public static void Run(TextWriter output)
    {
        string folder = Directory.CreateTempSubdirectory("requests").FullName;
        try
        {
            output.WriteLine($"Million requests per second of processor time, best of {Repeats} readings of {Requests} requests.");
            output.WriteLine($"{"format",-12}{"bytes each",12}{"plain",10}{"gzip",10}{"zstandard",11}");
            foreach (RequestFormat format in Enum.GetValues<RequestFormat>())
            {
                string plain = Path.Combine(folder, "plain");
                Write(plain, format);
                string gzip = Compress(plain, "gzip", stream => new GZipStream(stream, CompressionLevel.Fastest));
                string zstandard = Compress(plain, "zstandard", stream => new CompressionStream(stream, leaveOpen: false));
                double bytes = (double)new FileInfo(plain).Length / Requests;
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{RequestFormats.NameOf(format),-12}{bytes,12:0.0}{Rate(plain),10:0.0}{Rate(gzip),10:0.0}{Rate(zstandard),11:0.0}"));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double Rate(string file)
    {
        var batch = new MemoryRequest[4096];
        var options = new RequestTraceOptions { Limits = new RequestLimits(long.MaxValue, CapacityBytes) };
        double best = double.MaxValue;
        for (int repeat = 0; repeat < Repeats; repeat++)
        {
            TimeSpan before = Environment.CpuUsage.TotalTime;
            using (RequestTraceReader reader = RequestTrace.Open(file, null, options))
            {
                while (reader.Read(batch) > 0)
                {
                    // Nothing is done with them.
                }
            }

            best = Math.Min(best, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
        }

        return Requests / best * 1e-6;
    }

    private static string Compress(string plain, string name, Func<Stream, Stream> compressor)
    {
        string file = Path.Combine(Path.GetDirectoryName(plain)!, name);
        using FileStream source = File.OpenRead(plain);
        using Stream target = compressor(File.Create(file));
        source.CopyTo(target);
        return file;
    }

    /// <summary>Addresses at random: those in order would be easier to compress and to predict.</summary>
    private static void Write(string file, RequestFormat format)
    {
        var random = new Random(1);
        IEnumerable<MemoryRequest> requests = Enumerable.Range(0, Requests).Select(
            i => new MemoryRequest(3L * i, random.NextInt64(CapacityBytes / 64) * 64, random.Next(2) == 0));
        using FileStream stream = File.Create(file);
        switch (format)
        {
            case RequestFormat.Csv:
                RequestCsv.Write(stream, requests);
                break;
            case RequestFormat.Gem5:
                Gem5Trace.Write(stream, "benchmark", requests.Select(r => new MemoryRequest(1000 * r.Time, r.Address, r.IsWrite, 64)));
                break;
            default:
                using (var writer = new StreamWriter(stream) { NewLine = "\n" })
                    foreach (MemoryRequest request in requests)
                        writer.WriteLine(Line(format, request));
                break;
        }
    }

    private static string Line(RequestFormat format, MemoryRequest request) => FormattableString.Invariant(format switch
    {
        RequestFormat.Dramsim3 => (FormattableString)$"0x{request.Address:X} {(request.IsWrite ? "WRITE" : "READ")} {request.Time}",
        RequestFormat.Ramulator2 => $"{(request.IsWrite ? "ST" : "LD")} 0x{request.Address:x}",
        _ => $"{request.Time}: {(request.IsWrite ? "write" : "read")} 0x{request.Address:x}",
    });
}
