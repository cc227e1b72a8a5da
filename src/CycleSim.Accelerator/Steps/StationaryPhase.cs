using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.Dataflow.Stationary;
using CycleSim.Accelerator.FastForward;
using CycleSim.Platform;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Steps;

/// <summary>A product on an array with a stationary operand: its folds follow each other without a gap.</summary>
internal sealed class StationaryPhase : TilePhase, IDividedPhase
{
    /// <summary>Maximum number of steps between boundaries within a fold.</summary>
    private const int BoundarySteps = 256;

    /// <summary>Folds between the coarsest boundaries.</summary>
    private const int FinePerCoarse = 8;

    private readonly StationaryPlan _plan;
    private Fold[]? _folds;

    private StationaryPhase(
        GemmOperation tile, StationaryPlan plan, IPortScratchpads scratchpads, IReadOnlyList<TensorLayout> layouts)
        : base(tile, scratchpads, layouts)
    {
        _plan = plan;
    }

    /// <summary>The phase of a product.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="operation">Index of the operation that it belongs to.</param>
    /// <param name="gemm">The product.</param>
    /// <param name="scratchpads">Where its tensors are.</param>
    /// <param name="layouts">Layout of each tensor, by id.</param>
    internal static StationaryPhase Of(
        StepMachine machine, int operation, GemmOperation gemm, IPortScratchpads scratchpads, IReadOnlyList<TensorLayout> layouts)
    {
        var plan = StationaryPlan.Of(gemm, machine.Spec);
        StationarySchedule schedule = plan.Schedule;
        long reductions = WholeNumbers.CeilingDivide(gemm.K, machine.Spec.Array.Rows);
        long outputs = gemm.M * gemm.N;
        return new StationaryPhase(gemm, plan, scratchpads, layouts)
        {
            MakePorts = () => new StationaryPorts(machine, plan, scratchpads, layouts).All,
            Operation = operation,
            Steps = schedule.Steps,
            UncountedSteps = 0,
            FoldCount = schedule.Folds.Length,
            ComputeSteps = schedule.Folds.Sum(fold => (long)fold.Words),
            Accumulators = new AccumulatorCounts(outputs * (reductions - 1), outputs * reductions),
        };
    }

    internal override IReadOnlyList<Fold> Folds => _folds ??=
    [
        .. _plan.Schedule.Folds.Select(fold => new Fold(fold.DepthTile, fold.ColumnTile, fold.Rows, fold.Columns, fold.StartStep)),
    ];

    /// <summary>Where segments start: with streams, where tiles have been loaded behind a stream's start, and in long streams.</summary>
    public IEnumerable<SegmentBoundary> Boundaries
    {
        get
        {
            int loaded = _plan.Array.Rows + _plan.Array.Columns;
            for (int i = 0; i < _plan.Schedule.Folds.Length; i++)
            {
                StationaryFold fold = _plan.Schedule.Folds[i];
                yield return new SegmentBoundary(fold.StartStep, i % FinePerCoarse == 0 ? 0 : 1);
                if (loaded < fold.Words)
                    yield return new SegmentBoundary(fold.StartStep + loaded, 2);
                for (long word = loaded + BoundarySteps; word < fold.Words; word += BoundarySteps)
                    yield return new SegmentBoundary(fold.StartStep + word, 2);
            }
        }
    }
}
