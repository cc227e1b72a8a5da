using CycleSim.Traces.Format;

namespace CycleSim.Traces;

/// <summary>Accesses of one scratchpad on their way to a chunk; neighbours at even strides become one record.</summary>
internal sealed class AccessBuffer(int scratchpad)
{
    private readonly MessageBuffer[] _columns = [.. Enumerable.Range(0, 14).Select(_ => new MessageBuffer())];
    private readonly MessageBuffer _message = new();
    private TraceAccess _first;
    private int _run;
    private Coordinates _stride;

    /// <summary>Where the next access of the run would be.</summary>
    private Coordinates _next;
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
        (_first, _run) = (access, 1);
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

    private bool TryExtend(in TraceAccess access)
    {
        if (_run == 0 || access.Tensor != _first.Tensor || access.Bytes != _first.Bytes || access.IsWrite != _first.IsWrite
            || access.WaitedCycles != _first.WaitedCycles)
        {
            return false;
        }

        if (_run == 1)
            _stride = Coordinates.Of(access).Minus(Coordinates.Of(_first));
        else if (!_next.IsOf(access) || _run == AccessRun.MaxCount)
            return false;
        _next = Coordinates.Of(access).Plus(_stride);
        _run++;
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
            _columns[9].AddSigned(_stride.Cycle);
            _columns[10].AddSigned(_stride.Bank);
            _columns[11].AddSigned(_stride.Line);
            _columns[12].AddSigned(_stride.Port);
            _columns[13].AddSigned(_stride.Step);
        }

        (_lastCycle, _lastLine, _lastStep, _run) = (_first.Cycle, _first.Line, _first.Step, 0);
        Count++;
    }

    /// <summary>What changes evenly along a run: of an access, or from one to the next.</summary>
    private readonly struct Coordinates(long cycle, long line, long step, int bank, int port)
    {
        internal long Cycle => cycle;

        internal long Line => line;

        internal long Step => step;

        internal int Bank => bank;

        internal int Port => port;

        internal static Coordinates Of(in TraceAccess access) => new(access.Cycle, access.Line, access.Step, access.Bank, access.Port);

        internal bool IsOf(in TraceAccess access) =>
            cycle == access.Cycle && line == access.Line && step == access.Step && bank == access.Bank && port == access.Port;

        internal Coordinates Plus(in Coordinates other) =>
            new(cycle + other.Cycle, line + other.Line, step + other.Step, bank + other.Bank, port + other.Port);

        internal Coordinates Minus(in Coordinates other) =>
            new(cycle - other.Cycle, line - other.Line, step - other.Step, bank - other.Bank, port - other.Port);
    }
}
