using System.Numerics;

namespace CycleSim.Accelerator.Components;

/// <summary>
/// Moves the wavefront through a phase. The array is rigid: step s happens one cycle after step s - 1, or later when a lane still
/// lacks the line it needs in step s. Ports enter a calendar under their next step, since most ports do nothing in most steps: a step
/// then costs only the ports that take part in it.
/// </summary>
/// <param name="cancellation">Ends a run early.</param>
internal sealed class LaneEngine(CancellationToken cancellation) : ILaneEngine
{
    private const int CalendarSteps = 1024;

    private ulong[] _calendar = [];
    private bool _isCalendarValid;
    private int _words;
    private LanePort[] _ports = [];
    private int _reads;
    private long _cycle;
    private long _conflictStall;
    private long _latencyStall;
    private long _nextStep;
    private long _phaseSteps;
    private bool _hasPrefetched;

    /// <summary>Segments, or whole phases, simulated in detail.</summary>
    internal long SegmentsSimulated { get; private set; }

    /// <summary>Accesses simulated one by one.</summary>
    internal long AccessesSimulated { get; private set; }

    /// <inheritdoc />
    public PhaseTiming Run(long startCycle, LanePhase phase, FoldMarks? marks = null)
    {
        phase.Prepare();
        Start(startCycle, phase.Ports);
        Simulate(0, phase.Steps, marks);
        CheckEnd();
        return Timing;
    }

    /// <summary>Begins a phase that <see cref="RunTo"/> simulates in parts.</summary>
    /// <param name="startCycle">Cycle of step 0 when nothing stalls.</param>
    /// <param name="phase">The phase.</param>
    internal void Begin(long startCycle, LanePhase phase)
    {
        phase.Prepare();
        Start(startCycle, phase.Ports);
        (_nextStep, _phaseSteps) = (0, phase.Steps);
    }

    /// <summary>Simulates the steps of the phase that take place before a cycle.</summary>
    /// <param name="endCycle">The cycle.</param>
    /// <param name="marks">Told when folds start; null when nobody asks.</param>
    /// <returns>Whether the last step was among them.</returns>
    internal bool RunTo(long endCycle, FoldMarks? marks)
    {
        if (_cycle + 1 < endCycle)
            _nextStep = Simulate(_nextStep, _phaseSteps, marks, endCycle);
        if (_nextStep < _phaseSteps)
            return false;
        CheckEnd();
        SegmentsSimulated++;
        return true;
    }

    /// <summary>Ports of the phase: reads, then writes.</summary>
    internal LanePort[] Ports => _ports;

    /// <summary>Cycle of the last step.</summary>
    internal long Cycle => _cycle;

    /// <summary>How long the phase took, if the last step was its last.</summary>
    internal PhaseTiming Timing => new(_cycle + 1, _conflictStall, _latencyStall);

    /// <summary>Starts a phase.</summary>
    /// <param name="startCycle">Cycle of step 0 when nothing stalls.</param>
    /// <param name="ports">Its ports.</param>
    internal void Start(long startCycle, LanePorts ports)
    {
        _ports = [.. ports.Reads, .. ports.Writes];
        _reads = ports.Reads.Count;
        for (int i = 0; i < _ports.Length; i++)
            _ports[i].Id = i;
        _words = (_ports.Length + 63) / 64;
        ClearCalendar();
        foreach (LanePort port in ports.Writes)
            port.PrepareWrite();
        (_cycle, _conflictStall, _latencyStall, _hasPrefetched) = (startCycle - 1, 0, 0, false);
    }

    /// <summary>
    /// Continues after steps that a memo entry covered; the ports have been set. The calendar is filled again only if detailed simulation
    /// follows, so that a run of hits does not pay for it.
    /// </summary>
    internal void Skip(long cycles, long conflictStall, long latencyStall)
    {
        _cycle += cycles;
        _conflictStall += conflictStall;
        _latencyStall += latencyStall;
        ClearCalendar();
    }

    /// <summary>Simulates every access of the steps [from, to), as far as they take place before a cycle.</summary>
    /// <returns>The step after the last simulated one.</returns>
    internal long Simulate(long from, long to, FoldMarks? marks, long endCycle = long.MaxValue)
    {
        if (from == 0 && !_hasPrefetched)
            Prefetch(_ports.AsSpan(0, _reads), _cycle + 1);
        _hasPrefetched = true;
        if (!_isCalendarValid)
        {
            _isCalendarValid = true;
            for (int i = 0; i < _ports.Length; i++)
                Enter(i, from - 1);
        }

        if (endCycle == long.MaxValue)
            SegmentsSimulated++;
        return Walk(from, to, marks, endCycle);
    }

    /// <summary>Before the first step every lane fills its buffer: line by line, lanes in order.</summary>
    private void Prefetch(ReadOnlySpan<LanePort> reads, long cycle)
    {
        bool more = true;
        while (more)
        {
            more = false;
            foreach (LanePort port in reads)
            {
                if (port.Prefetch(cycle))
                {
                    more = true;
                    AccessesSimulated++;
                }
            }
        }
    }

    private long Walk(long from, long to, FoldMarks? marks, long endCycle)
    {
        long nextMark = marks?.NextStep ?? long.MaxValue;
        long step = from;
        for (; step < to; step++)
        {
            if ((step & 0xFFFF) == 0)
                cancellation.ThrowIfCancellationRequested();
            Span<ulong> due = _calendar.AsSpan((int)(step & (CalendarSteps - 1)) * _words, _words);
            long ready = LatestReady(due, step, out int waited);
            if (Math.Max(_cycle + 1, ready) >= endCycle)
                break;
            _cycle++;
            if (ready > _cycle)
                Stall(ready, waited);
            if (step == nextMark)
            {
                marks!.Enter(_cycle);
                nextMark = marks.NextStep;
            }

            Serve(due, step, _cycle);
        }

        return step;
    }

    /// <summary>
    /// The whole array waits for the latest line. Of the stall, the part that its access waited for a busy bank is a conflict; the rest is
    /// the latency of the scratchpad itself.
    /// </summary>
    private void Stall(long ready, int waited)
    {
        long stall = ready - _cycle;
        long conflict = Math.Min(stall, waited);
        _conflictStall += conflict;
        _latencyStall += stall - conflict;
        _cycle = ready;
    }

    /// <summary>Fails if a line was not served in any step: it would be missing from the counts without notice.</summary>
    internal void CheckEnd()
    {
        int left = Array.FindIndex(_ports, port => port.NextStep != long.MaxValue);
        if (left >= 0)
            throw new InvalidOperationException($"port {left} has lines before the step of the one before, or beyond the phase");
    }

    private void ClearCalendar()
    {
        int size = CalendarSteps * Math.Max(1, _words);
        if (_calendar.Length != size)
            _calendar = new ulong[size];
        else if (_isCalendarValid)
            Array.Clear(_calendar);
        _isCalendarValid = false;
    }

    /// <summary>
    /// Looks at all ports before any is served: a stall moves the cycle of the whole step, and with it the cycle of every request in it.
    /// </summary>
    private long LatestReady(ReadOnlySpan<ulong> due, long step, out int waited)
    {
        long latest = 0;
        waited = 0;
        for (int word = 0; word < due.Length; word++)
        {
            for (ulong bits = due[word]; bits != 0; bits &= bits - 1)
            {
                LanePort port = _ports[word * 64 + BitOperations.TrailingZeroCount(bits)];
                // One whose step lies beyond the calendar only passes by.
                if (port.NextStep != step)
                    continue;
                long ready = port.ReadyAt(step, out int portWaited);
                if (ready > latest)
                {
                    latest = ready;
                    waited = portWaited;
                }
            }
        }

        return latest;
    }

    private void Serve(Span<ulong> due, long step, long cycle)
    {
        for (int word = 0; word < due.Length; word++)
        {
            ulong bits = due[word];
            due[word] = 0;
            for (; bits != 0; bits &= bits - 1)
            {
                int index = word * 64 + BitOperations.TrailingZeroCount(bits);
                if (_ports[index].NextStep == step)
                    AccessesSimulated += _ports[index].Advance(step, cycle);
                Enter(index, step);
            }
        }
    }

    /// <summary>
    /// Enters a port under its next step. One beyond the calendar's reach is entered again once a round, so the calendar stays small.
    /// </summary>
    private void Enter(int index, long step)
    {
        long next = _ports[index].NextStep;
        if (next == long.MaxValue)
            return;
        long slot = Math.Min(next, step + CalendarSteps - 1) & (CalendarSteps - 1);
        _calendar[slot * _words + (index >> 6)] |= 1UL << (index & 63);
    }
}
