using CycleSim.Configuration.Keys;

namespace CycleSim.Accelerator.Steps;

/// <summary>
/// Decides how far loads, computations and stores overlap. A custom ordering is an <see cref="ITurnOrdering"/>: it says which stage works
/// when.
/// </summary>
public interface IOrdering : INamedChoice
{
    /// <summary>Nothing ever overlaps, so that each cycle of a run has one cause.</summary>
    public bool NeverOverlaps => false;
}
