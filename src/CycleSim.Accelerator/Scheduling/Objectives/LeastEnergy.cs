namespace CycleSim.Accelerator.Scheduling.Objectives;

/// <summary>Tiles with the least energy, estimated: DRAM, scratchpads, leakage, products.</summary>
internal sealed class LeastEnergy : IMappingObjective
{
    /// <inheritdoc />
    public string Name => "energy";

    /// <inheritdoc />
    public string Meaning => "the least energy, estimated: DRAM, scratchpads, leakage, products";

    /// <inheritdoc />
    public bool NeedsEstimates => true;

    /// <inheritdoc />
    public double Of(in MappingCost cost) => cost.EnergyPj;
}
