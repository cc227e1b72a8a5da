using System.Buffers.Binary;
using CycleSim.Traces;
using ZstdSharp;

namespace CycleSim.Fuzzing.Targets;

/// <summary>
/// What is in the chunks of a trace. An input is a list of chunks, each a little-endian 32-bit length and its message; the target makes
/// frames, whose checksums a change would break, index and trailer.
/// </summary>
internal sealed class TraceContentTarget : IFuzzTarget
{
    public string Name => "trace-content";

    public string Reads => "chunks of traces: header, records, with frames and checksums that fit";

    public string Extension => ".cst";

    public IEnumerable<byte[]> Seeds(string repository) => TraceRewriting.Seeds(repository).Select(Unframed);

    public void Run(byte[] input, string path)
    {
        using var whole = new MemoryStream();
        TraceSalvage.Run(new MemoryStream(Framed(input)), path, whole, out _);
        File.WriteAllBytes(path, whole.ToArray());
        TraceRewriting.Run(whole.ToArray(), path);
    }

    private static byte[] Unframed(byte[] trace)
    {
        using var content = new MemoryStream();
        using var decompressor = new Decompressor();
        Span<byte> size = stackalloc byte[sizeof(int)];
        int end = (int)BinaryPrimitives.ReadInt64LittleEndian(trace.AsSpan(trace.Length - TraceFraming.TrailerBytes));
        for (int at = TraceFraming.Magic.Length; at < end;)
        {
            int length = BinaryPrimitives.ReadInt32LittleEndian(trace.AsSpan(at));
            ReadOnlySpan<byte> message = decompressor.Unwrap(trace.AsSpan(at + TraceFraming.HeaderBytes, length));
            BinaryPrimitives.WriteInt32LittleEndian(size, message.Length);
            content.Write(size);
            content.Write(message);
            at += TraceFraming.HeaderBytes + length;
        }

        return content.ToArray();
    }

    private static byte[] Framed(ReadOnlySpan<byte> content)
    {
        using var trace = new MemoryStream();
        using var compressor = new Compressor(1);
        trace.Write(TraceFraming.Magic);
        Span<byte> header = stackalloc byte[TraceFraming.HeaderBytes];
        while (content.Length >= sizeof(int))
        {
            int length = Math.Clamp(BinaryPrimitives.ReadInt32LittleEndian(content), 0, content.Length - sizeof(int));
            ReadOnlySpan<byte> payload = compressor.Wrap(content.Slice(sizeof(int), length));
            TraceFraming.WriteHeader(header, payload);
            trace.Write(header);
            trace.Write(payload);
            content = content[(sizeof(int) + length)..];
        }

        return trace.ToArray();
    }
}
