namespace CycleSim.Accelerator.Mapping.Objectives;

/// <summary>Minimum of: bytes to and from DRAM, counted line by line.</summary>
internal sealed class MinBytes : IMappingObjective
{
    /// <inheritdoc />
    public string Name => "bytes";

    /// <inheritdoc />
    public string Meaning => "bytes to and from DRAM, counted line by line";

    /// <inheritdoc />
    public bool NeedsEstimates => false;

    /// <inheritdoc />
    public double Of(in MappingCost cost) => cost.DramLines;
}
