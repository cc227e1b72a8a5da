using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.FastForward;
using CycleSim.Accelerator.Machine;
using CycleSim.Configuration;
using CycleSim.Dram;
using CycleSim.Kernel;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Steps;

/// <summary>
/// The parts of the accelerator and the phases they run. Phases follow each other (ordering `sequential`): while DRAM bursts move,
/// array and scratchpads wait, and the other way round. Each method computes every access of one phase and says when it ends.
/// </summary>
internal sealed class StepMachine
{
    private readonly MachineHooks _hooks;
    private readonly LaneEngine _engine;
    private readonly MemoizedLaneEngine _memoizedEngine;
    private readonly Scratchpad[] _scratchpads;
    private readonly DramController _dram;
    private CycleCounts _cycles;

    internal StepMachine(
        MachineSpec spec, int readCycles, int writeCycles, MachineHooks hooks, CancellationToken cancellation, RowMemo? known = null)
    {
        Spec = spec;
        _hooks = hooks;
        _engine = new LaneEngine(cancellation);
        _memoizedEngine = new MemoizedLaneEngine(_engine, cancellation);
        Patterns = new PatternTable(spec.Scratchpad.Banks);
        _dram = new DramController(spec.Dram, DramPolicy.Default, hooks.DramCommand, known);
        _scratchpads =
        [
            .. TensorRoles.All.Select(role => new Scratchpad(role, spec.Scratchpad, readCycles, writeCycles, hooks.ScratchpadAccess)),
        ];
    }

    internal MachineSpec Spec { get; }

    /// <summary>Patterns of lines that ports move.</summary>
    internal PatternTable Patterns { get; }

    /// <summary>Apply memo entries; false simulates every access and visits every DRAM event. Results are the same.</summary>
    internal bool FastForward
    {
        get => _dram.FastForward;
        set => _dram.FastForward = value;
    }

    /// <summary>Phases may skip: nobody looks at single accesses, folds or phases.</summary>
    internal bool MaySkip =>
        FastForward && !_hooks.ScratchpadAccess.IsObserved && !_hooks.Fold.IsObserved && !_hooks.Phase.IsObserved;

    /// <summary>How much of the run so far was simulated in detail, and how much the memo gave.</summary>
    internal SimulationEffort Effort => new(
        _engine.AccessesSimulated, _engine.SegmentsSimulated, _memoizedEngine.SegmentHits, _dram.CyclesVisited, _dram.RowSegmentHits);

    /// <summary>Index of the running operation, for observers.</summary>
    internal int Operation { get; set; }

    internal CycleCounts TakeCycles()
    {
        CycleCounts cycles = _cycles;
        _cycles = default;
        return cycles;
    }

    internal ScratchpadTotals Scratchpads => new(CountsOf(TensorRole.Activation), CountsOf(TensorRole.Weight), CountsOf(TensorRole.Error));

    private ScratchpadCounts CountsOf(TensorRole role) => _scratchpads[(int)role].Counts;

    internal Scratchpad ScratchpadOf(TensorLayout layout) => _scratchpads[(int)layout.Tensor.Role];

    /// <summary>Brings DRAM background and refresh up to a core cycle.</summary>
    internal DramCounts AccountDram(long cycle)
    {
        _dram.AdvanceTo(Ps(cycle, Spec.ClockPeriodPs) / Spec.Dram.ClockPeriodPs);
        return DramCounts.Of(_dram.Totals);
    }

    /// <summary>
    /// Tells observers that all accesses, folds, phases and transfers that start before a core cycle have been reported. DRAM may be
    /// behind: its controller rests while the array runs, and its refreshes come when it continues.
    /// </summary>
    internal void TellComplete(long cycle)
    {
        if (_hooks.CompletePs.IsObserved)
            _hooks.CompletePs.Emit(Math.Min(Ps(cycle, Spec.ClockPeriodPs), Ps(_dram.Cycle, Spec.Dram.ClockPeriodPs)));
    }

    /// <summary>Observers of folds; they are told by the executor that cuts the folds.</summary>
    internal Hook<FoldStart> FoldHook => _hooks.Fold;

    /// <summary>Moves runs of bursts; returns the core cycle after them.</summary>
    /// <param name="cycle">Core cycle in which the phase starts.</param>
    /// <param name="tensor">Id of the tensor, for observers.</param>
    /// <param name="baseBurst">Burst address that the runs count from.</param>
    /// <param name="runs">Bursts, ascending, none twice.</param>
    /// <param name="isWrite">Direction.</param>
    internal long RunDram(long cycle, int tensor, long baseBurst, IReadOnlyList<LineRun> runs, bool isWrite)
    {
        if (runs.Count == 0)
            return cycle;
        long start = CeilingDivide(Ps(cycle, Spec.ClockPeriodPs), Spec.Dram.ClockPeriodPs);
        long done = _dram.Transfer(start, baseBurst, Bursts(runs), isWrite);
        long end = CeilingDivide(Ps(done, Spec.Dram.ClockPeriodPs), Spec.ClockPeriodPs);
        _cycles += new CycleCounts(0, 0, 0, end - cycle, 0, 0);
        if (_hooks.Phase.IsObserved)
        {
            _hooks.Phase.Emit(new PhaseInterval(
                PhaseKind.Dram, Operation, cycle, end, 0, 0, 0, 0, 0, 0, 0, 0, 0, runs.Sum(run => run.Count)));
        }

        if (_hooks.Transfer.IsObserved)
            _hooks.Transfer.Emit(new DramTransfer(tensor, cycle, end, baseBurst, runs, isWrite));
        return end;
    }

    /// <summary>A line of the scratchpads is a burst of the DRAM.</summary>
    private static BurstRun[] Bursts(IReadOnlyList<LineRun> runs)
    {
        var bursts = new BurstRun[runs.Count];
        for (int i = 0; i < bursts.Length; i++)
            bursts[i] = new BurstRun(runs[i].First, runs[i].Count);
        return bursts;
    }

    /// <summary>Runs folds on the array.</summary>
    /// <param name="cycle">Core cycle in which the phase starts.</param>
    /// <param name="folds">Number of folds.</param>
    /// <param name="products">Sum of K over the folds.</param>
    /// <param name="counted">Steps of the phase.</param>
    /// <param name="uncounted">Steps that SCALE-Sim's counting leaves out at the end; outputs still leave in them.</param>
    /// <param name="reads">Read ports.</param>
    /// <param name="writes">Write ports.</param>
    /// <param name="boundaries">Steps at which the phase may repeat what was seen before; null when it cannot.</param>
    /// <param name="marks">Told when folds start; null when nobody asks.</param>
    internal long RunArray(
        long cycle, long folds, long products, long counted, int uncounted, List<LanePort> reads, List<LanePort> writes,
        IEnumerable<SegmentBoundary>? boundaries = null, FoldMarks? marks = null)
    {
        ScratchpadTotals before = Scratchpads;
        PhaseTiming timing = MaySkip && boundaries is not null
            ? _memoizedEngine.Run(cycle, counted + uncounted, reads, writes, boundaries)
            : _engine.Run(cycle, counted + uncounted, reads, writes, marks);
        long end = Finish(cycle, timing, uncounted, out long tail);
        _cycles += new CycleCounts(products, counted - products, 0, 0, timing.ConflictStall, timing.LatencyStall + tail);
        if (_hooks.Phase.IsObserved)
        {
            Observe(new PhaseInterval(
                PhaseKind.Array, Operation, cycle, end, folds, timing.ConflictStall, timing.LatencyStall + tail, products,
                counted, uncounted,
                0, 0, 0, 0), reads, writes, before);
        }

        return end;
    }

    /// <summary>
    /// Applies the memo entry of a phase of the vector path; returns the core cycle after it, or null on a miss. Only where <see
    /// cref="MaySkip"/>.
    /// </summary>
    internal long? TryRepeatVector(long cycle, long steps, PhaseKey phase) =>
        _memoizedEngine.TryApply(cycle, phase) is { } timing ? FinishVector(cycle, steps, timing, out _) : null;

    /// <summary>Runs the vector path.</summary>
    /// <param name="cycle">Core cycle in which the phase starts.</param>
    /// <param name="steps">Steps of the phase.</param>
    /// <param name="reads">Read ports.</param>
    /// <param name="writes">Write ports.</param>
    /// <param name="boundaries">Steps at which the phase may repeat what was seen before; null when it cannot.</param>
    /// <param name="phase">The whole phase, for <see cref="TryRepeatVector"/>; null when it has no key.</param>
    internal long RunVector(
        long cycle,
        long steps,
        List<LanePort> reads,
        List<LanePort> writes,
        IEnumerable<SegmentBoundary>? boundaries = null,
        PhaseKey? phase = null)
    {
        ScratchpadTotals before = Scratchpads;
        PhaseTiming timing = !MaySkip || boundaries is null ? _engine.Run(cycle, steps, reads, writes)
            : phase is null ? _memoizedEngine.Run(cycle, steps, reads, writes, boundaries)
            : _memoizedEngine.RunRecorded(cycle, steps, reads, writes, boundaries, phase);
        long end = FinishVector(cycle, steps, timing, out long tail);
        if (_hooks.Phase.IsObserved)
        {
            Observe(new PhaseInterval(
                PhaseKind.Vector, Operation, cycle, end, 0, timing.ConflictStall, timing.LatencyStall + tail, 0, steps, 0, 0, 0, 0, 0),
                reads, writes, before);
        }

        return end;
    }

    private long FinishVector(long cycle, long steps, PhaseTiming timing, out long tail)
    {
        long end = Finish(cycle, timing, 0, out tail);
        _cycles += new CycleCounts(0, 0, steps, 0, timing.ConflictStall, timing.LatencyStall + tail);
        return end;
    }

    /// <summary>A phase ends when the last bank is idle: the next phase may need what was written.</summary>
    private long Finish(long cycle, PhaseTiming timing, int uncounted, out long tail)
    {
        long steps = Math.Max(cycle, timing.EndCycle - uncounted);
        long idle = _scratchpads.Max(scratchpad => scratchpad.IdleAt);
        tail = Math.Max(0, idle - steps);
        return steps + tail;
    }

    private void Observe(in PhaseInterval phase, List<LanePort> reads, List<LanePort> writes, ScratchpadTotals before)
    {
        ScratchpadTotals moved = Scratchpads - before;
        _hooks.Phase.Emit(phase with
        {
            Activation = moved.Activation.ReadAccesses + moved.Activation.WriteAccesses,
            Weight = moved.Weight.ReadAccesses + moved.Weight.WriteAccesses,
            Error = moved.Error.ReadAccesses + moved.Error.WriteAccesses,
            Ports = PortRuns([.. reads, .. writes]),
        });
    }

    private static List<PortRun> PortRuns(IEnumerable<LanePort> ports)
    {
        var runs = new List<PortRun>();
        foreach (PortRun port in ports.Select(port => port.Description))
        {
            if (runs.Count > 0 && runs[^1] with { Count = 1 } == port)
                runs[^1] = runs[^1] with { Count = runs[^1].Count + 1 };
            else
                runs.Add(port);
        }

        return runs;
    }

    /// <summary>Simulated time is a 64-bit number of picoseconds.</summary>
    private static long Ps(long cycle, long periodPs) => cycle <= long.MaxValue / periodPs
        ? cycle * periodPs
        : throw new InputException($"cycle {cycle} of {periodPs} ps lies beyond the end of simulated time, 2^63 ps");

    private static long CeilingDivide(long value, long divisor) => value / divisor + (value % divisor > 0 ? 1 : 0);
}
