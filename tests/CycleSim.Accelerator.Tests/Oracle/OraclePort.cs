namespace CycleSim.Accelerator.Tests.Oracle;

/// <summary>
/// The line buffer of a lane, or of lanes that share lines. A read port fills its buffer of two halves before the phase and then asks
/// for lines while fewer than one half are ahead of the line in use. A write port hands lines over in their step; one whose buffer slot
/// still holds a line that is being written waits.
/// </summary>
/// <param name="scratchpad">Whose lines it moves.</param>
/// <param name="isWrite">Direction.</param>
/// <param name="lines">The lines in order.</param>
/// <param name="ahead">Lines of half the buffer.</param>
/// <param name="due">What happens in a step at the lane or edge of this port; null when nothing does.</param>
internal sealed class OraclePort(
    OracleScratchpad scratchpad, bool isWrite, IReadOnlyList<PortLine> lines, int ahead, Func<OracleStep, PortKey?> due)
{
    private readonly List<OracleAccess> _accesses = [];
    private int _used;

    internal bool IsWrite => isWrite;

    internal int Id { get; set; }

    /// <summary>Every line has been moved.</summary>
    internal bool IsDone => (isWrite ? _accesses.Count : _used) == lines.Count;

    /// <summary>Before the phase: asks for one more line if the buffer has room.</summary>
    internal bool TryPrefetch(OracleRun run)
    {
        if (_accesses.Count == lines.Count || _accesses.Count == 2 * ahead)
            return false;
        Request(run);
        return true;
    }

    /// <summary>What must have ended before the step can be taken, in order.</summary>
    internal IEnumerable<OracleAccess> Needed(OracleStep step)
    {
        if (due(step) is not { } key)
            yield break;
        if (!isWrite)
        {
            for (int i = _used; i < lines.Count && lines[i].Key == key; i++)
                yield return _accesses[i];
        }
        else if (_accesses.Count < lines.Count && lines[_accesses.Count].Key == key && _accesses.Count >= 2 * ahead)
        {
            yield return _accesses[_accesses.Count - 2 * ahead];
        }
    }

    /// <summary>The step is taken.</summary>
    internal void Take(OracleStep step, OracleRun run)
    {
        if (due(step) is not { } key)
            return;
        if (isWrite)
        {
            while (_accesses.Count < lines.Count && lines[_accesses.Count].Key == key)
                Request(run).Step = step.Index;
            return;
        }

        for (; _used < lines.Count && lines[_used].Key == key; _used++)
            _accesses[_used].Step = step.Index;
        while (_accesses.Count < lines.Count && _accesses.Count < _used + ahead)
            Request(run);
    }

    private OracleAccess Request(OracleRun run)
    {
        OracleAccess access = scratchpad.Request(lines[_accesses.Count], isWrite, Id, run.Cycle);
        _accesses.Add(access);
        run.Accesses.Add(access);
        return access;
    }
}
