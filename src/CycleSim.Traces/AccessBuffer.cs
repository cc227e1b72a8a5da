using CycleSim.Traces.Format;

namespace CycleSim.Traces;

/// <summary>Accesses of one scratchpad on their way to a chunk; neighbours at even strides become one record.</summary>
internal sealed class AccessBuffer(int scratchpad)
{
    private readonly MessageBuffer[] _columns = [.. Enumerable.Range(0, 10).Select(_ => new MessageBuffer())];
    private readonly MessageBuffer _message = new();
    private TraceAccess _first;
    private TraceAccess _last;
    private int _run;
    private long _cycleStride;
    private long _lineStride;
    private int _bankStride;
    private long _lastCycle;
    private long _lastLine;
    private long _minCycle = long.MaxValue;
    private long _maxCycle;

    /// <summary>Records, the one that still grows not counted.</summary>
    internal int Count { get; private set; }

    internal void Add(in TraceAccess access)
    {
        _minCycle = Math.Min(_minCycle, access.Cycle);
        _maxCycle = Math.Max(_maxCycle, access.Cycle);
        if (TryExtend(access))
            return;
        CloseRun();
        (_first, _last, _run) = (access, access, 1);
    }

    /// <summary>The chunk and its entry in the index; null when there is nothing.</summary>
    internal ChunkInfo? TryTake(MessageBuffer chunk)
    {
        CloseRun();
        if (Count == 0)
            return null;
        _message.Clear();
        _message.AddField(1, (ulong)scratchpad);
        for (int i = 0; i < _columns.Length; i++)
        {
            _message.AddField(i + 2, _columns[i]);
            _columns[i].Clear();
        }

        chunk.Clear();
        chunk.AddField(2, _message);
        var info = new ChunkInfo
        {
            Component = (uint)scratchpad,
            FirstCycle = (ulong)_minCycle,
            LastCycle = (ulong)_maxCycle,
            Records = (ulong)Count,
        };
        (Count, _lastCycle, _lastLine, _minCycle, _maxCycle) = (0, 0, 0, long.MaxValue, 0);
        return info;
    }

    private bool TryExtend(in TraceAccess next)
    {
        if (_run == 0 || next.Tensor != _last.Tensor || next.Bytes != _last.Bytes || next.IsWrite != _last.IsWrite
            || next.WaitedCycles != _last.WaitedCycles)
        {
            return false;
        }

        long cycles = next.Cycle - _last.Cycle;
        long lines = next.Line - _last.Line;
        int banks = next.Bank - _last.Bank;
        if (_run == 1)
            (_cycleStride, _lineStride, _bankStride) = (cycles, lines, banks);
        else if (cycles != _cycleStride || lines != _lineStride || banks != _bankStride || _run == AccessRun.Longest)
            return false;
        _run++;
        _last = next;
        return true;
    }

    private void CloseRun()
    {
        if (_run == 0)
            return;
        _columns[0].AddSigned(_first.Cycle - _lastCycle);
        _columns[1].AddUnsigned((uint)_first.Bank);
        _columns[2].AddUnsigned((uint)_first.Tensor);
        _columns[3].AddSigned(_first.Line - _lastLine);
        _columns[4].AddUnsigned(((uint)_first.Bytes << 1) | (_first.IsWrite ? 1u : 0u));
        _columns[5].AddUnsigned((uint)_first.WaitedCycles);
        _columns[6].AddUnsigned((uint)_run);
        if (_run > 1)
        {
            _columns[7].AddSigned(_cycleStride);
            _columns[8].AddSigned(_bankStride);
            _columns[9].AddSigned(_lineStride);
        }

        (_lastCycle, _lastLine, _run) = (_first.Cycle, _first.Line, 0);
        Count++;
    }
}
