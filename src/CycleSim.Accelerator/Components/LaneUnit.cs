using CycleSim.Kernel;

namespace CycleSim.Accelerator.Components;

/// <summary>
/// What the systolic array and the vector unit have in common: both run phases in which lanes move lines of the scratchpads. A phase is
/// one activity: its operands are there and nobody else uses its banks, so its end is computed when it starts and is one kernel event.
/// </summary>
/// <param name="clock">Converts cycles to kernel time.</param>
/// <param name="engine">Gets the lanes through a phase.</param>
/// <param name="scratchpads">The scratchpads, for counts.</param>
/// <param name="ledger">Where the unit enters what it did.</param>
/// <param name="hooks">Observers.</param>
internal abstract class LaneUnit(
    MachineClock clock, ILaneEngine engine, ScratchpadSet scratchpads, UsageLedger ledger, MachineHooks hooks)
{
    private protected MachineHooks Hooks => hooks;

    private protected UsageLedger Ledger => ledger;

    /// <summary>Runs a phase that starts now, and enters what it did.</summary>
    /// <param name="phase">The phase.</param>
    /// <param name="uncounted">Steps at its end that are not counted.</param>
    /// <param name="marks">Told when folds start; null when nobody asks.</param>
    private protected LaneActivity Run(LanePhase phase, int uncounted, FoldMarks? marks)
    {
        long start = clock.NextCycle;
        ScratchpadTotals before = scratchpads.Totals;
        PhaseTiming timing = engine.Run(start, phase, marks);
        long steps = Math.Max(start, timing.EndCycle - uncounted);
        long tail = Math.Max(0, IdleCycle(phase) - steps);
        return new LaneActivity(
            start, steps + tail, timing.ConflictStall, timing.LatencyStall + tail, scratchpads.Totals - before);
    }

    /// <summary>Enters an activity; returns the wait for its end.</summary>
    private protected Wait Finish(LanePhase phase, in LaneActivity activity, in CycleCounts cycles)
    {
        ledger.Of(phase.Operation).Add(cycles, activity.Moved);
        return clock.Until(activity.EndCycle);
    }

    /// <summary>Tells observers of an activity.</summary>
    private protected void Report(LanePhase phase, in LaneActivity activity, in PhaseInterval interval) => hooks.Phase.Emit(interval with
    {
        Activation = Accesses(activity.Moved.Activation),
        Weight = Accesses(activity.Moved.Weight),
        Error = Accesses(activity.Moved.Error),
        Ports = PortRun.Of([.. phase.Ports.Reads, .. phase.Ports.Writes]),
    });

    /// <summary>A phase ends when the last bank that it used is idle: the next one may need what was written.</summary>
    private static long IdleCycle(LanePhase phase)
    {
        long idle = 0;
        foreach (Scratchpad scratchpad in phase.Scratchpads)
            idle = Math.Max(idle, scratchpad.IdleAt);
        return idle;
    }

    private static long Accesses(in ScratchpadCounts counts) => counts.ReadAccesses + counts.WriteAccesses;
}
