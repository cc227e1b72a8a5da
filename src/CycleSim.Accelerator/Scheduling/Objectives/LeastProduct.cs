namespace CycleSim.Accelerator.Scheduling.Objectives;

/// <summary>Tiles with the smallest product of time and energy.</summary>
internal sealed class LeastProduct : IMappingObjective
{
    /// <inheritdoc />
    public string Name => "product";

    /// <inheritdoc />
    public string Meaning => "the smallest product of time and energy";

    /// <inheritdoc />
    public bool NeedsEstimates => true;

    /// <inheritdoc />
    public double Of(in MappingCost cost) => cost.Cycles * cost.EnergyPj;
}
