using CycleSim.Accelerator.Components;

namespace CycleSim.Accelerator.FastForward;

/// <summary>
/// Runs phases on a lane engine, segment by segment from boundary to boundary: hits are applied, misses simulated and recorded.
/// </summary>
/// <param name="engine">The engine.</param>
/// <param name="cancellation">Ends a run early.</param>
/// <param name="memo">Memo entries; null to start empty.</param>
internal sealed class MemoizedLaneEngine(LaneEngine engine, CancellationToken cancellation, PhaseMemo? memo = null)
{
    private readonly PhaseMemo _memo = memo ?? new PhaseMemo();
    private readonly LevelBackoff[] _backoff = new LevelBackoff[SegmentBoundary.Levels];

    /// <summary>Segments, or whole phases, that were memo hits.</summary>
    internal long SegmentHits { get; private set; }

    /// <summary>Runs a phase.</summary>
    /// <param name="startCycle">Cycle of step 0 when nothing stalls.</param>
    /// <param name="steps">Steps of the phase (0 to steps - 1); every line of every port belongs to one of them.</param>
    /// <param name="reads">Read ports in lane order.</param>
    /// <param name="writes">Write ports in lane order; in a cycle they are served after the reads.</param>
    /// <param name="boundaries">
    /// Steps, ascending, at which segments start; where the future equals one seen before, it is not simulated again.
    /// </param>
    internal PhaseTiming Run(
        long startCycle, long steps, IReadOnlyList<LanePort> reads, IReadOnlyList<LanePort> writes, IEnumerable<SegmentBoundary> boundaries)
    {
        engine.Start(startCycle, reads, writes);
        _memo.StartPhase();
        Array.Clear(_backoff);
        using var walk = new SegmentBoundaryWalk(boundaries, steps);
        while (walk.Step < steps)
            RunToBoundary(walk, 0, steps);
        return engine.Timing;
    }

    /// <summary>Applies the entry of a whole phase; null on a miss.</summary>
    /// <param name="startCycle">Cycle of step 0 when nothing stalls.</param>
    /// <param name="phase">The phase.</param>
    internal PhaseTiming? TryApply(long startCycle, PhaseKey phase)
    {
        if (_memo.TryApplyPhase(phase, startCycle - 1) is not { } segment)
            return null;
        SegmentHits++;
        return new PhaseTiming(startCycle + segment.Cycles, segment.ConflictStall, segment.LatencyStall);
    }

    /// <summary>Runs a phase like <see cref="Run"/> and records it for <see cref="TryApply"/>.</summary>
    internal PhaseTiming RunRecorded(
        long startCycle,
        long steps,
        IReadOnlyList<LanePort> reads,
        IReadOnlyList<LanePort> writes,
        IEnumerable<SegmentBoundary> boundaries,
        PhaseKey phase)
    {
        PhaseSegmentRecording recording = _memo.StartRecordingPhase(phase, startCycle - 1);
        PhaseTiming timing = Run(startCycle, steps, reads, writes, boundaries);
        _memo.FinishRecording(recording, engine.Ports, steps, isEnd: true, timing);
        return timing;
    }

    /// <summary>
    /// Goes to the next boundary of a level. A missed segment is composed of finer ones, and simulated where the finest misses too:
    /// coarse entries make repeats cheap, fine ones make first occurrences cheap.
    /// </summary>
    private void RunToBoundary(SegmentBoundaryWalk walk, int level, long steps)
    {
        cancellation.ThrowIfCancellationRequested();
        long from = walk.Step;
        long to = walk.Next(level);
        int finer = level + 1;
        while (finer < SegmentBoundary.Levels && walk.Next(finer) == to)
            finer++;
        bool isDivided = finer < SegmentBoundary.Levels;
        if (isDivided && !_backoff[level].ShouldLookUp())
        {
            RunTo(walk, finer, to, steps);
            return;
        }

        bool isEnd = to == steps;
        if (_memo.Find(engine.Ports, from, to, isEnd, engine.Cycle) is { } segment)
        {
            if (isDivided)
                _backoff[level].Hit();
            Apply(segment, from, to);
            walk.MoveTo(to);
            return;
        }

        if (isDivided)
            _backoff[level].Miss();
        PhaseSegmentRecording? recording = _memo.StartRecording(engine.Ports, from, to, engine.Timing);
        RunTo(walk, finer, to, steps);
        if (recording is not null)
            _memo.FinishRecording(recording, engine.Ports, to, isEnd, engine.Timing);
    }

    /// <summary>Goes to a step by the boundaries of a level; below the finest level everything is simulated.</summary>
    private void RunTo(SegmentBoundaryWalk walk, int level, long to, long steps)
    {
        if (level < SegmentBoundary.Levels)
        {
            while (walk.Step < to)
                RunToBoundary(walk, level, steps);
            return;
        }

        engine.Simulate(walk.Step, to, null);
        if (to == steps)
            engine.CheckEnd();
        walk.MoveTo(to);
    }

    private void Apply(PhaseSegment segment, long from, long to)
    {
        engine.Skip(segment.Cycles, segment.ConflictStall, segment.LatencyStall);
        _memo.Apply(segment, engine.Ports, from, to, engine.Cycle);
        SegmentHits++;
    }
}
