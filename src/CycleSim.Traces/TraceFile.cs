using System.Buffers.Binary;
using CycleSim.Platform.Files;
using CycleSim.Traces.Format;

namespace CycleSim.Traces;

/// <summary>A complete trace on disk, read by its index: a window of time costs no more than the chunks that reach into it.</summary>
public sealed class TraceFile : IDisposable
{
    /// <summary>No interval ends later: it starts up to 2^50 cycles and lasts as long.</summary>
    private const ulong MaxEndCycle = 1UL << 51;

    private readonly Stream _stream;
    private readonly TraceReader _reader;

    private TraceFile(Stream stream, string name, TraceReader reader, Format.Index index)
    {
        _stream = stream;
        _reader = reader;
        Name = name;
        Chunks = [.. index.Chunks.Where(info => info.Component <= (uint)TraceComponent.Waits)];
        if (Chunks.Any(info => info.Offset < (ulong)TraceFraming.Magic.Length || info.Offset >= (ulong)stream.Length))
            throw new TraceFormatException($"{name}: the index names a chunk outside the file");
        if (Chunks.Any(info => info.EndCycle > MaxEndCycle))
            throw new TraceFormatException($"{name}: the index names an impossible cycle");
        End = reader.ReadNext().End ?? throw new TraceFormatException($"{name}: the closing chunk does not follow the index");
    }

    /// <summary>Name of the file, for messages.</summary>
    public string Name { get; }

    /// <summary>Size of the file in bytes.</summary>
    public long Bytes => _stream.Length;

    /// <summary>What the file holds, as its closing chunk says.</summary>
    public End End { get; }

    /// <summary>What was traced.</summary>
    public Header Header => _reader.Header;

    /// <summary>All chunks of records, in the order of the file.</summary>
    public IReadOnlyList<ChunkInfo> Chunks { get; }

    /// <summary>Whether the records of a component were to be recorded.</summary>
    public bool Records(TraceComponent component) =>
        (component != TraceComponent.Waits || HasOverlap)
        && (Header.Selection is not { } part || part.Components.Contains((uint)component));

    /// <summary>First core cycle of what was recorded, and the cycle after the last: the run, or a selection's window.</summary>
    /// <exception cref="TraceFormatException">A chunk is damaged.</exception>
    public (long From, long To) RecordedCycles
    {
        get
        {
            long last = Chunks.Where(chunk => chunk.Component != (uint)TraceComponent.Dram).Select(chunk => (long)chunk.LastCycle + 1)
                .Append(EndCycle).Max();
            return Header.Selection is { } part
                ? ((long)part.FromCycle, part.ToCycle > (ulong)last ? last : (long)part.ToCycle)
                : (0, last);
        }
    }

    /// <summary>Whether a file starts like a trace.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static bool IsTrace(string path)
    {
        using Stream stream = InputFile.Open(path);
        Span<byte> magic = stackalloc byte[TraceFraming.Magic.Length];
        return stream.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false) == magic.Length
            && magic.SequenceEqual(TraceFraming.Magic);
    }

    /// <summary>Opens a trace by its index.</summary>
    /// <exception cref="TraceFormatException">The file is no trace, or is cut off: it has no index.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static TraceFile Open(string path)
    {
        Stream stream = InputFile.Open(path);
        string name = InputFile.NameOf(path);
        try
        {
            var reader = new TraceReader(stream, name);
            return new TraceFile(stream, name, reader, ReadIndex(stream, reader, name));
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Cycle after the last phase: the length of the run.</summary>
    /// <exception cref="TraceFormatException">A chunk is damaged.</exception>
    public long EndCycle
    {
        get
        {
            if (HasOverlap)
                return Chunks.Where(chunk => chunk.Component == (uint)TraceComponent.Phases).Select(chunk => (long)chunk.EndCycle)
                    .DefaultIfEmpty().Max();
            ChunkInfo? last = Chunks.LastOrDefault(chunk => chunk.Component == (uint)TraceComponent.Phases);
            return last is null
                ? 0
                : Within(TraceComponent.Phases, (long)last.FirstCycle, long.MaxValue).SelectMany(chunk => _reader.Phases(chunk.Phases))
                    .Select(phase => phase.EndCycle).DefaultIfEmpty().Max();
        }
    }

    /// <summary>Accesses of a scratchpad that start in a window of cycles, in the order of the file.</summary>
    /// <param name="scratchpad">The component: one of <see cref="TraceNames.ScratchpadComponents"/>.</param>
    /// <param name="from">First core cycle.</param>
    /// <param name="to">Core cycle after the last.</param>
    /// <exception cref="TraceFormatException">A chunk is damaged.</exception>
    public IEnumerable<TraceAccess> Accesses(TraceComponent scratchpad, long from, long to) =>
        Within(scratchpad, from, to)
            .SelectMany(chunk => _reader.Accesses(chunk.Accesses)).Where(access => access.Cycle >= from && access.Cycle < to);

    /// <summary>
    /// DRAM commands in a window of DRAM cycles, in the order of the file; a run that reaches over its ends is cut. Runs of different
    /// channels overlap: <see cref="SingleDram"/> has their commands in the order of time.
    /// </summary>
    /// <exception cref="TraceFormatException">A chunk is damaged.</exception>
    public IEnumerable<TraceDram> Dram(long from, long to) =>
        WholeRuns(from, to).Select(command => command.Within(from, to)).Where(command => command.Count > 0);

    /// <summary>DRAM commands in a window of DRAM cycles, one by one and by time; in one cycle the lower channel is first.</summary>
    /// <exception cref="TraceFormatException">A chunk is damaged.</exception>
    public IEnumerable<TraceDram> SingleDram(long from, long to) =>
        HasChannels ? DramSequence.Of(WholeRuns(from, to), from, to) : Dram(from, to).SelectMany(run => run.Single());

    /// <summary>Phases that reach into a window of core cycles.</summary>
    /// <exception cref="TraceFormatException">A chunk is damaged.</exception>
    public IEnumerable<TracePhase> Phases(long from, long to) =>
        Within(TraceComponent.Phases, HasOverlap ? from : LastBefore(TraceComponent.Phases, from), to)
            .SelectMany(chunk => _reader.Phases(chunk.Phases)).Where(phase => phase.EndCycle > from && phase.StartCycle < to);

    /// <summary>Folds that start in a window of core cycles.</summary>
    /// <exception cref="TraceFormatException">A chunk is damaged.</exception>
    public IEnumerable<TraceFold> Folds(long from, long to) =>
        Within(TraceComponent.Folds, from, to)
            .SelectMany(chunk => _reader.Folds(chunk.Folds)).Where(fold => fold.StartCycle >= from && fold.StartCycle < to);

    /// <summary>Transfers that reach into a window of core cycles.</summary>
    /// <exception cref="TraceFormatException">A chunk is damaged.</exception>
    public IEnumerable<TraceTransfer> Transfers(long from, long to) =>
        Within(TraceComponent.Transfers, LastBefore(TraceComponent.Transfers, from), to)
            .SelectMany(chunk => _reader.Transfers(chunk.Transfers))
            .Where(transfer => transfer.EndCycle > from && transfer.StartCycle < to);

    /// <summary>Waits that reach into a window of core cycles.</summary>
    /// <exception cref="TraceFormatException">A chunk is damaged.</exception>
    public IEnumerable<TraceWait> Waits(long from, long to) =>
        Within(TraceComponent.Waits, from, to)
            .SelectMany(chunk => _reader.Waits(chunk.Waits)).Where(wait => wait.EndCycle > from && wait.StartCycle < to);

    /// <inheritdoc />
    public void Dispose()
    {
        _reader.Dispose();
        _stream.Dispose();
    }

    private bool HasChannels => Header.DramChannels > 1;

    private bool HasOverlap => TraceMachines.HasOverlap(Header);

    /// <summary>The DRAM commands of the chunks that reach into a window.</summary>
    private IEnumerable<TraceDram> WholeRuns(long from, long to) =>
        Within(TraceComponent.Dram, HasChannels ? from : LastBefore(TraceComponent.Dram, from), to)
            .SelectMany(chunk => _reader.Dram(chunk.Dram));

    private static Format.Index ReadIndex(Stream stream, TraceReader reader, string path)
    {
        Span<byte> trailer = stackalloc byte[TraceFraming.TrailerBytes];
        stream.Position = Math.Max(0, stream.Length - TraceFraming.TrailerBytes);
        int got = stream.ReadAtLeast(trailer, trailer.Length, throwOnEndOfStream: false);
        long offset = BinaryPrimitives.ReadInt64LittleEndian(trailer);
        if (got < trailer.Length || !trailer[8..].SequenceEqual(TraceFraming.EndMagic) || offset < 8 || offset >= stream.Length)
        {
            throw new TraceFormatException(
                $"{path}, offset {stream.Length}: is cut off: the trailer is missing; " +
                "`cyclesim trace verify --salvage` saves its whole chunks");
        }

        return reader.ReadAt(offset).Index
            ?? throw new TraceFormatException($"{path}, offset {offset}: the index does not stand where the trailer says");
    }

    /// <summary>Where the chunk starts that may hold an interval which reaches into a cycle.</summary>
    private long LastBefore(TraceComponent component, long cycle) =>
        (long?)Chunks.LastOrDefault(chunk => chunk.Component == (uint)component && (long)chunk.FirstCycle <= cycle)?.FirstCycle ?? cycle;

    private IEnumerable<Chunk> Within(TraceComponent component, long from, long to)
    {
        foreach (ChunkInfo info in Chunks)
        {
            if (info.Component != (uint)component || (long)Math.Max(info.LastCycle, Math.Max(info.LastCommandCycle, info.EndCycle)) < from
                || (long)info.FirstCycle >= to)
            {
                continue;
            }

            Chunk chunk = _reader.ReadAt((long)info.Offset);
            bool fits = component switch
            {
                TraceComponent.Dram => chunk.Dram is not null,
                TraceComponent.Phases => chunk.Phases is not null,
                TraceComponent.Folds => chunk.Folds is not null,
                TraceComponent.Transfers => chunk.Transfers is not null,
                TraceComponent.Waits => chunk.Waits is not null,
                _ => chunk.Accesses?.Scratchpad == (uint)component,
            };
            if (!fits)
                throw new TraceFormatException($"{Name}, offset {info.Offset}: the chunk is not what the index says");
            yield return chunk;
        }
    }
}
