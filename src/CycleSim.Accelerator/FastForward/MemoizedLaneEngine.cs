using CycleSim.Accelerator.Components;

namespace CycleSim.Accelerator.FastForward;

/// <summary>Runs phases on a lane engine, from checkpoint to checkpoint; what has been worked out before is applied at once.</summary>
/// <param name="engine">The engine.</param>
/// <param name="cancellation">Ends a run early.</param>
/// <param name="edges">What is known of phases; null to begin with nothing.</param>
internal sealed class MemoizedLaneEngine(LaneEngine engine, CancellationToken cancellation, PhaseEdges? edges = null)
{
    private readonly PhaseEdges _edges = edges ?? new PhaseEdges();
    private readonly LevelAttention[] _attention = new LevelAttention[Checkpoint.Levels];

    /// <summary>Stretches between checkpoints, or whole phases, whose outcome was known.</summary>
    internal long StretchesFollowed { get; private set; }

    /// <summary>Runs a phase.</summary>
    /// <param name="startCycle">Cycle of step 0 when nothing stalls.</param>
    /// <param name="steps">Steps of the phase (0 to steps - 1); every line of every port belongs to one of them.</param>
    /// <param name="reads">Read ports in lane order.</param>
    /// <param name="writes">Write ports in lane order; in a cycle they are served after the reads.</param>
    /// <param name="checkpoints">Steps, ascending, at which the future may equal one seen before; then it is not worked out again.</param>
    internal PhaseTiming Run(
        long startCycle, long steps, IReadOnlyList<LanePort> reads, IReadOnlyList<LanePort> writes, IEnumerable<Checkpoint> checkpoints)
    {
        engine.Start(startCycle, reads, writes);
        _edges.BeginPhase();
        Array.Clear(_attention);
        using var walk = new CheckpointWalk(checkpoints, steps);
        while (walk.Step < steps)
            Go(walk, 0, steps);
        return engine.Timing;
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
        PhaseTiming timing = Run(startCycle, steps, reads, writes, checkpoints);
        _edges.StopNoting(note, engine.Ports, steps, isEnd: true, timing);
        return timing;
    }

    /// <summary>Goes to the next checkpoint of a level. A stretch that is not known is put together from finer ones, or played.</summary>
    private void Go(CheckpointWalk walk, int level, long steps)
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
            Advance(walk, finer, to, steps);
            return;
        }

        bool isEnd = to == steps;
        if (_edges.Find(engine.Ports, from, to, isEnd, engine.Cycle) is { } edge)
        {
            if (isDivided)
                _attention[level].Hit();
            Follow(edge, from, to);
            walk.MoveTo(to);
            return;
        }

        if (isDivided)
            _attention[level].Miss();
        EdgeNote? note = _edges.StartNoting(engine.Ports, from, to, engine.Timing);
        Advance(walk, finer, to, steps);
        if (note is not null)
            _edges.StopNoting(note, engine.Ports, to, isEnd, engine.Timing);
    }

    /// <summary>Goes to a step by the checkpoints of a level; beyond the finest everything is played.</summary>
    private void Advance(CheckpointWalk walk, int level, long to, long steps)
    {
        if (level < Checkpoint.Levels)
        {
            while (walk.Step < to)
                Go(walk, level, steps);
            return;
        }

        engine.Play(walk.Step, to, null);
        if (to == steps)
            engine.CheckEnd();
        walk.MoveTo(to);
    }

    private void Follow(PhaseEdge edge, long from, long to)
    {
        engine.Skip(edge.Cycles, edge.ConflictStall, edge.LatencyStall);
        _edges.Follow(edge, engine.Ports, from, to, engine.Cycle);
        StretchesFollowed++;
    }
}
