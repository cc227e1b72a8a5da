namespace CycleSim.Accelerator.Scheduling.Objectives;

/// <summary>Tiles with the fewest bytes to and from DRAM, counted line by line.</summary>
internal sealed class FewestBytes : IMappingObjective
{
    /// <inheritdoc />
    public string Name => "bytes";

    /// <inheritdoc />
    public string Meaning => "the fewest bytes to and from DRAM, counted line by line";

    /// <inheritdoc />
    public bool NeedsEstimates => false;

    /// <inheritdoc />
    public double Of(in MappingCost cost) => cost.DramLines;
}
