namespace CycleSim.Accelerator.Mapping.Objectives;

/// <summary>Minimum of: energy, estimated: DRAM, scratchpads, accumulators, products, leakage.</summary>
internal sealed class MinEnergy : IMappingObjective
{
    /// <inheritdoc />
    public string Name => "energy";

    /// <inheritdoc />
    public string Meaning => "energy, estimated: DRAM, scratchpads, accumulators, products, leakage";

    /// <inheritdoc />
    public bool NeedsEstimates => true;

    /// <inheritdoc />
    public double Of(in MappingCost cost) => cost.EnergyPj;
}
