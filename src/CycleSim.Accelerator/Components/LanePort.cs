using CycleSim.Accelerator.Dataflow;

namespace CycleSim.Accelerator.Components;

/// <summary>
/// The buffer between a line sequence and its scratchpad. A read port holds `window` lines: it requests the next line as soon as a
/// slot is free (half the window behind the line in use). A write port holds `window` finished lines whose writes have not ended.
/// </summary>
internal sealed class LanePort
{
    private readonly LineCursor _cursor;
    private readonly Scratchpad _scratchpad;
    private readonly TensorLayout _layout;
    private readonly bool _isWrite;
    private int _window;
    private int _ahead;
    private int _mask;
    private long[] _steps = [];
    private long[] _ready = [];
    private int[] _waited = [];
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
        _cursor = new LineCursor(sequence, scratchpad.Banks);
        _scratchpad = scratchpad;
        _layout = layout;
        _isWrite = isWrite;
        Resize(ahead);
    }

    /// <summary>Position among the ports of the phase.</summary>
    internal int Id { get; set; }

    /// <summary>The port as observers see it.</summary>
    internal PortRun Description => new(1, _scratchpad.Role, _isWrite, _ahead, _issued);

    /// <summary>The step in which this port is next concerned; long.MaxValue when it is done.</summary>
    internal long NextStep { get; private set; } = long.MaxValue;

    /// <summary>Whose lines it moves.</summary>
    internal Scratchpad Scratchpad => _scratchpad;

    /// <summary>Direction.</summary>
    internal bool IsWrite => _isWrite;

    /// <summary>Where it is among the lines that it moves: at the last one requested (reads), or at the next one to write.</summary>
    internal LineCursor Cursor => _cursor;

    /// <summary>Lines it holds.</summary>
    internal int Window => _window;

    /// <summary>Lines it requests ahead of the line in use.</summary>
    internal int Ahead => _ahead;

    /// <summary>Accesses requested so far.</summary>
    internal long Issued => _issued;

    /// <summary>Lines used so far; of a read port.</summary>
    internal long Consumed => _consumed;

    /// <summary>No line is left to request.</summary>
    internal bool IsExhausted => _exhausted;

    /// <summary>A requested line that is still in the window.</summary>
    /// <param name="index">Which one, counted from 0 in the order of requests.</param>
    internal HeldLine this[long index]
    {
        get
        {
            int slot = (int)index & _mask;
            return new HeldLine(_steps[slot], _ready[slot], _waited[slot]);
        }
        set
        {
            int slot = (int)index & _mask;
            (_steps[slot], _ready[slot], _waited[slot]) = (value.Step, value.Ready, value.Waited);
        }
    }

    /// <summary>Continues from a later state; cursor and held lines have been set.</summary>
    internal void Resume(long issued, long consumed, bool isExhausted)
    {
        (_issued, _consumed, _exhausted) = (issued, consumed, isExhausted);
        NextStep = _isWrite
            ? _exhausted ? long.MaxValue : _cursor.Step
            : _consumed < _issued ? _steps[_consumed & _mask] : long.MaxValue;
    }

    /// <summary>Goes back to the start of a sequence that was restarted too.</summary>
    internal void Restart(int ahead)
    {
        if (ahead != _ahead)
            Resize(ahead);
        _cursor.Restart();
        _issued = 0;
        _consumed = 0;
        _exhausted = false;
        NextStep = long.MaxValue;
    }

    /// <summary>Loads the first output of a write port.</summary>
    internal void PrepareWrite()
    {
        _exhausted = !_cursor.MoveNext();
        NextStep = _exhausted ? long.MaxValue : _cursor.Step;
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

    /// <summary>
    /// The cycle in which the port can serve <paramref name="step"/>, and how long the deciding access waited for its bank.
    /// </summary>
    internal long ReadyAt(long step, out int waited)
    {
        waited = 0;
        if (_isWrite)
        {
            if (_issued < _window)
                return 0;
            int slot = (int)(_issued - _window) & _mask;
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

    /// <summary>
    /// The array takes (or hands over) the lines of a step at a cycle; the port requests what has room now, and says how much.
    /// </summary>
    internal long Advance(long step, long cycle)
    {
        long before = _issued;
        if (_isWrite)
            Write(step, cycle);
        else
            Consume(step, cycle);
        return _issued - before;
    }

    private void Resize(int ahead)
    {
        _ahead = ahead;
        _window = 2 * ahead;
        int size = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)_window);
        _mask = size - 1;
        _steps = new long[size];
        _ready = new long[size];
        _waited = new int[size];
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
            int slot = (int)_issued & _mask;
            _ready[slot] = _scratchpad.Write(_cursor.Bank, cycle, Request(_cursor.Bytes), out _waited[slot]);
            _issued++;
            _exhausted = !_cursor.MoveNext();
        }
        while (!_exhausted && _cursor.Step == step);
        NextStep = _exhausted ? long.MaxValue : _cursor.Step;
    }

    private void Issue(long cycle)
    {
        if (!_cursor.MoveNext())
        {
            _exhausted = true;
            return;
        }

        int slot = (int)_issued & _mask;
        _steps[slot] = _cursor.Step;
        _ready[slot] = _scratchpad.Read(_cursor.Bank, cycle, Request(0), out _waited[slot]);
        _issued++;
    }

    private LineRequest Request(int bytes) => new(_layout, _cursor.Line, _cursor.Slice, bytes, Id, _cursor.Step);
}
