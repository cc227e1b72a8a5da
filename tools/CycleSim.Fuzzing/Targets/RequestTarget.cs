using System.Text;
using CycleSim.Traces.Requests;
using ZstdSharp;

namespace CycleSim.Fuzzing.Targets;

/// <summary>Request traces in any format, which the first line tells, plain or compressed.</summary>
internal sealed class RequestTarget : IFuzzTarget
{
    private static readonly string[] Texts =
    [
        "cycle,op,addr\n0,R,0x40\n3,W,128\n7,R,0xffff\n",
        "0x40 READ 0\n0x80 WRITE 12\n1f00 P_MEM_RD 13\n",
        "LD 0x40\nST 4096\nR 64\nW 0x80\n",
        "# a comment\n31: read 0x40\n32: write 0x50 0x0123456789abcdef\n33: (8) read 0x60\n",
    ];

    public string Name => "requests";

    public string Reads => "request traces: CSV, DRAMsim3, Ramulator 2, DRAMSys; plain, gzip, Zstandard";

    public string Extension => ".trace";

    public IEnumerable<byte[]> Seeds(string repository)
    {
        foreach (byte[] text in Texts.Select(Encoding.UTF8.GetBytes))
        {
            yield return text;
            yield return SeedFiles.Gzip(text);
        }

        using var compressor = new Compressor();
        yield return compressor.Wrap(Encoding.UTF8.GetBytes(Texts[0])).ToArray();
    }

    public void Run(byte[] input, string path) => Run(path, format: null);

    /// <summary>Reads a trace; its requests are written as CSV and read again.</summary>
    internal static List<MemoryRequest> Run(string path, RequestFormat? format)
    {
        List<MemoryRequest> requests = Read(path, format);
        string copy = path + ".csv";
        using (FileStream stream = File.Create(copy))
            RequestCsv.Write(stream, requests);
        List<MemoryRequest> again = Oracle.Accepts("a written request trace", () => Read(copy, RequestFormat.Csv));
        Oracle.SameRecords("requests", [.. requests.Select(Written)], [.. again.Select(Written)]);
        return requests;
    }

    private static (long Time, bool IsWrite, long Address) Written(MemoryRequest request) =>
        (request.Time, request.IsWrite, request.Address);

    internal static List<MemoryRequest> Read(string path, RequestFormat? format)
    {
        var options = new RequestTraceOptions { Order = RequestOrder.File };
        using RequestTraceReader reader = RequestTrace.Open(path, format, options);
        List<MemoryRequest> requests = [];
        var batch = new MemoryRequest[64];
        while (requests.Count < Oracle.MaxRecords && reader.Read(batch) is var count && count > 0)
            requests.AddRange(batch.AsSpan(0, count));
        return requests;
    }
}
