using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Machine.Dataflows;

namespace CycleSim.Accelerator.Tiles;

/// <summary>A tile as one product of its own, as a variant of a dataflow computes it.</summary>
/// <param name="dataflow">The dataflow.</param>
/// <param name="variant">Name of the variant.</param>
internal sealed class DataflowTiming(IDataflow dataflow, string variant) : ITileTiming
{
    public string Name => ArrayDataflows.FullName(dataflow, variant);

    public string Meaning => $"{dataflow.Name}, {variant}";

    public long Cycles(int rows, int columns, in GemmTile tile) => dataflow.Count(
        new DataflowQuestion(new GemmShape(tile.M, tile.N, tile.K), rows, columns) { Variant = variant }).Time.Cycles;
}
