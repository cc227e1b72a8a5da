using CycleSim.Accelerator.Scratchpads;
using CycleSim.Memoization;

namespace CycleSim.Accelerator.Array;

/// <summary>
/// A port between two checkpoints: all that what it does depends on, and all that it is afterwards, relative to step, cycle and bank.
/// </summary>
internal sealed partial class LanePort
{
    /// <summary>Whose lines it moves.</summary>
    internal Scratchpad Scratchpad => _scratchpad;

    /// <summary>The bank that the chunk with the next line counts from; -1 when nothing is left.</summary>
    internal int NextBank => _exhausted ? -1 : _cursor.NextBank(_isWrite ? 0 : 1);

    /// <summary>Whether no step of a stretch concerns the port. Before the first step every port may have something to do: buffers fill.</summary>
    internal bool IsIdle(long from, long to) => from > 0 && NextStep >= to;

    /// <summary>Writes down what the port does up to a step depends on.</summary>
    /// <param name="key">Gets the words.</param>
    /// <param name="from">Step that comes next, which counts as zero.</param>
    /// <param name="to">The step to get to.</param>
    /// <param name="cycle">Cycle of the step before, which counts as zero.</param>
    /// <param name="bank">Bank of the port's scratchpad that counts as zero.</param>
    internal void Describe(StateKeyBuilder key, long from, long to, long cycle, int bank)
    {
        key.Add(((int)_scratchpad.Role << 1) | (_isWrite ? 1 : 0));
        key.Add(_ahead);
        AddWindow(key, from, cycle);
        bool isStart = _issued == 0;
        int beyond = _isWrite ? 0 : isStart ? _window : _ahead;
        _cursor.Describe(key, _isWrite ? 0 : 1, from, to, beyond, bank);
    }

    /// <summary>Writes down where the port is now, for <see cref="Restore"/>.</summary>
    /// <param name="words">Gets the words: progress since the mark, then the buffer.</param>
    /// <param name="mark">What <see cref="Mark"/> said at the beginning.</param>
    /// <param name="from">Step that comes next, which counts as zero.</param>
    /// <param name="cycle">Cycle of the step before, which counts as zero.</param>
    internal void Save(StateKeyBuilder words, in PortMark mark, long from, long cycle)
    {
        (int chunks, int at) = _cursor.Position;
        if (_isWrite && _issued > mark.Issued)
            (chunks, at) = at > 0 ? (chunks, at - 1) : (chunks - 1, -1); // the last line written: the key says nothing of the next
        words.Add(chunks - mark.Chunks);
        words.Add(at);
        words.Add(_exhausted ? 1 : 0);
        words.Add(_issued - mark.Issued);
        words.Add(_consumed - mark.Consumed);
        AddWindow(words, from, cycle);
    }

    /// <summary>Where the port is before an edge.</summary>
    internal PortMark Mark(long from, long to) => new(_cursor.Position.Chunks, _issued, _consumed, IsIdle(from, to));

    /// <summary>Puts the port where another like it was saved; returns the words left.</summary>
    internal ReadOnlySpan<int> Restore(ReadOnlySpan<int> words, long from, long cycle)
    {
        long issued = Long(words[3..]);
        if (issued > 0)
            _cursor.MoveTo(words[0], words[1]);
        if (!_isWrite)
            _exhausted = words[2] != 0;
        else if (issued > 0)
            _exhausted = !_cursor.MoveNext();
        _issued += issued;
        _consumed += Long(words[5..]);
        words = RestoreWindow(words[7..], from, cycle);
        NextStep = _isWrite
            ? _exhausted ? long.MaxValue : _cursor.Step
            : _consumed < _issued ? _steps[_consumed & _mask] : long.MaxValue;
        return words;
    }

    /// <summary>Lines in the buffer: the step that needs each (reads), and how long from now it is on its way, if it is.</summary>
    private void AddWindow(StateKeyBuilder key, long from, long cycle)
    {
        long first = _isWrite ? Math.Max(0, _issued - _window) : _consumed;
        key.Add((int)(_issued - first));
        for (long i = first; i < _issued; i++)
        {
            int slot = (int)i & _mask;
            if (!_isWrite)
                key.Add(_steps[slot] - from);
            bool isUnderWay = _ready[slot] > cycle + 1; // the next step is one cycle later at the earliest
            key.Add(isUnderWay ? checked((int)(_ready[slot] - cycle)) : 0);
            if (isUnderWay)
                key.Add(_waited[slot]);
        }
    }

    private ReadOnlySpan<int> RestoreWindow(ReadOnlySpan<int> words, long from, long cycle)
    {
        int count = words[0];
        int next = 1;
        for (long i = _issued - count; i < _issued; i++)
        {
            int slot = (int)i & _mask;
            if (!_isWrite)
            {
                _steps[slot] = from + Long(words[next..]);
                next += 2;
            }

            int ready = words[next++];
            _ready[slot] = ready == 0 ? cycle : cycle + ready;
            _waited[slot] = ready == 0 ? 0 : words[next++];
        }

        return words[next..];
    }

    private static long Long(ReadOnlySpan<int> words) => (uint)words[0] | ((long)words[1] << 32);
}

/// <summary>Progress of a port.</summary>
/// <param name="Chunks">Chunks taken.</param>
/// <param name="Issued">Accesses requested.</param>
/// <param name="Consumed">Lines used.</param>
/// <param name="IsIdle">No step of the edge concerns it.</param>
internal readonly record struct PortMark(int Chunks, long Issued, long Consumed, bool IsIdle);
