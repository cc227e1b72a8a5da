using CycleSim.Kernel;

namespace CycleSim.Accelerator.Components;

/// <summary>
/// The vector unit: element-wise operations, and lines that pass between lane buffers and scratchpads on their way from or to DRAM.
/// </summary>
/// <inheritdoc cref="LaneUnit{TPhase}" path="/param" />
internal sealed class VectorUnit(
    Simulation simulation, MachineClock clock, ILaneEngine engine, LanesInSharedBanks? inSharedBanks, ScratchpadSet scratchpads,
    UsageLedger ledger, MachineHooks hooks)
    : LaneUnit<LanePhase>(simulation, clock, engine, inSharedBanks, scratchpads, ledger, hooks)
{
    /// <inheritdoc />
    private protected override CycleCounts Enter(LanePhase phase, FoldMarks? marks, in LaneActivity activity)
    {
        if (Hooks.Phase.IsObserved)
        {
            Report(phase, activity, new PhaseInterval(
                PhaseKind.Vector, phase.Operation, activity.StartCycle, activity.EndCycle, 0, activity.ConflictStallCycles,
                activity.LatencyStallCycles, 0, phase.Steps, 0, 0, 0, 0, 0));
        }

        return new CycleCounts(0, 0, phase.Steps, 0, activity.ConflictStallCycles, activity.LatencyStallCycles);
    }
}
