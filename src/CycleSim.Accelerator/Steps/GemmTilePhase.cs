using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.Dataflow.Timing;
using CycleSim.Accelerator.FastForward;
using CycleSim.Accelerator.Machine;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Steps;

/// <summary>A tile of a product whose outputs stay in the array.</summary>
internal sealed class GemmTilePhase : TilePhase, IDividedPhase
{
    private readonly Lazy<GemmPorts> _ports;
    private readonly FoldGrid _folds;

    private GemmTilePhase(
        GemmOperation tile, FoldGrid folds, Lazy<GemmPorts> ports, IPortScratchpads scratchpads, IReadOnlyList<TensorLayout> layouts)
        : base(tile, scratchpads, layouts)
    {
        _folds = folds;
        _ports = ports;
    }

    /// <summary>The phase of a tile.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="operation">Index of the operation that it belongs to.</param>
    /// <param name="tile">The tile.</param>
    /// <param name="scratchpads">Where its tensors are.</param>
    /// <param name="layouts">Layout of each tensor, by id.</param>
    internal static GemmTilePhase Of(
        StepMachine machine, int operation, GemmOperation tile, IPortScratchpads scratchpads, IReadOnlyList<TensorLayout> layouts)
    {
        SystolicArraySpec array = machine.Spec.Array;
        var folds = new FoldGrid(array, tile.M, tile.N, tile.K, rowsFirst: true);
        Fold last = folds[folds.Count - 1];
        var ports = new Lazy<GemmPorts>(() => new GemmPorts(machine, tile, scratchpads, layouts, new GemmFootprints(tile, layouts, array)));
        return new GemmTilePhase(tile, folds, ports, scratchpads, layouts)
        {
            MakePorts = () => ports.Value.All,
            Operation = operation,
            Steps = last.StartStep + new OutputStationaryTiming(array).Length(tile.K, last.Rows, last.Columns),
            UncountedSteps = 0,
            FoldCount = folds.Count,
            ComputeSteps = tile.K * folds.Count,
        };
    }

    internal override IReadOnlyList<Fold> Folds => _folds;

    public IEnumerable<SegmentBoundary> Boundaries => _ports.Value.SegmentBoundaries(_folds);

    internal override void Prepare() => _ports.Value.Restart(_folds);
}
