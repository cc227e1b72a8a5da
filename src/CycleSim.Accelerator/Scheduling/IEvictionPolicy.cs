using CycleSim.Configuration.Keys;

namespace CycleSim.Accelerator.Scheduling;

/// <summary>Chooses which tensor leaves a scratchpad when room is needed.</summary>
public interface IEvictionPolicy : INamedChoice
{
    /// <summary>
    /// Chooses a tensor. The answer must depend on the question alone: residency policies plan the same step several times, with different
    /// capacities.
    /// </summary>
    /// <param name="question">Who can leave.</param>
    /// <returns>Index of the tensor that leaves, in the question's candidates.</returns>
    public int Choose(EvictionQuestion question);
}
