using System.Buffers.Binary;
using CycleSim.Traces.Format;
using Google.Protobuf;
using ZstdSharp;

namespace CycleSim.Traces;

/// <summary>Reads a trace chunk by chunk. Damage ends the reading with an error that names the offset; all chunks before are good.</summary>
public sealed class TraceReader : IDisposable
{
    private const int MaxChunkBytes = 16 << 20;

    private readonly Stream _stream;
    private readonly string _name;
    private readonly Decompressor _decompressor = new();
    private long _offset;
    private ulong _accesses;
    private ulong _commands;
    private ulong _bursts;

    /// <summary>Opens a trace and reads its header.</summary>
    /// <param name="stream">The file; the reader does not close it.</param>
    /// <param name="name">Name for messages.</param>
    /// <exception cref="TraceFormatException">The file is no trace.</exception>
    public TraceReader(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _stream = stream;
        _name = name;
        Span<byte> magic = stackalloc byte[TraceFraming.Magic.Length];
        if (ReadFully(magic) != magic.Length || !magic.SequenceEqual(TraceFraming.Magic))
            throw Damaged("is not a CycleSim trace: the first eight bytes must be CYSIMTR1");
        _offset = magic.Length;
        Header = ReadChunk()?.Header ?? throw Damaged("the first chunk must be the header");
    }

    /// <summary>What was traced.</summary>
    public Header Header { get; }

    /// <summary>The next chunk after the header; null after the closing chunk.</summary>
    /// <exception cref="TraceFormatException">The file is damaged or cut off.</exception>
    public Chunk? Next()
    {
        Chunk chunk = ReadChunk() ?? throw Damaged("is cut off: the closing chunk is missing");
        if (chunk.ContentCase != Chunk.ContentOneofCase.End)
        {
            Count(chunk);
            return chunk;
        }

        End found = new() { ScratchpadAccesses = _accesses, DramCommands = _commands, DramBursts = _bursts };
        if (!found.Equals(chunk.End))
            throw Damaged($"lacks chunks: it holds {found}, its closing chunk says {chunk.End}");
        if (ReadFully(stackalloc byte[1]) != 0)
            throw Damaged("has data behind its closing chunk");
        End = chunk.End;
        return null;
    }

    /// <summary>The closing chunk, once it has been read.</summary>
    public End? End { get; private set; }

    /// <summary>The accesses of a chunk, expanded.</summary>
    /// <exception cref="TraceFormatException">The columns differ in length or hold impossible values.</exception>
    public IEnumerable<TraceAccess> Accesses(AccessColumns columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        int count = columns.Bank.Count;
        if (columns.Scratchpad > 2 || columns.CycleDelta.Count != count || columns.Tensor.Count != count
            || columns.LineDelta.Count != count || columns.BytesAndKind.Count != count || columns.WaitedCycles.Count != count)
        {
            throw Damaged("has access columns that do not fit each other");
        }

        long cycle = 0;
        long line = 0;
        for (int i = 0; i < count; i++)
        {
            cycle += columns.CycleDelta[i];
            line += columns.LineDelta[i];
            uint bytes = columns.BytesAndKind[i];
            yield return new TraceAccess(
                (int)columns.Scratchpad, cycle, (int)columns.Bank[i], (int)columns.Tensor[i], line, (int)(bytes >> 1),
                (bytes & 1) != 0, (int)columns.WaitedCycles[i]);
        }
    }

    /// <summary>The DRAM commands of a chunk, expanded to records.</summary>
    /// <exception cref="TraceFormatException">The columns differ in length or hold impossible values.</exception>
    public IEnumerable<TraceDram> Dram(DramColumns columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        int count = columns.Kind.Count;
        if (columns.CycleDelta.Count != count || columns.Rank.Count != count || columns.Bank.Count != count
            || columns.Row.Count != count || columns.Column.Count != count || columns.Count.Count != count
            || columns.PitchCycles.Count != count || columns.Kind.Any(kind => kind > (uint)TraceDramKind.Refresh))
        {
            throw Damaged("has DRAM columns that do not fit each other");
        }

        long cycle = 0;
        for (int i = 0; i < count; i++)
        {
            cycle += columns.CycleDelta[i];
            yield return new TraceDram(
                (TraceDramKind)columns.Kind[i], cycle, (int)columns.Rank[i], (int)columns.Bank[i], (int)columns.Row[i],
                (int)columns.Column[i], (int)columns.Count[i], (int)columns.PitchCycles[i]);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _decompressor.Dispose();

    private void Count(Chunk chunk)
    {
        _accesses += (ulong)(chunk.Accesses?.Bank.Count ?? 0);
        if (chunk.Dram is not { } dram)
            return;
        _commands += (ulong)dram.Kind.Count;
        for (int i = 0; i < Math.Min(dram.Kind.Count, dram.Count.Count); i++)
            if ((TraceDramKind)dram.Kind[i] is TraceDramKind.Read or TraceDramKind.Write)
                _bursts += dram.Count[i];
    }

    private Chunk? ReadChunk()
    {
        Span<byte> header = stackalloc byte[TraceFraming.HeaderBytes];
        int got = ReadFully(header);
        if (got == 0)
            return null;
        if (got < header.Length)
            throw Damaged("is cut off inside a chunk's header");
        int length = BinaryPrimitives.ReadInt32LittleEndian(header);
        if (length is <= 0 or > TraceFraming.MaxFrameBytes)
            throw Damaged($"has a chunk of {length} bytes; allowed are 1 to {TraceFraming.MaxFrameBytes}");
        byte[] payload = new byte[length];
        if (ReadFully(payload) != length)
            throw Damaged("is cut off inside a chunk");
        if (TraceFraming.Crc32C(payload) != BinaryPrimitives.ReadUInt32LittleEndian(header[4..]))
            throw Damaged("has a chunk whose checksum does not fit");
        Chunk chunk = Decode(payload);
        _offset += header.Length + length;
        return chunk;
    }

    private Chunk Decode(byte[] payload)
    {
        try
        {
            ulong size = Decompressor.GetDecompressedSize(payload);
            if (size > MaxChunkBytes)
                throw Damaged($"has a chunk that claims {size} bytes");
            return Chunk.Parser.ParseFrom(_decompressor.Unwrap(payload));
        }
        catch (Exception problem) when (problem is ZstdException or InvalidProtocolBufferException)
        {
            throw Damaged($"has a chunk that cannot be decoded ({problem.Message})");
        }
    }

    private int ReadFully(Span<byte> buffer) => _stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);

    private TraceFormatException Damaged(string problem) => new($"{_name}, offset {_offset}: {problem}");
}
