using CycleSim.Configuration.Keys;

namespace CycleSim.Accelerator.Mapping.Objectives;

/// <summary>What the choice of tiles makes as small as possible.</summary>
public interface IMappingObjective : INamedChoice
{
    /// <summary>Whether cycles and energy are needed, and not the counts alone.</summary>
    public bool NeedsEstimates { get; }

    /// <summary>What is compared, the smaller the better; of equal ones fewer lines, then fewer tiles decide.</summary>
    /// <param name="cost">Cost of a choice.</param>
    public double Of(in MappingCost cost);
}
