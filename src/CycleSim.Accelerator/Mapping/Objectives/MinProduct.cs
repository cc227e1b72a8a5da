namespace CycleSim.Accelerator.Mapping.Objectives;

/// <summary>Minimum of: energy times time.</summary>
internal sealed class MinProduct : IMappingObjective
{
    /// <inheritdoc />
    public string Name => "product";

    /// <inheritdoc />
    public string Meaning => "energy times time";

    /// <inheritdoc />
    public bool NeedsEstimates => true;

    /// <inheritdoc />
    public double Of(in MappingCost cost) => cost.Cycles * cost.EnergyPj;
}
