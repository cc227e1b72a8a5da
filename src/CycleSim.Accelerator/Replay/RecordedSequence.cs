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
    private readonly int? _firstBank;
    private long _left;
    private long _lastStep;
    private TraceAccess? _first;

    /// <summary>Makes the sequence of a port that has accesses.</summary>
    /// <param name="stream">Accesses of the port's scratchpad.</param>
    /// <param name="first">The first access of the port.</param>
    /// <param name="accesses">How many are its own.</param>
    /// <param name="steps">Steps of the phase.</param>
    /// <param name="layout">Layout of the port's tensor.</param>
    /// <param name="firstBank">First bank of the part that has it, where scratchpads are divided; null where they are not.</param>
    /// <param name="table">Keeps the patterns.</param>
    internal RecordedSequence(
        AccessStream stream, in TraceAccess first, long accesses, long steps, TensorLayout layout, int? firstBank, PatternTable table)
    {
        (_stream, _port, _left, _steps, _table) = (stream, first.Port, accesses, steps, table);
        (_first, _firstBank) = (first, firstBank);
        Layout = layout;
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
        int bank = Layout.BankOf((int)line, (int)slice);
        if (_firstBank is { } part && access.Bank != part + bank)
        {
            throw new TraceFormatException(
                $"{_stream.Name}: line {access.Line} of tensor {access.Tensor} is in bank {access.Bank}; its part of the scratchpad has it "
                + $"in bank {part + bank}");
        }

        _table.Add(0, 0, access.Bytes, 0, 0);
        chunk = new LineChunk(_table.Take(), access.Step, bank, (int)line, (int)slice);
        return true;
    }
}
