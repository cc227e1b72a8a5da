using CycleSim.Accelerator.Dataflow;
using CycleSim.Kernel;

namespace CycleSim.Accelerator.Components;

/// <summary>The systolic array: runs folds, one phase at a time.</summary>
/// <inheritdoc cref="LaneUnit" path="/param" />
internal sealed class SystolicArray(
    MachineClock clock, ILaneEngine engine, ScratchpadSet scratchpads, UsageLedger ledger, MachineHooks hooks)
    : LaneUnit(clock, engine, scratchpads, ledger, hooks)
{
    /// <summary>Runs folds; the operands are there.</summary>
    /// <returns>The wait for the end.</returns>
    internal Wait Run(ArrayPhase phase)
    {
        FoldMarks? marks = Hooks.Fold.IsObserved && phase.Folds is { } folds ? new FoldMarks(folds) : null;
        LaneActivity activity = Run(phase, phase.UncountedSteps, marks);
        long counted = phase.Steps - phase.UncountedSteps;
        var cycles = new CycleCounts(
            phase.ComputeSteps, counted - phase.ComputeSteps, 0, 0, activity.ConflictStallCycles, activity.LatencyCycles);
        if (Hooks.Phase.IsObserved)
        {
            Report(phase, activity, new PhaseInterval(
                PhaseKind.Array, phase.Operation, activity.StartCycle, activity.EndCycle, phase.FoldCount, activity.ConflictStallCycles,
                activity.LatencyCycles, phase.ComputeSteps, counted, phase.UncountedSteps, 0, 0, 0, 0)
            {
                Accumulators = phase.Accumulators,
            });
        }

        foreach ((Fold fold, long cycle) in marks?.All ?? [])
            Hooks.Fold.Emit(new FoldStart(phase.Operation, cycle, fold.RowIndex, fold.ColumnIndex, fold.Rows, fold.Columns));
        Ledger.Of(phase.Operation).Add(phase.Accumulators);
        return Finish(phase, activity, cycles);
    }
}
