using System.Buffers.Binary;
using CycleSim.Platform.Files;
using CycleSim.Traces.Format;
using Google.Protobuf;
using ZstdSharp;

namespace CycleSim.Traces;

/// <summary>
/// Reads a trace chunk by chunk. Damage ends the reading with an error that names the offset; all chunks before are good.
/// </summary>
public sealed class TraceReader : IDisposable
{
    private const int MaxChunkBytes = 16 << 20;

    private readonly Stream _stream;
    private readonly string _name;
    private readonly Decompressor _decompressor = new();
    private readonly End _found = new();
    private readonly List<ChunkInfo> _chunks = [];
    private readonly ColumnDecoder _columns;
    private long _offset;
    private long _indexOffset;

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
            throw Damaged("is not a CycleSim trace: the first eight bytes must be CYSIMTR2");
        _offset = magic.Length;
        Header = ReadChunk()?.Header ?? throw Damaged("the first chunk must be the header");
        if (HeaderCheck.Problem(Header) is { } problem)
            throw Damaged($"has a header that cannot be: {problem}");
        CompletePs = Header.CheckpointPs > 0 ? 0 : null;
        _columns = new ColumnDecoder(Header, Damaged);
    }

    /// <summary>What was traced.</summary>
    public Header Header { get; }

    /// <summary>The next chunk after the header; null after the closing chunk.</summary>
    /// <exception cref="TraceFormatException">The file is damaged or cut off.</exception>
    public Chunk? Next()
    {
        while (NextOfAnyVersion() is { } chunk)
            if (HoldsRecords(chunk))
                return chunk;
        return null;
    }

    /// <summary>The accesses of a chunk, expanded.</summary>
    /// <exception cref="TraceFormatException">The columns differ in length or hold impossible values.</exception>
    public IEnumerable<TraceAccess> Accesses(AccessColumns columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        return _columns.Accesses(columns);
    }

    /// <summary>The records of a chunk: runs of accesses at even strides.</summary>
    /// <exception cref="TraceFormatException">The columns differ in length or hold impossible values.</exception>
    public IEnumerable<AccessRun> AccessRuns(AccessColumns columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        return _columns.AccessRuns(columns);
    }

    /// <summary>The phases of a chunk.</summary>
    /// <exception cref="TraceFormatException">The columns differ in length or hold impossible values.</exception>
    public IEnumerable<TracePhase> Phases(PhaseColumns columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        return _columns.Phases(columns);
    }

    /// <summary>The folds of a chunk.</summary>
    /// <exception cref="TraceFormatException">The columns differ in length.</exception>
    public IEnumerable<TraceFold> Folds(FoldColumns columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        return _columns.Folds(columns);
    }

    /// <summary>The transfers of a chunk.</summary>
    /// <exception cref="TraceFormatException">The columns differ in length.</exception>
    public IEnumerable<TraceTransfer> Transfers(TransferColumns columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        return _columns.Transfers(columns);
    }

    /// <summary>The waits of a chunk.</summary>
    /// <exception cref="TraceFormatException">The columns differ in length or hold impossible values.</exception>
    public IEnumerable<TraceWait> Waits(WaitColumns columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        return _columns.Waits(columns);
    }

    /// <summary>The DRAM commands of a chunk; a run of column commands is one record.</summary>
    /// <exception cref="TraceFormatException">The columns differ in length or hold impossible values.</exception>
    public IEnumerable<TraceDram> Dram(DramColumns columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        return _columns.Dram(columns);
    }

    /// <summary>
    /// Simulated time, in picoseconds, before which the chunks read so far lack no record; null when the trace has no checkpoints.
    /// </summary>
    internal long? CompletePs { get; private set; }

    /// <summary>Whether a chunk holds records of a component: it has an entry in the index.</summary>
    internal static bool HoldsRecords(Chunk chunk) =>
        chunk.ContentCase is not (Chunk.ContentOneofCase.None or Chunk.ContentOneofCase.Checkpoint);

    /// <summary>
    /// As <see cref="Next"/>, but checkpoints, and chunks of a later version of the format, whose content is unknown, come too.
    /// </summary>
    internal Chunk? NextOfAnyVersion()
    {
        long at = _offset;
        Chunk chunk = ReadChunk() ?? throw Damaged("is cut off: the closing chunk is missing");
        switch (chunk.ContentCase)
        {
            case Chunk.ContentOneofCase.None:
                return chunk;
            case Chunk.ContentOneofCase.Checkpoint:
                CompletePs = CheckpointAfter(CompletePs ?? 0, chunk.Checkpoint);
                return chunk;
            case Chunk.ContentOneofCase.Index:
                CheckIndex(chunk.Index, at);
                CheckEnd(ReadChunk()?.End ?? throw Damaged("is cut off: the closing chunk is missing"));
                return null;
            case Chunk.ContentOneofCase.Header or Chunk.ContentOneofCase.End:
                throw Damaged($"has a chunk that holds {chunk.ContentCase} where records or the index must stand");
            default:
                Register(chunk, at);
                return chunk;
        }
    }

    private long CheckpointAfter(long before, Checkpoint checkpoint) =>
        checkpoint.CompletePs >= (ulong)before && checkpoint.CompletePs <= long.MaxValue
            ? (long)checkpoint.CompletePs
            : throw Damaged($"has a checkpoint at {checkpoint.CompletePs} ps behind one at {before} ps");

    private void CheckIndex(Format.Index index, long at)
    {
        // Entries of kinds, and fields, of a later version do not count.
        if (!index.Chunks.Where(info => info.Component <= (uint)TraceComponent.Waits)
            .Select(Fields).SequenceEqual(_chunks.Select(Fields)))
            throw Damaged("has an index that does not fit its chunks: chunks are missing or doubled");
        _indexOffset = at;
    }

    private static (ulong, uint, ulong, ulong, ulong, ulong, ulong) Fields(ChunkInfo info) =>
        (info.Offset, info.Component, info.FirstCycle, info.LastCycle, info.Records, info.LastCommandCycle, info.EndCycle);

    private static (ulong, ulong, ulong, ulong, ulong, ulong, ulong) Fields(End end) =>
        (end.ScratchpadAccesses, end.DramCommands, end.DramBursts, end.Phases, end.Folds, end.Transfers, end.Waits);

    private void CheckEnd(End end)
    {
        if (end.HasCompletePs && (long)end.CompletePs != CompletePs)
            throw Damaged($"says that it is complete up to {end.CompletePs} ps; its last checkpoint says " +
                $"{CompletePs?.ToString() ?? "nothing"}");
        _found.Salvaged = end.Salvaged;
        if (Fields(_found) != Fields(end))
            throw Damaged($"lacks chunks: it holds {_found}, its closing chunk says {end}");
        Span<byte> trailer = stackalloc byte[TraceFraming.TrailerBytes + 1];
        int got = ReadFully(trailer);
        if (got < TraceFraming.TrailerBytes)
            throw Damaged("is cut off inside its trailer");
        if (BinaryPrimitives.ReadInt64LittleEndian(trailer) != _indexOffset || !trailer[8..16].SequenceEqual(TraceFraming.EndMagic))
            throw Damaged("has a damaged trailer");
        if (got > TraceFraming.TrailerBytes)
            throw Damaged("has data behind its trailer");
        End = end;
    }

    /// <summary>The closing chunk, once it has been read.</summary>
    public End? End { get; private set; }

    /// <summary>The chunk whose frame starts at an offset; sequential reading is over after that.</summary>
    internal Chunk ReadAt(long offset)
    {
        _stream.Position = offset;
        _offset = offset;
        return ReadChunk() ?? throw Damaged("has no chunk there");
    }

    /// <summary>The chunk behind the one that was read last.</summary>
    internal Chunk ReadNext() => ReadChunk() ?? throw Damaged("is cut off: a chunk is missing");

    /// <inheritdoc />
    public void Dispose() => _decompressor.Dispose();

    /// <summary>What the index must say of a chunk; its counts enter the totals.</summary>
    private void Register(Chunk chunk, long offset)
    {
        ChunkInfo info = ChunkDescription.Of(chunk, this, _found);
        info.Offset = (ulong)offset;
        _chunks.Add(info);
        LastChunk = info;
    }

    /// <summary>The index entry of the last chunk returned by <see cref="Next"/>.</summary>
    internal ChunkInfo LastChunk { get; private set; } = new();

    /// <summary>The payload of the last chunk, as stored.</summary>
    internal byte[] LastPayload { get; private set; } = [];

    /// <summary>What the chunks returned so far hold.</summary>
    internal End Found => _found;

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
        if (Checksum.Crc32C(payload) != BinaryPrimitives.ReadUInt32LittleEndian(header[4..]))
            throw Damaged("has a chunk whose checksum does not fit");
        Chunk chunk = Decode(payload);
        LastPayload = payload;
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
