using CycleSim.Traces.Format;
using Google.Protobuf;

namespace CycleSim.Traces;

/// <summary>
/// Writes a trace in bounded memory: records gather in columns, a full column set becomes a compressed, checksummed chunk.
/// </summary>
public sealed class TraceWriter : IDisposable
{
    private const int RecordsPerChunk = 8192;

    private readonly Stream _stream;
    private readonly ChunkSink _sink;
    private readonly MessageBuffer _chunk = new();
    private readonly AccessBuffer[] _accesses = [new(0), new(1), new(2)];
    private readonly DramBuffer _dram;
    private readonly PhaseBuffer _phases;
    private readonly FoldBuffer _folds = new();
    private readonly TransferBuffer _transfers;
    private readonly WaitBuffer _waits = new();
    private readonly End _end = new();
    private readonly long _checkpointPs;
    private long _completePs;
    private long _flushedPs;
    private bool _isComplete;

    /// <summary>Starts a trace.</summary>
    /// <param name="stream">Where to; the writer does not close it.</param>
    /// <param name="header">What is traced. Its checkpoint_ps says how much simulated time may lie between checkpoints; 0 for no
    /// checkpoints.</param>
    public TraceWriter(Stream stream, Header header)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(header);
        _stream = stream;
        _checkpointPs = (long)header.CheckpointPs;
        _dram = new DramBuffer(header.DramChannels > 1);
        bool overlap = TraceMachines.HasOverlap(header);
        _phases = new PhaseBuffer(overlap, TraceMachines.HasPartialSums(header));
        _transfers = new TransferBuffer(overlap, TraceMachines.HasTiles(header));
        _sink = new ChunkSink(stream, header);
    }

    /// <summary>Adds an access.</summary>
    /// <param name="access">The access; its scratchpad is 0 to 2.</param>
    public void Add(in TraceAccess access)
    {
        AccessBuffer buffer = _accesses[access.Scratchpad];
        buffer.Add(access);
        _end.ScratchpadAccesses++;
        if (buffer.Count == RecordsPerChunk)
            Flush(buffer);
    }

    /// <summary>Adds a DRAM command; commands come in the order of their start.</summary>
    public void Add(in TraceDram command)
    {
        _dram.Add(command);
        _end.DramCommands++;
        if (command.Kind.IsColumnCommand())
            _end.DramBursts += (ulong)command.Count;
        if (_dram.Count == RecordsPerChunk)
            FlushDram();
    }

    /// <summary>Adds a phase; phases come in order of time.</summary>
    public void Add(in TracePhase phase)
    {
        _phases.Add(phase);
        _end.Phases++;
        FlushFull(_phases);
    }

    /// <summary>Adds a fold; folds come in order of time.</summary>
    public void Add(in TraceFold fold)
    {
        _folds.Add(fold);
        _end.Folds++;
        FlushFull(_folds);
    }

    /// <summary>Adds a transfer; transfers come in order of time.</summary>
    public void Add(in TraceTransfer transfer)
    {
        _transfers.Add(transfer);
        _end.Transfers++;
        FlushFull(_transfers);
    }

    /// <summary>Adds a wait; waits come in the order of their start.</summary>
    public void Add(in TraceWait wait)
    {
        _waits.Add(wait);
        _end.Waits++;
        FlushFull(_waits);
    }

    /// <summary>
    /// Tells that every record that starts before a time has been added. Where the last checkpoint lies too far back, all components are
    /// written out and a checkpoint follows them: what a killed recording leaves is whole up to there.
    /// </summary>
    /// <param name="ps">Simulated time, in picoseconds; never before that of an earlier call.</param>
    public void CompleteTo(long ps)
    {
        _completePs = ps;
        if (_checkpointPs == 0 || ps - _flushedPs < _checkpointPs)
            return;
        FlushAll();
        _stream.Flush();
    }

    /// <summary>Writes what is buffered, the index and the closing chunk; a trace without them counts as cut off.</summary>
    public void Complete()
    {
        FlushAll();
        _sink.Finish(_end);
        _isComplete = true;
    }

    /// <summary>Writes whole chunks of what is buffered, without the closing one, unless <see cref="Complete"/> was called.</summary>
    public void Dispose()
    {
        if (!_isComplete)
        {
            FlushAll();
            _stream.Flush();
            _isComplete = true;
        }

        _sink.Dispose();
    }

    private void FlushAll()
    {
        foreach (AccessBuffer buffer in _accesses)
            Flush(buffer);
        FlushDram();
        Flush(_phases);
        Flush(_folds);
        Flush(_transfers);
        Flush(_waits);
        WriteCheckpoint();
    }

    private void WriteCheckpoint()
    {
        if (_checkpointPs == 0)
            return;
        _sink.Write(new Checkpoint { CompletePs = (ulong)_completePs });
        _flushedPs = _completePs;
    }

    private void Flush(AccessBuffer buffer)
    {
        if (buffer.TryTake(_chunk) is { } info)
            _sink.Write(_chunk.Bytes, info);
    }

    private void FlushDram()
    {
        if (_dram.TryTake(_chunk) is { } info)
            _sink.Write(_chunk.Bytes, info);
    }

    private void FlushFull(IRecordBuffer buffer)
    {
        if (buffer.Count >= RecordsPerChunk)
            Flush(buffer);
    }

    private void Flush(IRecordBuffer buffer)
    {
        if (buffer.Count == 0)
            return;
        (Chunk chunk, ChunkInfo info) = buffer.Take();
        _sink.Write(chunk.ToByteArray(), info);
    }
}
