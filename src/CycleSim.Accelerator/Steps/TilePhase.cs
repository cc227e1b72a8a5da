using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.FastForward;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Steps;

/// <summary>A tile of a product on the array. Its ports are made when somebody needs them: most tiles have been simulated before.</summary>
/// <param name="tile">The tile, a product of its own.</param>
/// <param name="scratchpads">Where its tensors are.</param>
/// <param name="layouts">Layout of each tensor, by id.</param>
internal abstract class TilePhase(GemmOperation tile, IPortScratchpads scratchpads, IReadOnlyList<TensorLayout> layouts)
    : ArrayPhase, IKeyedPhase
{
    internal override IReadOnlyList<Scratchpad> Scratchpads =>
    [
        .. Uses.Select(use => use.Tensor is { } tensor ? scratchpads.Find(tensor, use.Use) : null).OfType<Scratchpad>().Distinct(),
    ];

    private IEnumerable<(TensorSpec? Tensor, GemmUse Use)> Uses =>
    [
        (tile.Rows.Tensor, GemmUse.Rows), (tile.Columns.Tensor, GemmUse.Columns), (tile.Output.Tensor, GemmUse.Outputs),
        .. tile.OutputReads.Select(read => ((TensorSpec?)read, GemmUse.BesideOutputs)),
        (tile.Bias, GemmUse.Vector), (tile.RowSums, GemmUse.Vector),
    ];

    public bool TryDescribe(PhaseKey key) => new GemmTileKey(key, scratchpads, layouts).TryDescribe(tile);
}
