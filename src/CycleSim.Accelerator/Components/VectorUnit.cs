using CycleSim.Kernel;

namespace CycleSim.Accelerator.Components;

/// <summary>
/// The vector unit: element-wise operations, and lines that pass between lane buffers and scratchpads on their way from or to DRAM.
/// </summary>
/// <inheritdoc cref="LaneUnit" path="/param" />
internal sealed class VectorUnit(
    MachineClock clock, ILaneEngine engine, ScratchpadSet scratchpads, UsageLedger ledger, MachineHooks hooks)
    : LaneUnit(clock, engine, scratchpads, ledger, hooks)
{
    /// <summary>Runs a block; the operands are there.</summary>
    /// <returns>The wait for the end.</returns>
    internal Wait Run(LanePhase phase)
    {
        LaneActivity activity = Run(phase, 0, null);
        if (Hooks.Phase.IsObserved)
        {
            Report(phase, activity, new PhaseInterval(
                PhaseKind.Vector, phase.Operation, activity.StartCycle, activity.EndCycle, 0, activity.ConflictStallCycles,
                activity.LatencyCycles, 0, phase.Steps, 0, 0, 0, 0, 0));
        }

        return Finish(phase, activity, new CycleCounts(0, 0, phase.Steps, 0, activity.ConflictStallCycles, activity.LatencyCycles));
    }
}
