namespace CycleSim.Accelerator.Components;

/// <summary>Gets the lanes of a unit through a phase. All ways to do it give the same result, to the last cycle and access.</summary>
internal interface ILaneEngine
{
    /// <summary>Runs a phase from its first step to its last.</summary>
    /// <param name="startCycle">Cycle of step 0 when nothing stalls.</param>
    /// <param name="phase">The phase.</param>
    /// <param name="marks">Told when folds start; null when nobody asks.</param>
    public PhaseTiming Run(long startCycle, LanePhase phase, FoldMarks? marks = null);
}
