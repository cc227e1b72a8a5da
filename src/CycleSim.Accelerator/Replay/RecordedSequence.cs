using CycleSim.Accelerator.Dataflow;
using CycleSim.Traces;

namespace CycleSim.Accelerator.Replay;

/// <summary>What one port moved in a phase, as recorded: lines, order and steps; not the times.</summary>
internal sealed class RecordedSequence : LineSequence
{
    private readonly AccessStream _stream;
    private readonly int _port;
    private readonly PatternTable _table;
    private readonly long _steps;
    private long _left;
    private long _lastStep;
    private TraceAccess? _first;

    /// <summary>Makes the sequence of a port that has accesses.</summary>
    /// <param name="stream">Accesses of the port's scratchpad.</param>
    /// <param name="port">The port.</param>
    /// <param name="accesses">How many are its own.</param>
    /// <param name="steps">Steps of the phase.</param>
    /// <param name="layoutOf">Layouts by tensor.</param>
    /// <param name="table">Keeps the patterns.</param>
    internal RecordedSequence(
        AccessStream stream, int port, long accesses, long steps, Func<int, TensorLayout> layoutOf, PatternTable table)
    {
        (_stream, _port, _left, _steps, _table) = (stream, port, accesses, steps, table);
        _first = stream.Next(port);
        Layout = layoutOf(_first.Value.Tensor);
    }

    /// <summary>The port's tensor.</summary>
    internal TensorLayout Layout { get; }

    internal override bool TryNext(out LineChunk chunk)
    {
        chunk = default;
        if (_left == 0)
            return false;
        _left--;
        TraceAccess access = _first ?? _stream.Next(_port);
        _first = null;
        (long slice, long line) = Math.DivRem(access.Line, Layout.LinesPerSlice);
        if (access.Tensor != Layout.Tensor.Id || slice >= Layout.Tensor.Slices)
        {
            throw new TraceFormatException(
                $"{_stream.Name}: line {access.Line} of tensor {access.Tensor} does not fit tensor {Layout.Tensor.Name} of its port");
        }

        if (access.Step < _lastStep || access.Step >= _steps)
            throw new TraceFormatException($"{_stream.Name}: step {access.Step} of an access does not fit its phase of {_steps} steps");
        _lastStep = access.Step;
        _table.Add(0, 0, access.Bytes, 0, 0);
        chunk = new LineChunk(_table.Take(), access.Step, Layout.BankOf((int)line, (int)slice), (int)line, (int)slice);
        return true;
    }
}
