using System.Numerics;

namespace CycleSim.Accelerator.Array;

/// <summary>How long a phase of the array or of the vector path took, in core cycles.</summary>
/// <param name="EndCycle">Cycle after the last.</param>
/// <param name="ConflictStall">Cycles in which the wavefront stood still for a line whose bank had been busy.</param>
/// <param name="LatencyStall">Cycles in which it stood still for the access latency itself.</param>
internal readonly record struct PhaseTiming(long EndCycle, long ConflictStall, long LatencyStall);

/// <summary>
/// Moves the wavefront through a phase. The array is rigid: step s happens one cycle after step s - 1, or later when a lane still
/// lacks the line it needs in step s. Ports enter a calendar under the step that concerns them next, so a step costs only the
/// ports that have something to do in it.
/// </summary>
internal sealed class LaneEngine(CancellationToken cancellation)
{
    private const int CalendarSteps = 1024;

    private ulong[] _calendar = [];
    private int _words;
    private LanePort[] _ports = [];

    /// <summary>Runs a phase.</summary>
    /// <param name="startCycle">Cycle of step 0 when nothing stalls.</param>
    /// <param name="steps">Steps of the phase (0 to steps - 1).</param>
    /// <param name="reads">Read ports in lane order.</param>
    /// <param name="writes">Write ports in lane order; in a cycle they are served after the reads.</param>
    /// <param name="marks">Told when folds begin; null when nobody asks.</param>
    internal PhaseTiming Run(
        long startCycle, long steps, IReadOnlyList<LanePort> reads, IReadOnlyList<LanePort> writes, FoldMarks? marks = null)
    {
        _ports = [.. reads, .. writes];
        for (int i = 0; i < _ports.Length; i++)
            _ports[i].Id = i;
        _words = (_ports.Length + 63) / 64;
        int size = CalendarSteps * Math.Max(1, _words);
        if (_calendar.Length != size)
            _calendar = new ulong[size]; // empty again after every phase
        Prefetch(reads, startCycle);
        foreach (LanePort port in writes)
            port.PrepareWrite();
        for (int i = 0; i < _ports.Length; i++)
            Enter(i, step: -1);
        return Walk(startCycle, steps, marks);
    }

    /// <summary>Before the first step every lane fills its buffer: line by line, lanes in order.</summary>
    private static void Prefetch(IReadOnlyList<LanePort> reads, long cycle)
    {
        bool more = true;
        while (more)
        {
            more = false;
            foreach (LanePort port in reads)
                more |= port.Prefetch(cycle);
        }
    }

    private PhaseTiming Walk(long startCycle, long steps, FoldMarks? marks)
    {
        long cycle = startCycle - 1;
        long conflictStall = 0;
        long latencyStall = 0;
        long nextMark = marks?.NextStep ?? long.MaxValue;
        for (long step = 0; step < steps; step++)
        {
            if ((step & 0xFFFF) == 0)
                cancellation.ThrowIfCancellationRequested();
            Span<ulong> due = _calendar.AsSpan((int)(step & (CalendarSteps - 1)) * _words, _words);
            cycle++;
            long ready = LatestReady(due, step, out int waited);
            if (ready > cycle)
            {
                long stall = ready - cycle;
                long conflict = Math.Min(stall, waited);
                conflictStall += conflict;
                latencyStall += stall - conflict;
                cycle = ready;
            }

            if (step == nextMark)
            {
                marks!.Enter(cycle);
                nextMark = marks.NextStep;
            }

            Serve(due, step, cycle);
        }

        return new PhaseTiming(cycle + 1, conflictStall, latencyStall);
    }

    private long LatestReady(ReadOnlySpan<ulong> due, long step, out int waited)
    {
        long latest = 0;
        waited = 0;
        for (int word = 0; word < due.Length; word++)
        {
            for (ulong bits = due[word]; bits != 0; bits &= bits - 1)
            {
                LanePort port = _ports[word * 64 + BitOperations.TrailingZeroCount(bits)];
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
                    _ports[index].Advance(step, cycle);
                Enter(index, step);
            }
        }
    }

    /// <summary>Enters a port under its next step; one that is further away than the calendar reaches looks in once a round.</summary>
    private void Enter(int index, long step)
    {
        long next = _ports[index].NextStep;
        if (next == long.MaxValue)
            return;
        long slot = Math.Min(next, step + CalendarSteps - 1) & (CalendarSteps - 1);
        _calendar[slot * _words + (index >> 6)] |= 1UL << (index & 63);
    }
}
