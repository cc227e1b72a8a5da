namespace CycleSim.Fuzzing.Targets;

/// <summary>Trace files, byte by byte: the frame around the chunks, their compression and checksums.</summary>
internal sealed class TraceTarget : IFuzzTarget
{
    public string Name => "trace";

    public string Reads => "trace files as they are: frames, compression, index, trailer";

    public string Extension => ".cst";

    public IEnumerable<byte[]> Seeds(string repository) => TraceRewriting.Seeds(repository);

    public void Run(byte[] input, string path) => TraceRewriting.Run(input, path);
}
