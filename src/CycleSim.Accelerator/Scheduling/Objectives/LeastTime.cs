namespace CycleSim.Accelerator.Scheduling.Objectives;

/// <summary>Tiles with the least time, estimated for the peak bandwidth of the memory.</summary>
internal sealed class LeastTime : IMappingObjective
{
    /// <inheritdoc />
    public string Name => "time";

    /// <inheritdoc />
    public string Meaning => "the least time, estimated for the peak bandwidth of the memory";

    /// <inheritdoc />
    public bool NeedsEstimates => true;

    /// <inheritdoc />
    public double Of(in MappingCost cost) => cost.Cycles;
}
