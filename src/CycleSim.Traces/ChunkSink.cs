using System.Buffers.Binary;
using CycleSim.Traces.Format;
using Google.Protobuf;
using ZstdSharp;

namespace CycleSim.Traces;

/// <summary>Writes chunks as frames, remembers where they stand, and closes the file with index and trailer.</summary>
internal sealed class ChunkSink : IDisposable
{
    private const int CompressionLevel = 3;

    private readonly Stream _stream;
    private readonly Compressor _compressor = new(CompressionLevel);
    private readonly Format.Index _index = new();
    private long _offset;

    internal ChunkSink(Stream stream, Header header)
    {
        _stream = stream;
        _stream.Write(TraceFraming.Magic);
        _offset = TraceFraming.Magic.Length;
        Write(new Chunk { Header = header }.ToByteArray());
    }

    /// <summary>Writes a chunk of records.</summary>
    internal void Write(ReadOnlySpan<byte> chunk, ChunkInfo info)
    {
        Register(info);
        Write(chunk);
    }

    /// <summary>Writes a checkpoint; it has no entry in the index.</summary>
    internal void Write(Checkpoint checkpoint) => Write(new Chunk { Checkpoint = checkpoint }.ToByteArray());

    /// <summary>Writes the frame of another file as it is; one that holds no records, with null, has no entry in the index.</summary>
    internal void WriteFrame(ReadOnlySpan<byte> payload, ChunkInfo? info)
    {
        if (info is not null)
            Register(info);
        WritePayload(payload);
    }

    internal void Finish(End end)
    {
        long indexOffset = _offset;
        Write(new Chunk { Index = _index }.ToByteArray());
        Write(new Chunk { End = end }.ToByteArray());
        // Of fixed length and not compressed: whoever reads from the end of the file finds the index by it.
        Span<byte> trailer = stackalloc byte[TraceFraming.TrailerBytes];
        BinaryPrimitives.WriteInt64LittleEndian(trailer, indexOffset);
        TraceFraming.EndMagic.CopyTo(trailer[8..]);
        _stream.Write(trailer);
        _stream.Flush();
    }

    public void Dispose() => _compressor.Dispose();

    private void Register(ChunkInfo info)
    {
        info.Offset = (ulong)_offset;
        _index.Chunks.Add(info);
    }

    private void Write(ReadOnlySpan<byte> chunk) => WritePayload(_compressor.Wrap(chunk));

    private void WritePayload(ReadOnlySpan<byte> payload)
    {
        Span<byte> header = stackalloc byte[TraceFraming.HeaderBytes];
        TraceFraming.WriteHeader(header, payload);
        _stream.Write(header);
        _stream.Write(payload);
        _offset += header.Length + payload.Length;
    }
}
