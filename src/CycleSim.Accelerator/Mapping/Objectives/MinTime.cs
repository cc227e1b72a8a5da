namespace CycleSim.Accelerator.Mapping.Objectives;

/// <summary>Minimum of: time, estimated for the peak bandwidth of the memory.</summary>
internal sealed class MinTime : IMappingObjective
{
    /// <inheritdoc />
    public string Name => "time";

    /// <inheritdoc />
    public string Meaning => "time, estimated for the peak bandwidth of the memory";

    /// <inheritdoc />
    public bool NeedsEstimates => true;

    /// <inheritdoc />
    public double Of(in MappingCost cost) => cost.Cycles;
}
