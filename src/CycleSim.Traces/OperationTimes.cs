namespace CycleSim.Traces;

/// <summary>
/// When each operation of a run starts: phases of an operation follow each other, so a few numbers tell whose a cycle is.
/// </summary>
public sealed class OperationTimes
{
    private readonly List<long> _starts = [];
    private readonly List<int> _operations = [];

    private OperationTimes()
    {
    }

    /// <summary>Operations that have phases, in order of time, with their first and their end cycle.</summary>
    public IEnumerable<(int Operation, long Start, long End)> All =>
        _operations.Select((operation, i) => (operation, _starts[i], i + 1 < _starts.Count ? _starts[i + 1] : End));

    /// <summary>Core cycle after the last phase.</summary>
    public long End { get; private set; }

    /// <summary>Reads the phases of a trace.</summary>
    /// <exception cref="TraceFormatException">A chunk is damaged.</exception>
    public static OperationTimes Of(TraceFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var times = new OperationTimes();
        foreach (TracePhase phase in file.Phases(0, long.MaxValue))
        {
            times.End = phase.End;
            if (times._operations.Count > 0 && times._operations[^1] == phase.Operation)
                continue;
            times._operations.Add(phase.Operation);
            times._starts.Add(phase.Start);
        }

        return times;
    }

    /// <summary>The operation that runs in a core cycle; -1 before the first phase.</summary>
    public int At(long cycle)
    {
        int found = _starts.BinarySearch(cycle);
        int position = found >= 0 ? found : ~found - 1;
        return position < 0 ? -1 : _operations[position];
    }
}
