using CycleSim.Traces.Format;

namespace CycleSim.Traces;

/// <summary>Accesses of one scratchpad on their way to a chunk; neighbours at even strides become one record.</summary>
internal sealed class AccessBuffer(int scratchpad)
{
    private readonly MessageBuffer[] _columns = [.. Enumerable.Range(0, 14).Select(_ => new MessageBuffer())];
    private readonly MessageBuffer _message = new();
    private TraceAccess _first;
    private TraceAccess _last;
    private int _run;
    private Strides _strides;
    private long _lastCycle;
    private long _lastLine;
    private long _lastStep;
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
        (Count, _lastCycle, _lastLine, _lastStep, _minCycle, _maxCycle) = (0, 0, 0, 0, long.MaxValue, 0);
        return info;
    }

    private bool TryExtend(in TraceAccess next)
    {
        if (_run == 0 || next.Tensor != _last.Tensor || next.Bytes != _last.Bytes || next.IsWrite != _last.IsWrite
            || next.WaitedCycles != _last.WaitedCycles)
        {
            return false;
        }

        var strides = new Strides(
            next.Cycle - _last.Cycle, next.Bank - _last.Bank, next.Line - _last.Line, next.Port - _last.Port, next.Step - _last.Step);
        if (_run == 1)
            _strides = strides;
        else if (strides != _strides || _run == AccessRun.Longest)
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
        _columns[6].AddUnsigned((uint)_first.Port);
        _columns[7].AddSigned(_first.Step - _lastStep);
        _columns[8].AddUnsigned((uint)_run);
        if (_run > 1)
        {
            _columns[9].AddSigned(_strides.Cycles);
            _columns[10].AddSigned(_strides.Banks);
            _columns[11].AddSigned(_strides.Lines);
            _columns[12].AddSigned(_strides.Ports);
            _columns[13].AddSigned(_strides.Steps);
        }

        (_lastCycle, _lastLine, _lastStep, _run) = (_first.Cycle, _first.Line, _first.Step, 0);
        Count++;
    }

    private readonly record struct Strides(long Cycles, int Banks, long Lines, int Ports, long Steps);
}
