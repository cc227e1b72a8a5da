using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Scheduling;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Steps;

/// <summary>
/// Runs one GEMM fold by fold. When all tensors are on-chip the folds follow each other without a gap. When one is in DRAM, each
/// fold first fetches the distinct lines of its footprint, then runs, then stores its outputs; the array sees streamed operands
/// as always ready.
/// </summary>
internal sealed class GemmExecutor
{
    private readonly StepMachine _machine;
    private readonly GemmOperation _gemm;
    private readonly OperationPlacement _placement;
    private readonly DramMap _dramMap;
    private readonly ArrayGeometry _geometry;
    private readonly GemmFootprints _footprints;
    private readonly GemmPorts _ports;
    private readonly bool _streams;

    internal GemmExecutor(
        StepMachine machine, GemmOperation gemm, OperationPlacement placement, IReadOnlyList<TensorLayout> layouts, DramMap dramMap)
    {
        _machine = machine;
        _gemm = gemm;
        _placement = placement;
        _dramMap = dramMap;
        _geometry = machine.Spec.Array;
        _footprints = new GemmFootprints(gemm, layouts, _geometry, machine.Spec.WordBytes);
        _streams = gemm.Reads.Concat(gemm.Writes).Any(tensor => !IsOnChip(tensor));
        _ports = new GemmPorts(machine, gemm, placement, layouts, _footprints);
        Order = ChooseOrder();
    }

    /// <summary>The tile order that moves less DRAM data; rows first when both move the same.</summary>
    internal TileOrder Order { get; }

    internal GemmResult Result => new(
        _gemm.M, _gemm.N, _gemm.K, _geometry.Folds(_gemm.M, _gemm.N), _gemm.Macs, Order);

    /// <summary>Runs the GEMM; yields the core cycle at which each phase ends.</summary>
    internal IEnumerable<long> Run(long cycle)
    {
        FoldGrid folds = _footprints.Folds(Order);
        if (!_streams)
        {
            yield return RunFolds(cycle, folds, isEnd: true);
            yield break;
        }

        Fold last = folds[folds.Count - 1];
        Fold? before = null;
        foreach (Fold placed in folds)
        {
            Fold fold = placed with { StartStep = 0 };
            bool isEnd = placed == last;
            foreach ((TensorSpec tensor, List<LineRun> runs) in Fetches(fold, before))
            {
                cycle = _machine.RunDram(cycle, tensor.Id, _dramMap.BaseOf(tensor), runs, isWrite: false);
                yield return cycle;
            }

            cycle = RunFolds(cycle, new[] { fold }, isEnd);
            yield return cycle;
            foreach ((TensorSpec tensor, List<LineRun> runs) in Stores(fold))
            {
                cycle = _machine.RunDram(cycle, tensor.Id, _dramMap.BaseOf(tensor), runs, isWrite: true);
                yield return cycle;
            }

            before = fold;
        }
    }

    private long RunFolds(long cycle, IReadOnlyList<Fold> folds, bool isEnd)
    {
        _ports.Restart(folds);

        Fold last = folds[folds.Count - 1];
        long steps = last.StartStep + (isEnd || _geometry.Drain == DrainMode.Overlapped
            ? _geometry.Length(_gemm.K, last.Rows, last.Columns)
            : _geometry.Pitch(_gemm.K, last.Rows, last.Columns));
        int uncounted = isEnd && _geometry.Drain == DrainMode.Scalesim ? 1 : 0;
        FoldMarks? marks = _machine.FoldHook.IsObserved ? new FoldMarks(folds) : null;
        long end = _machine.RunArray(
            cycle, folds.Count, _gemm.K * folds.Count, steps, uncounted, _ports.Reads, _ports.Writes, _ports.SegmentBoundaries(folds),
            marks);
        if (marks is not null)
            Report(marks);
        return end;
    }

    private void Report(FoldMarks marks)
    {
        foreach ((Fold fold, long cycle) in marks.All)
            _machine.FoldHook.Emit(new FoldStart(_machine.Operation, cycle, fold.RowTile, fold.ColumnTile, fold.Rows, fold.Columns));
    }

    private TileOrder ChooseOrder()
    {
        if (!_streams || _machine.Spec.DramRefetch == DramRefetch.Tile)
            return TileOrder.RowsFirst;
        return FetchedLines(TileOrder.ColumnsFirst) < FetchedLines(TileOrder.RowsFirst)
            ? TileOrder.ColumnsFirst
            : TileOrder.RowsFirst;
    }

    // Of operands only: outputs and biases move the same lines in both orders.
    private long FetchedLines(TileOrder order) => new[] { _footprints.Rows, _footprints.Columns }
        .Where(panels => !IsOnChip(panels.Operand.Tensor))
        .Sum(panels => _footprints.LinesWhenKept(panels, order));

    private IEnumerable<(TensorSpec Tensor, List<LineRun> Runs)> Fetches(Fold fold, Fold? before)
    {
        foreach (TilePanels panels in new[] { _footprints.Rows, _footprints.Columns })
            if (!IsOnChip(panels.Operand.Tensor) && !IsKept(panels, fold, before))
                yield return (panels.Operand.Tensor, panels.Footprint(fold));
        foreach (TensorSpec tensor in _gemm.OutputReads.Where(tensor => !IsOnChip(tensor)))
            yield return (tensor, _footprints.Outputs.Footprint(fold));
        if (_gemm.Bias is not null && !IsOnChip(_gemm.Bias))
            yield return (_gemm.Bias, [_footprints.Bias(fold)]);
    }

    private IEnumerable<(TensorSpec Tensor, List<LineRun> Runs)> Stores(Fold fold)
    {
        if (!IsOnChip(_gemm.Output.Tensor))
            yield return (_gemm.Output.Tensor, _footprints.Outputs.Footprint(fold));
        if (_gemm.RowSums is not null && !IsOnChip(_gemm.RowSums) && _footprints.RowSums(fold) is { } sums)
            yield return (_gemm.RowSums, [sums]);
    }

    private bool IsKept(TilePanels panels, Fold fold, Fold? before) =>
        _machine.Spec.DramRefetch == DramRefetch.Panel && before is not null && panels.TileOf(before.Value) == panels.TileOf(fold);

    private bool IsOnChip(TensorSpec tensor) => _placement.OnChip.Contains(tensor.Id);
}
