using CycleSim.Accelerator.Dataflow.Timing;
using CycleSim.Accelerator.Machine;

namespace CycleSim.Accelerator.Tiles;

/// <summary>A tile as one product of its own, as a variant of a dataflow computes it.</summary>
/// <param name="dataflow">The dataflow.</param>
/// <param name="variant">Name of the variant.</param>
internal sealed class DataflowTiming(IArrayTiming dataflow, string variant) : ITileTiming
{
    public string Name => ArrayTimings.FullName(dataflow, variant);

    public string Meaning => $"{dataflow.Name}, {variant}";

    public long Cycles(int rows, int columns, in GemmTile tile) => dataflow.Count(
        new ArrayTimingQuestion(new GemmShape(tile.M, tile.N, tile.K), rows, columns) { Variant = variant }).Time.Cycles;
}
