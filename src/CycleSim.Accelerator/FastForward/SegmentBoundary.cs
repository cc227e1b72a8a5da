namespace CycleSim.Accelerator.FastForward;

/// <summary>A step of a phase at which what follows may have been seen before.</summary>
/// <param name="Step">The step.</param>
/// <param name="Level">0 for the coarsest; a finer one counts only in segments between coarser boundaries that have no memo entry.</param>
internal readonly record struct SegmentBoundary(long Step, int Level)
{
    /// <summary>Number of levels.</summary>
    internal const int Levels = 3;
}
