namespace CycleSim.Traces;

/// <summary>
/// When each operation of a run starts: phases of an operation follow each other, so a few numbers tell whose a cycle is. Where tiles
/// overlap, time is split at the ends of computations.
/// </summary>
public sealed class OperationTimes
{
    private readonly List<long> _starts = [];
    private readonly List<int> _operations = [];
    private readonly List<long> _transferEnds = [];
    private readonly List<int> _transferOperations = [];

    private OperationTimes()
    {
    }

    /// <summary>Operations that have phases, in order of time, with their first and their end cycle.</summary>
    public IEnumerable<(int Operation, long StartCycle, long EndCycle)> All =>
        _operations.Select((operation, i) => (operation, _starts[i], i + 1 < _starts.Count ? _starts[i + 1] : EndCycle));

    /// <summary>Core cycle after the last phase.</summary>
    public long EndCycle { get; private set; }

    /// <summary>Reads the phases of a trace.</summary>
    /// <exception cref="TraceFormatException">A chunk is damaged.</exception>
    public static OperationTimes Of(TraceFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var times = new OperationTimes();
        if (TraceMachines.HasOverlap(file.Header))
        {
            times.ReadOverlapping(file);
            return times;
        }

        foreach (TracePhase phase in file.Phases(0, long.MaxValue))
        {
            times.EndCycle = phase.EndCycle;
            times.Start(phase.Operation, phase.StartCycle);
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

    /// <summary>The operation whose transfer DRAM works for in a core cycle, or for next; -1 behind the last.</summary>
    public int OfDramAt(long cycle)
    {
        if (_transferEnds.Count == 0)
            return At(cycle);
        int found = _transferEnds.BinarySearch(cycle + 1);
        int position = found >= 0 ? found : ~found;
        return position < _transferEnds.Count ? _transferOperations[position] : -1;
    }

    /// <summary>An operation starts with what array or vector unit first wait for, or do, and the write-back has the rest.</summary>
    private void ReadOverlapping(TraceFile file)
    {
        long computed = (long)(file.Header.Selection?.FromCycle ?? 0);
        foreach ((int operation, long end) in ArrayEnds(file))
        {
            Start(operation, computed);
            computed = end;
        }

        foreach (TracePhase phase in file.Phases(0, long.MaxValue).Where(phase => phase.Kind == TracePhaseKind.Dram))
            EndTransfer(phase.Operation, phase.EndCycle);
        EndCycle = file.EndCycle;
        if (EndCycle > computed)
            Start(file.Header.Operations.Count, computed);
    }

    /// <summary>Ends of phases and waits of array and vector unit, which follow each other.</summary>
    private static IEnumerable<(int Operation, long End)> ArrayEnds(TraceFile file)
    {
        using IEnumerator<TraceWait> waits = file.Waits(0, long.MaxValue).Where(wait => wait.Unit == TraceWaitUnit.Array).GetEnumerator();
        bool isWaiting = waits.MoveNext();
        foreach (TracePhase phase in file.Phases(0, long.MaxValue).Where(phase => phase.Kind != TracePhaseKind.Dram))
        {
            for (; isWaiting && waits.Current.StartCycle < phase.StartCycle; isWaiting = waits.MoveNext())
                yield return (waits.Current.Operation, waits.Current.EndCycle);
            yield return (phase.Operation, phase.EndCycle);
        }

        for (; isWaiting; isWaiting = waits.MoveNext())
            yield return (waits.Current.Operation, waits.Current.EndCycle);
    }

    private void Start(int operation, long cycle)
    {
        if (_operations.Count > 0 && _operations[^1] == operation)
            return;
        _operations.Add(operation);
        _starts.Add(cycle);
    }

    private void EndTransfer(int operation, long cycle)
    {
        if (_transferOperations.Count > 0 && _transferOperations[^1] == operation)
        {
            _transferEnds[^1] = cycle;
            return;
        }

        _transferOperations.Add(operation);
        _transferEnds.Add(cycle);
    }
}
