using CycleSim.Accelerator.Components;

namespace CycleSim.Accelerator.FastForward;

/// <summary>
/// Runs phases on a lane engine, segment by segment from boundary to boundary: hits are applied, misses simulated and recorded.
/// </summary>
/// <param name="engine">The engine.</param>
/// <param name="cancellation">Ends a run early.</param>
/// <param name="hooks">While somebody looks at single accesses, folds or phases, all of them are simulated; null for nobody.</param>
/// <param name="memo">Memo entries of the same machine; null to start empty.</param>
internal sealed class MemoizedLaneEngine(
    LaneEngine engine, CancellationToken cancellation, MachineHooks? hooks = null, PhaseMemo? memo = null) : ILaneEngine
{
    private readonly PhaseMemo _memo = memo ?? new PhaseMemo();
    private readonly PhaseKey _phase = new();
    private readonly LevelBackoff[] _backoff = new LevelBackoff[SegmentBoundary.Levels];

    /// <summary>Segments, or whole phases, that were memo hits.</summary>
    internal long SegmentHits { get; private set; }

    /// <inheritdoc />
    public PhaseTiming Run(long startCycle, LanePhase phase, FoldMarks? marks = null)
    {
        if (phase is not IDividedPhase divided || marks is not null || hooks is { AreObservedInDetail: true })
            return engine.Run(startCycle, phase, marks);
        return phase is IKeyedPhase keyed && TryDescribe(keyed) ? RunKeyed(startCycle, phase, divided) : Run(startCycle, phase, divided);
    }

    private bool TryDescribe(IKeyedPhase phase)
    {
        _phase.Clear();
        return phase.TryDescribe(_phase);
    }

    /// <summary>Runs a phase that has a short key: applies its entry, or simulates it and makes one.</summary>
    private PhaseTiming RunKeyed(long startCycle, LanePhase phase, IDividedPhase divided)
    {
        if (_memo.TryApplyPhase(_phase, startCycle - 1) is { } segment)
        {
            SegmentHits++;
            return new PhaseTiming(startCycle + segment.Cycles, segment.ConflictStall, segment.LatencyStall);
        }

        PhaseSegmentRecording recording = _memo.StartRecordingPhase(_phase, startCycle - 1);
        PhaseTiming timing = Run(startCycle, phase, divided);
        _memo.FinishRecording(recording, engine.Ports, phase.Steps, isEnd: true, timing);
        return timing;
    }

    /// <summary>Runs a phase segment by segment.</summary>
    private PhaseTiming Run(long startCycle, LanePhase phase, IDividedPhase divided)
    {
        phase.Prepare();
        engine.Start(startCycle, phase.Ports);
        _memo.StartPhase();
        Array.Clear(_backoff);
        using var walk = new SegmentBoundaryWalk(divided.Boundaries, phase.Steps);
        while (walk.Step < phase.Steps)
            RunToBoundary(walk, 0, phase.Steps);
        return engine.Timing;
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
