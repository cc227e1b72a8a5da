using CycleSim.Traces.Format;
using Google.Protobuf;
using ZstdSharp;

namespace CycleSim.Traces;

/// <summary>
/// Writes a trace in bounded memory: records gather in columns, a full column set becomes a compressed, checksummed chunk.
/// </summary>
public sealed class TraceWriter : IDisposable
{
    private const int RecordsPerChunk = 8192;
    private const int CompressionLevel = 3;

    private readonly Stream _stream;
    private readonly Compressor _compressor = new(CompressionLevel);
    private readonly AccessBuffer[] _accesses = [new(0), new(1), new(2)];
    private readonly DramColumns _dram = new();
    private long _lastDramCycle;
    private ulong _accessCount;
    private ulong _dramCount;
    private ulong _burstCount;
    private bool _isComplete;

    /// <summary>Starts a trace.</summary>
    /// <param name="stream">Where to; the writer does not close it.</param>
    /// <param name="header">What is traced.</param>
    public TraceWriter(Stream stream, Header header)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(header);
        _stream = stream;
        _stream.Write(TraceFraming.Magic);
        WriteChunk(new Chunk { Header = header });
    }

    /// <summary>Adds an access.</summary>
    /// <param name="access">The access; its scratchpad is 0 to 2.</param>
    public void Add(in TraceAccess access)
    {
        AccessBuffer buffer = _accesses[access.Scratchpad];
        buffer.Add(access);
        _accessCount++;
        if (buffer.Count == RecordsPerChunk)
            Flush(buffer);
    }

    /// <summary>Adds a DRAM command.</summary>
    public void Add(in TraceDram command)
    {
        _dram.CycleDelta.Add(command.Cycle - _lastDramCycle);
        _lastDramCycle = command.Cycle;
        _dram.Kind.Add((uint)command.Kind);
        _dram.Rank.Add((uint)command.Rank);
        _dram.Bank.Add((uint)command.Bank);
        _dram.Row.Add((uint)command.Row);
        _dram.Column.Add((uint)command.Column);
        _dram.Count.Add((uint)command.Count);
        _dram.PitchCycles.Add((uint)command.PitchCycles);
        _dramCount++;
        if (command.Kind is TraceDramKind.Read or TraceDramKind.Write)
            _burstCount += (ulong)command.Count;
        if (_dram.Kind.Count == RecordsPerChunk)
            FlushDram();
    }

    /// <summary>Writes what is buffered and the closing chunk; a trace without it counts as cut off.</summary>
    public void Complete()
    {
        foreach (AccessBuffer buffer in _accesses)
            Flush(buffer);
        FlushDram();
        WriteChunk(new Chunk
        {
            End = new End { ScratchpadAccesses = _accessCount, DramCommands = _dramCount, DramBursts = _burstCount },
        });
        _stream.Flush();
        _isComplete = true;
    }

    /// <summary>Writes whole chunks of what is buffered, without the closing one, unless <see cref="Complete"/> was called.</summary>
    public void Dispose()
    {
        if (!_isComplete)
        {
            foreach (AccessBuffer buffer in _accesses)
                Flush(buffer);
            FlushDram();
            _stream.Flush();
            _isComplete = true;
        }

        _compressor.Dispose();
    }

    private void Flush(AccessBuffer buffer)
    {
        if (buffer.Count == 0)
            return;
        WriteChunk(new Chunk { Accesses = buffer.Columns });
        buffer.Clear();
    }

    private void FlushDram()
    {
        if (_dram.Kind.Count == 0)
            return;
        WriteChunk(new Chunk { Dram = _dram });
        _dram.CycleDelta.Clear();
        _dram.Kind.Clear();
        _dram.Rank.Clear();
        _dram.Bank.Clear();
        _dram.Row.Clear();
        _dram.Column.Clear();
        _dram.Count.Clear();
        _dram.PitchCycles.Clear();
        _lastDramCycle = 0;
    }

    private void WriteChunk(Chunk chunk)
    {
        Span<byte> payload = _compressor.Wrap(chunk.ToByteArray());
        Span<byte> header = stackalloc byte[TraceFraming.HeaderBytes];
        TraceFraming.WriteHeader(header, payload);
        _stream.Write(header);
        _stream.Write(payload);
    }

    private sealed class AccessBuffer(int scratchpad)
    {
        private long _lastCycle;
        private long _lastLine;

        internal AccessColumns Columns { get; } = new() { Scratchpad = (uint)scratchpad };

        internal int Count => Columns.Bank.Count;

        internal void Add(in TraceAccess access)
        {
            Columns.CycleDelta.Add(access.Cycle - _lastCycle);
            Columns.LineDelta.Add(access.Line - _lastLine);
            _lastCycle = access.Cycle;
            _lastLine = access.Line;
            Columns.Bank.Add((uint)access.Bank);
            Columns.Tensor.Add((uint)access.Tensor);
            Columns.BytesAndKind.Add(((uint)access.Bytes << 1) | (access.IsWrite ? 1u : 0u));
            Columns.WaitedCycles.Add((uint)access.WaitedCycles);
        }

        internal void Clear()
        {
            Columns.CycleDelta.Clear();
            Columns.LineDelta.Clear();
            Columns.Bank.Clear();
            Columns.Tensor.Clear();
            Columns.BytesAndKind.Clear();
            Columns.WaitedCycles.Clear();
            _lastCycle = 0;
            _lastLine = 0;
        }
    }
}
