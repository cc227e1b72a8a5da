using System.Numerics;
using CycleSim.Accelerator.FastForward;

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
/// <param name="cancellation">Ends a run early.</param>
/// <param name="edges">What is known of phases; null to begin with nothing.</param>
internal sealed class LaneEngine(CancellationToken cancellation, PhaseEdges? edges = null)
{
    private const int CalendarSteps = 1024;

    private readonly PhaseEdges _edges = edges ?? new PhaseEdges();
    private readonly LevelAttention[] _attention = new LevelAttention[Checkpoint.Levels];
    private ulong[] _calendar = [];
    private bool _isCalendarValid;
    private int _words;
    private LanePort[] _ports = [];
    private long _cycle;
    private long _conflictStall;
    private long _latencyStall;

    /// <summary>Stretches between checkpoints, or whole phases, whose accesses were played.</summary>
    internal long StretchesPlayed { get; private set; }

    /// <summary>Stretches whose outcome was known.</summary>
    internal long StretchesFollowed { get; private set; }

    /// <summary>Accesses that were played.</summary>
    internal long AccessesPlayed { get; private set; }

    /// <summary>Runs a phase.</summary>
    /// <param name="startCycle">Cycle of step 0 when nothing stalls.</param>
    /// <param name="steps">Steps of the phase (0 to steps - 1); every line of every port belongs to one of them.</param>
    /// <param name="reads">Read ports in lane order.</param>
    /// <param name="writes">Write ports in lane order; in a cycle they are served after the reads.</param>
    /// <param name="marks">Told when folds begin; null when nobody asks.</param>
    /// <param name="checkpoints">
    /// Steps, ascending, at which the future may equal one seen before; then it is not worked out again. Null: every access is played.
    /// </param>
    internal PhaseTiming Run(
        long startCycle, long steps, IReadOnlyList<LanePort> reads, IReadOnlyList<LanePort> writes, FoldMarks? marks = null,
        IEnumerable<Checkpoint>? checkpoints = null)
    {
        _ports = [.. reads, .. writes];
        for (int i = 0; i < _ports.Length; i++)
            _ports[i].Id = i;
        _words = (_ports.Length + 63) / 64;
        ClearCalendar();
        foreach (LanePort port in writes)
            port.PrepareWrite();
        (_cycle, _conflictStall, _latencyStall) = (startCycle - 1, 0, 0);
        if (checkpoints is null)
        {
            Play(0, steps, reads, marks);
            CheckEnd();
        }
        else
        {
            Skip(steps, reads, checkpoints);
        }

        return new PhaseTiming(_cycle + 1, _conflictStall, _latencyStall);
    }

    /// <summary>Repeats a phase that was noted before; null when there is none like it.</summary>
    /// <param name="startCycle">Cycle of step 0 when nothing stalls.</param>
    /// <param name="phase">The phase.</param>
    internal PhaseTiming? TryRepeat(long startCycle, PhaseKey phase)
    {
        if (_edges.FollowPhase(phase, startCycle - 1) is not { } edge)
            return null;
        StretchesFollowed++;
        return new PhaseTiming(startCycle + edge.Cycles, edge.ConflictStall, edge.LatencyStall);
    }

    /// <summary>Runs a phase like <see cref="Run"/> and notes it for <see cref="TryRepeat"/>.</summary>
    internal PhaseTiming RunNoted(
        long startCycle, long steps, IReadOnlyList<LanePort> reads, IReadOnlyList<LanePort> writes, IEnumerable<Checkpoint> checkpoints, PhaseKey phase)
    {
        EdgeNote note = _edges.NotePhase(phase, startCycle - 1);
        PhaseTiming timing = Run(startCycle, steps, reads, writes, null, checkpoints);
        _edges.StopNoting(note, _ports, steps, isEnd: true, timing.EndCycle - 1, timing.ConflictStall, timing.LatencyStall);
        return timing;
    }

    /// <summary>Goes from checkpoint to checkpoint; what has been worked out before is applied at once.</summary>
    private void Skip(long steps, IReadOnlyList<LanePort> reads, IEnumerable<Checkpoint> checkpoints)
    {
        _edges.BeginPhase();
        System.Array.Clear(_attention);
        using var walk = new CheckpointWalk(checkpoints, steps);
        while (walk.Step < steps)
            Go(walk, 0, steps, reads);
    }

    /// <summary>Goes to the next checkpoint of a level. A stretch that is not known is put together from finer ones, or played.</summary>
    private void Go(CheckpointWalk walk, int level, long steps, IReadOnlyList<LanePort> reads)
    {
        cancellation.ThrowIfCancellationRequested();
        long from = walk.Step;
        long to = walk.Next(level);
        int finer = level + 1;
        while (finer < Checkpoint.Levels && walk.Next(finer) == to)
            finer++;
        bool isDivided = finer < Checkpoint.Levels;
        if (isDivided && !_attention[level].TakeNext())
        {
            Advance(walk, finer, to, steps, reads);
            return;
        }

        bool isEnd = to == steps;
        if (_edges.Find(_ports, from, to, isEnd, _cycle) is { } edge)
        {
            if (isDivided)
                _attention[level].Hit();
            Follow(edge, from, to);
            walk.MoveTo(to);
            return;
        }

        if (isDivided)
            _attention[level].Miss();
        EdgeNote? note = _edges.StartNoting(_ports, from, to, _cycle, _conflictStall, _latencyStall);
        Advance(walk, finer, to, steps, reads);
        if (note is not null)
            _edges.StopNoting(note, _ports, to, isEnd, _cycle, _conflictStall, _latencyStall);
    }

    /// <summary>Goes to a step by the checkpoints of a level; beyond the finest everything is played.</summary>
    private void Advance(CheckpointWalk walk, int level, long to, long steps, IReadOnlyList<LanePort> reads)
    {
        if (level < Checkpoint.Levels)
        {
            while (walk.Step < to)
                Go(walk, level, steps, reads);
            return;
        }

        Play(walk.Step, to, reads, null);
        if (to == steps)
            CheckEnd();
        walk.MoveTo(to);
    }

    private void Follow(PhaseEdge edge, long from, long to)
    {
        _cycle += edge.Cycles;
        _conflictStall += edge.ConflictStall;
        _latencyStall += edge.LatencyStall;
        _edges.Follow(edge, _ports, from, to, _cycle);
        StretchesFollowed++;
        ClearCalendar();
    }

    /// <summary>Plays every access of the steps [from, to).</summary>
    private void Play(long from, long to, IReadOnlyList<LanePort> reads, FoldMarks? marks)
    {
        if (from == 0)
            Prefetch(reads, _cycle + 1);
        if (!_isCalendarValid)
        {
            _isCalendarValid = true;
            for (int i = 0; i < _ports.Length; i++)
                Enter(i, from - 1);
        }

        Walk(from, to, marks);
        StretchesPlayed++;
    }

    /// <summary>Before the first step every lane fills its buffer: line by line, lanes in order.</summary>
    private void Prefetch(IReadOnlyList<LanePort> reads, long cycle)
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
                    AccessesPlayed++;
                }
            }
        }
    }

    private void Walk(long from, long to, FoldMarks? marks)
    {
        long nextMark = marks?.NextStep ?? long.MaxValue;
        for (long step = from; step < to; step++)
        {
            if ((step & 0xFFFF) == 0)
                cancellation.ThrowIfCancellationRequested();
            Span<ulong> due = _calendar.AsSpan((int)(step & (CalendarSteps - 1)) * _words, _words);
            _cycle++;
            long ready = LatestReady(due, step, out int waited);
            if (ready > _cycle)
                Stall(ready, waited);
            if (step == nextMark)
            {
                marks!.Enter(_cycle);
                nextMark = marks.NextStep;
            }

            Serve(due, step, _cycle);
        }
    }

    private void Stall(long ready, int waited)
    {
        long stall = ready - _cycle;
        long conflict = Math.Min(stall, waited);
        _conflictStall += conflict;
        _latencyStall += stall - conflict;
        _cycle = ready;
    }

    /// <summary>A line that no step serves would be lost without a sign.</summary>
    private void CheckEnd()
    {
        int left = System.Array.FindIndex(_ports, port => port.NextStep != long.MaxValue);
        if (left >= 0)
            throw new InvalidOperationException($"port {left} has lines before the step of the one before, or beyond the phase");
    }

    private void ClearCalendar()
    {
        int size = CalendarSteps * Math.Max(1, _words);
        if (_calendar.Length != size)
            _calendar = new ulong[size];
        else if (_isCalendarValid)
            System.Array.Clear(_calendar);
        _isCalendarValid = false;
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
                    AccessesPlayed += _ports[index].Advance(step, cycle);
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
