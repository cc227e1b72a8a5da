using CycleSim.Accelerator.Dataflow;
using CycleSim.Kernel;

namespace CycleSim.Accelerator.Components;

/// <summary>The systolic array: runs folds, one phase at a time.</summary>
/// <inheritdoc cref="LaneUnit{TPhase}" path="/param" />
internal sealed class SystolicArray(
    Simulation simulation, MachineClock clock, ILaneEngine engine, LanesInSharedBanks? inSharedBanks, ScratchpadSet scratchpads,
    UsageLedger ledger, MachineHooks hooks)
    : LaneUnit<ArrayPhase>(simulation, clock, engine, inSharedBanks, scratchpads, ledger, hooks)
{
    /// <inheritdoc />
    private protected override FoldMarks? MarksOf(ArrayPhase phase) =>
        Hooks.Fold.IsObserved && phase.Folds is { } folds ? new FoldMarks(folds) : null;

    /// <inheritdoc />
    private protected override int UncountedStepsOf(ArrayPhase phase) => phase.UncountedSteps;

    /// <inheritdoc />
    private protected override CycleCounts Enter(ArrayPhase phase, FoldMarks? marks, in LaneActivity activity)
    {
        long counted = phase.Steps - phase.UncountedSteps;
        if (Hooks.Phase.IsObserved)
        {
            Report(phase, activity, new PhaseInterval(
                PhaseKind.Array, phase.Operation, activity.StartCycle, activity.EndCycle, phase.FoldCount, activity.ConflictStallCycles,
                activity.LatencyStallCycles, phase.ComputeSteps, counted, phase.UncountedSteps, 0, 0, 0, 0)
            {
                Accumulators = phase.Accumulators,
            });
        }

        foreach ((Fold fold, long cycle) in marks?.All ?? [])
            Hooks.Fold.Emit(new FoldStart(phase.Operation, cycle, fold.RowIndex, fold.ColumnIndex, fold.Rows, fold.Columns));
        Ledger.Of(phase.Operation).Add(phase.Accumulators);
        return new CycleCounts(
            phase.ComputeSteps, counted - phase.ComputeSteps, 0, 0, activity.ConflictStallCycles, activity.LatencyStallCycles);
    }
}
