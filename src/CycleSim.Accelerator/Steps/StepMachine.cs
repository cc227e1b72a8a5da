using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.FastForward;
using CycleSim.Accelerator.Machine;
using CycleSim.Dram;
using CycleSim.Dram.Control;
using CycleSim.Dram.FastForward;
using CycleSim.Kernel;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Steps;

/// <summary>The components of a machine, wired together on a kernel simulation.</summary>
internal sealed class StepMachine
{
    private readonly Dictionary<int, PatternTable> _patterns = [];
    private readonly LaneEngine _lanes;
    private readonly MemoizedLaneEngine _memoizedLanes;
    private readonly LanesInSharedBanks? _inSharedBanks;
    private readonly DramSystem? _dram;

    /// <summary>Builds an idle machine.</summary>
    /// <param name="simulation">The simulation that it runs on.</param>
    /// <param name="spec">What to build.</param>
    /// <param name="readCycles">Read latency of the scratchpads in core cycles, at least 0.</param>
    /// <param name="writeCycles">Write latency of the scratchpads in core cycles, at least 0.</param>
    /// <param name="hooks">Observers.</param>
    /// <param name="fastForward">Apply memo entries; false simulates every access and visits every DRAM event.</param>
    /// <param name="rowMemo">Memo entries of DRAM rows; null to start empty.</param>
    /// <param name="groups">How the banks of scratchpads are divided; null for not at all.</param>
    /// <param name="cancellation">Ends a run early.</param>
    internal StepMachine(
        Simulation simulation, MachineSpec spec, int readCycles, int writeCycles, MachineHooks hooks, bool fastForward = true,
        RowMemo? rowMemo = null, Func<TensorRole, BankPartition>? groups = null, CancellationToken cancellation = default)
        : this(
            simulation, spec, _ => new ScratchpadTiming(readCycles, writeCycles, spec.Scratchpad.WriteVerify), hooks, fastForward, rowMemo,
            groups, cancellation)
    {
    }

    /// <summary>Builds an idle machine whose scratchpads differ.</summary>
    /// <param name="simulation">The simulation that it runs on.</param>
    /// <param name="spec">What to build.</param>
    /// <param name="timings">How long the accesses of each scratchpad take.</param>
    /// <param name="hooks">Observers.</param>
    /// <param name="fastForward">Apply memo entries; false simulates every access and visits every DRAM event.</param>
    /// <param name="rowMemo">Memo entries of DRAM rows; null to start empty.</param>
    /// <param name="groups">How the banks of scratchpads are divided; null for not at all.</param>
    /// <param name="cancellation">Ends a run early.</param>
    internal StepMachine(
        Simulation simulation, MachineSpec spec, Func<TensorRole, ScratchpadTiming> timings, MachineHooks hooks, bool fastForward,
        RowMemo? rowMemo, Func<TensorRole, BankPartition>? groups, CancellationToken cancellation)
    {
        Spec = spec;
        Hooks = hooks;
        Clock = new MachineClock(simulation, spec.ClockPeriodPs, spec.Dram.ClockPeriodPs);
        Scratchpads = new ScratchpadSet(spec.Scratchpad, timings, hooks.ScratchpadAccess, groups);
        _lanes = new LaneEngine(cancellation);
        _memoizedLanes = new MemoizedLaneEngine(_lanes, cancellation, hooks);
        if (spec.IdealDram is null)
            _dram = new DramSystem(spec.Dram, DramPolicy.Of(spec.DramPolicy), hooks.DramCommands, rowMemo) { FastForward = fastForward };

        // Drawn times of verified writes do not repeat: there is nothing to skip.
        bool isDrawn = TensorRoles.All.Any(role => timings(role).WriteVerify is not null);
        ILaneEngine engine = fastForward && !isDrawn ? _memoizedLanes : _lanes;
        if (AreBanksShared)
            _inSharedBanks = new LanesInSharedBanks(simulation, Clock, _lanes);
        Array = new SystolicArray(simulation, Clock, engine, _inSharedBanks, Scratchpads, Ledger, hooks);
        Vector = new VectorUnit(simulation, Clock, engine, _inSharedBanks, Scratchpads, Ledger, hooks);
        int lineBytes = spec.Scratchpad.LineBytes;
        Dram = _dram is null
            ? new IdealMachineDram(lineBytes, spec.IdealDram!)
            : new MachineDram(simulation, Clock, lineBytes, _dram);
        Dma = new DmaEngine(simulation, Clock, Dram, hooks, Scratchpads);
    }

    /// <summary>Observers.</summary>
    internal MachineHooks Hooks { get; }

    /// <summary>What was built.</summary>
    internal MachineSpec Spec { get; }

    /// <summary>The DMA engine fills and empties banks that lanes use too.</summary>
    internal bool AreBanksShared => Spec.Overlap.FillBanks == FillBanks.Shared;

    /// <summary>The core's and the DRAM's clock.</summary>
    internal MachineClock Clock { get; }

    /// <summary>The scratchpads.</summary>
    internal ScratchpadSet Scratchpads { get; }

    /// <summary>The systolic array.</summary>
    internal SystolicArray Array { get; }

    /// <summary>The vector unit.</summary>
    internal VectorUnit Vector { get; }

    /// <summary>The DMA engine.</summary>
    internal DmaEngine Dma { get; }

    /// <summary>DRAM.</summary>
    internal IMachineDram Dram { get; }

    /// <summary>What array and vector unit did for each operation.</summary>
    internal UsageLedger Ledger { get; } = new();

    /// <summary>Patterns of lines that ports move, of all tensors that are spread over as many banks as one.</summary>
    internal PatternTable PatternsOf(TensorLayout layout) => PatternsOf(layout.Banks);

    /// <summary>Patterns of lines that ports move, of all tensors that are spread over some banks.</summary>
    internal PatternTable PatternsOf(int banks)
    {
        if (!_patterns.TryGetValue(banks, out PatternTable? patterns))
            _patterns.Add(banks, patterns = new PatternTable(banks));
        return patterns;
    }

    /// <summary>How much of the run so far was simulated in detail, and how much the memo gave.</summary>
    internal SimulationEffort Effort => new(
        _lanes.AccessesSimulated, _lanes.SegmentsSimulated, _memoizedLanes.SegmentHits, _dram?.CyclesVisited ?? 0,
        _dram?.RowSegmentHits ?? 0);

    /// <summary>
    /// Tells observers up to which time all records have been made: now, or the start of what a component has not reported yet. DRAM may be
    /// behind: its controller rests while the array runs, and its refreshes come when it continues.
    /// </summary>
    /// <param name="waitingSincePs">Since when somebody waits that will be told of; null for nobody.</param>
    internal void ReportComplete(long? waitingSincePs = null)
    {
        if (!Hooks.CompletePs.IsObserved)
            return;
        long unreported = Math.Min(Dma.UnreportedCycle ?? Clock.Cycle, _inSharedBanks?.UnreportedCycle ?? Clock.Cycle);
        long reported = Math.Min(Clock.Ps(unreported), waitingSincePs ?? long.MaxValue);
        Hooks.ReachedPs.Emit(reported);
        Hooks.CompletePs.Emit(Math.Min(reported, Dram.CompletePs));
    }
}
