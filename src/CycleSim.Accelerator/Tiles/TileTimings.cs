using CycleSim.Accelerator.Dataflow.Timing;
using CycleSim.Configuration.Keys;

namespace CycleSim.Accelerator.Tiles;

/// <summary>The ways in which an array works on a tile. A program registers its own before it names them.</summary>
public static class TileTimings
{
    /// <summary>All variants of all dataflows, and sums that stay in the array from tile to tile.</summary>
    public static ChoiceTable<ITileTiming> All { get; } = new(
        "variant",
        [
            .. ArrayTimings.All.All.SelectMany(
                dataflow => dataflow.Variants.All.Select(variant => new DataflowTiming(dataflow, variant.Name))),
            new CarriedSumsTiming(),
        ]);
}
