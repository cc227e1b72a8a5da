namespace CycleSim.Accelerator.FastForward;

/// <summary>A phase that says where it may repeat what was seen before.</summary>
internal interface IDividedPhase
{
    /// <summary>Steps, ascending, at which segments start.</summary>
    public IEnumerable<SegmentBoundary> Boundaries { get; }
}
