using CycleSim.Accelerator.Observation;
using CycleSim.Accelerator.Scratchpads;

namespace CycleSim.Accelerator.Array;

/// <summary>
/// The buffer between a line sequence and its scratchpad. A read port holds `window` lines: it requests the next line as soon as a
/// slot is free (half the window behind the line in use). A write port holds `window` finished lines whose writes have not ended.
/// </summary>
internal sealed class LanePort
{
    private readonly LineSequence _sequence;
    private readonly Scratchpad _scratchpad;
    private readonly TensorLayout _layout;
    private readonly int[] _shift;
    private readonly bool _isWrite;
    private readonly int _window;
    private readonly int _ahead;
    private readonly int _mask;
    private readonly long[] _steps;
    private readonly long[] _ready;
    private readonly int[] _waited;
    private long _issued;
    private long _consumed;
    private bool _exhausted;

    /// <summary>Makes a port.</summary>
    /// <param name="sequence">What it moves.</param>
    /// <param name="scratchpad">Where to or from.</param>
    /// <param name="layout">Layout of the tensor.</param>
    /// <param name="isWrite">Direction.</param>
    /// <param name="ahead">Lines it requests ahead of the line in use; half the window.</param>
    internal LanePort(LineSequence sequence, Scratchpad scratchpad, TensorLayout layout, bool isWrite, int ahead)
    {
        _sequence = sequence;
        _scratchpad = scratchpad;
        _layout = layout;
        _shift = layout.BankShiftArray;
        _isWrite = isWrite;
        _ahead = ahead;
        _window = 2 * ahead;
        int size = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)_window);
        _mask = size - 1;
        _steps = new long[size];
        _ready = new long[size];
        _waited = new int[size];
    }

    /// <summary>Position among the ports of the phase.</summary>
    internal int Id { get; set; }

    /// <summary>The port as observers see it.</summary>
    internal PortRun Description => new(1, _scratchpad.Role, _isWrite, _ahead, _issued);

    /// <summary>The step in which this port is next concerned; long.MaxValue when it is done.</summary>
    internal long NextStep { get; private set; } = long.MaxValue;

    /// <summary>Loads the first output of a write port.</summary>
    internal void PrepareWrite()
    {
        _exhausted = !_sequence.MoveNext();
        NextStep = _exhausted ? long.MaxValue : _sequence.Step;
    }

    /// <summary>Requests one of the first lines of a read port; false when the window is full or nothing is left.</summary>
    internal bool Prefetch(long cycle)
    {
        if (_exhausted || _issued == _window)
            return false;
        Issue(cycle);
        NextStep = _issued > 0 ? _steps[0] : long.MaxValue;
        return !_exhausted;
    }

    /// <summary>The cycle in which the port can serve <paramref name="step"/>, and how long the deciding access waited for its bank.</summary>
    internal long ReadyAt(long step, out int waited)
    {
        waited = 0;
        if (_isWrite)
        {
            int slot = (int)_issued & _mask;
            if (_issued < _window)
                return 0;
            slot = (int)(_issued - _window) & _mask;
            waited = _waited[slot];
            return _ready[slot];
        }

        long ready = 0;
        for (long i = _consumed; i < _issued && _steps[i & _mask] == step; i++)
        {
            int slot = (int)i & _mask;
            if (_ready[slot] > ready)
            {
                ready = _ready[slot];
                waited = _waited[slot];
            }
        }

        return ready;
    }

    /// <summary>The array takes (or hands over) the lines of a step at a cycle; the port requests what has room now.</summary>
    internal void Advance(long step, long cycle)
    {
        if (_isWrite)
            Write(step, cycle);
        else
            Consume(step, cycle);
    }

    private void Consume(long step, long cycle)
    {
        while (_consumed < _issued && _steps[_consumed & _mask] == step)
            _consumed++;
        while (!_exhausted && _issued < _consumed + _ahead)
            Issue(cycle);
        NextStep = _consumed < _issued ? _steps[_consumed & _mask] : long.MaxValue;
    }

    private void Write(long step, long cycle)
    {
        do
        {
            int bank = _scratchpad.BankOf(_sequence.Line, _shift[_sequence.Slice]);
            int slot = (int)_issued & _mask;
            _ready[slot] = _scratchpad.Write(bank, cycle, Request(_sequence.Bytes), out _waited[slot]);
            _issued++;
            _exhausted = !_sequence.MoveNext();
        }
        while (!_exhausted && _sequence.Step == step);
        NextStep = _exhausted ? long.MaxValue : _sequence.Step;
    }

    private void Issue(long cycle)
    {
        if (!_sequence.MoveNext())
        {
            _exhausted = true;
            return;
        }

        int bank = _scratchpad.BankOf(_sequence.Line, _shift[_sequence.Slice]);
        int slot = (int)_issued & _mask;
        _steps[slot] = _sequence.Step;
        _ready[slot] = _scratchpad.Read(bank, cycle, Request(0), out _waited[slot]);
        _issued++;
    }

    private LineRequest Request(int bytes) => new(_layout, _sequence.Line, _sequence.Slice, bytes, Id, _sequence.Step);
}
