using CycleSim.Kernel;

namespace CycleSim.Accelerator.Components;

/// <summary>
/// What the systolic array and the vector unit have in common: both run phases in which lanes move lines of the scratchpads. A phase is
/// one activity: its operands are there. Where nobody else uses its banks, its end is computed when it starts and is one kernel event.
/// </summary>
/// <typeparam name="TPhase">Phases.</typeparam>
/// <param name="simulation">The simulation.</param>
/// <param name="clock">Converts cycles to kernel time.</param>
/// <param name="engine">Gets the lanes through a phase.</param>
/// <param name="inSharedBanks">Does it where the DMA engine uses the same banks; null where it has others.</param>
/// <param name="scratchpads">The scratchpads, for counts.</param>
/// <param name="ledger">Where the unit enters what it did.</param>
/// <param name="hooks">Observers.</param>
internal abstract class LaneUnit<TPhase>(
    Simulation simulation, MachineClock clock, ILaneEngine engine, LanesInSharedBanks? inSharedBanks, ScratchpadSet scratchpads,
    UsageLedger ledger, MachineHooks hooks)
    where TPhase : LanePhase
{
    private protected MachineHooks Hooks => hooks;

    private protected UsageLedger Ledger => ledger;

    /// <summary>Runs a phase; its operands are there.</summary>
    /// <returns>The wait for its end.</returns>
    internal Wait Run(TPhase phase)
    {
        FoldMarks? marks = MarksOf(phase);
        if (inSharedBanks is not null)
            return simulation.Start(RunInSharedBanks(inSharedBanks, phase, marks), "lanes");
        (long start, ScratchpadTotals before) = (clock.NextCycle, scratchpads.Totals);
        return End(phase, marks, start, engine.Run(start, phase, marks), before);
    }

    /// <summary>Who is told when folds of a phase start; null when nobody asks.</summary>
    private protected virtual FoldMarks? MarksOf(TPhase phase) => null;

    /// <summary>Steps at the end of a phase that are not counted.</summary>
    private protected virtual int UncountedStepsOf(TPhase phase) => 0;

    /// <summary>Tells observers of a phase.</summary>
    /// <returns>Its cycles by cause.</returns>
    private protected abstract CycleCounts Enter(TPhase phase, FoldMarks? marks, in LaneActivity activity);

    private IEnumerable<Wait> RunInSharedBanks(LanesInSharedBanks lanes, TPhase phase, FoldMarks? marks)
    {
        (long start, ScratchpadTotals before) = (clock.NextCycle, scratchpads.Totals);
        foreach (Wait wait in lanes.Run(phase, marks))
            yield return wait;
        yield return End(phase, marks, start, lanes.Timing, before);
    }

    private Wait End(TPhase phase, FoldMarks? marks, long start, in PhaseTiming timing, in ScratchpadTotals before)
    {
        long steps = Math.Max(start, timing.EndCycle - UncountedStepsOf(phase));
        long tail = Math.Max(0, IdleCycle(phase) - steps);
        var activity = new LaneActivity(
            start, steps + tail, timing.ConflictStall, timing.LatencyStall + tail, scratchpads.Totals - before);
        ledger.Of(phase.Operation).Add(Enter(phase, marks, activity), activity.Moved);
        return clock.Until(activity.EndCycle);
    }

    /// <summary>Tells observers of an activity.</summary>
    private protected void Report(LanePhase phase, in LaneActivity activity, in PhaseInterval interval) => hooks.Phase.Emit(interval with
    {
        ActivationLines = Accesses(activity.Moved.Activation),
        WeightLines = Accesses(activity.Moved.Weight),
        ErrorLines = Accesses(activity.Moved.Error),
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
