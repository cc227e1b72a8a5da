using CycleSim.Accelerator.Mapping.Objectives;

namespace CycleSim.Accelerator.Tests.Extensions;

/// <summary>A mapping objective of one's own: as few tiles as possible, whatever they move.</summary>
internal sealed class MinTiles : IMappingObjective
{
    public string Name => "tiles";

    public string Meaning => "the number of tiles";

    public bool NeedsEstimates => false;

    public double Of(in MappingCost cost) => cost.Tiles;
}
