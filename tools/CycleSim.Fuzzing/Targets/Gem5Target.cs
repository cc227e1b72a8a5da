using CycleSim.Traces.Export;
using CycleSim.Traces.Requests;

namespace CycleSim.Fuzzing.Targets;

/// <summary>gem5's packet traces.</summary>
internal sealed class Gem5Target : IFuzzTarget
{
    public string Name => "gem5";

    public string Reads => "packet traces of gem5";

    public string Extension => ".trc";

    public IEnumerable<byte[]> Seeds(string repository)
    {
        foreach (byte[] trace in SeedFiles.In(repository, "tests/Reference/traces", "*.trc"))
            yield return trace;
        using var stream = new MemoryStream();
        Gem5Trace.Write(stream, "seed", Enumerable.Range(0, 5).Select(i => new MemoryRequest(1000 * i, 64 * i, i % 2 == 1, 64)));
        yield return stream.ToArray();
    }

    public void Run(byte[] input, string path)
    {
        List<MemoryRequest> requests = RequestTarget.Run(path, RequestFormat.Gem5);
        string copy = path + ".trc";
        using (FileStream stream = File.Create(copy))
        {
            Gem5Trace.Write(
                stream, "fuzzing", requests);
        }

        List<MemoryRequest> again = Oracle.Accepts("written packets", () => RequestTarget.Read(copy, RequestFormat.Gem5));
        Oracle.SameRecords("packets", requests, again);
    }
}
