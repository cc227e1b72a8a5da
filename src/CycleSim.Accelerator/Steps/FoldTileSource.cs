using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.Dataflow.Timing;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Scheduling;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Steps;

/// <summary>
/// The tiles of one GEMM. When all tensors are on-chip there is one tile: its folds follow each other without a gap. When one is in DRAM,
/// each fold is a tile: it first loads the distinct lines of its footprint, then runs, then stores its outputs; the array sees streamed
/// operands as always ready.
/// </summary>
internal sealed class FoldTileSource
{
    private readonly StepMachine _machine;
    private readonly int _operation;
    private readonly GemmOperation _gemm;
    private readonly OperationResidency _placement;
    private readonly DramMap _dramMap;
    private readonly OutputStationaryTiming _timing;
    private readonly GemmFootprints _footprints;
    private readonly GemmPorts _ports;
    private readonly bool _streams;

    internal FoldTileSource(
        StepMachine machine, int operation, GemmOperation gemm, OperationResidency placement, IReadOnlyList<TensorLayout> layouts,
        DramMap dramMap)
    {
        _machine = machine;
        _operation = operation;
        _gemm = gemm;
        _placement = placement;
        _dramMap = dramMap;
        _timing = new OutputStationaryTiming(machine.Spec.Array);
        _footprints = new GemmFootprints(gemm, layouts, machine.Spec.Array);
        _streams = gemm.Reads.Concat(gemm.Writes).Any(tensor => !IsOnChip(tensor));
        _ports = new GemmPorts(machine, gemm, new WholeTensors(machine.Scratchpads, placement), layouts, _footprints);
        Order = ChooseOrder();
    }

    /// <summary>The order of folds that moves less DRAM data; rows first when both move the same.</summary>
    internal FoldOrder Order { get; }

    internal GemmResult Result => new(
        _gemm.M, _gemm.N, _gemm.K, _timing.Folds(_gemm.M, _gemm.N), _gemm.Macs, Order);

    /// <summary>The tiles, in order.</summary>
    internal IEnumerable<StepTile> All()
    {
        FoldGrid folds = _footprints.Folds(Order);
        if (!_streams)
        {
            yield return new StepTile(_operation, TileLoads.None, Phase(folds, isEnd: true), []);
            yield break;
        }

        Fold last = folds[folds.Count - 1];
        Fold? before = null;
        foreach (Fold placed in folds)
        {
            Fold fold = placed with { StartStep = 0 };
            yield return new StepTile(
                _operation, Loads(fold, before), Phase(new[] { fold }, isEnd: placed == last), [.. Stores(fold)]);
            before = fold;
        }
    }

    private GemmPhase Phase(IReadOnlyList<Fold> folds, bool isEnd)
    {
        Fold last = folds[folds.Count - 1];
        long steps = last.StartStep + (isEnd || _timing.Array.Drain == DrainMode.Overlapped
            ? _timing.Length(_gemm.K, last.Rows, last.Columns)
            : _timing.Pitch(_gemm.K, last.Rows, last.Columns));
        int uncounted = isEnd && _timing.Array.Drain == DrainMode.Scalesim ? 1 : 0;
        return new GemmPhase(_ports, folds)
        {
            Operation = _operation,
            MakePorts = () => _ports.All,
            Steps = steps + uncounted,
            UncountedSteps = uncounted,
            FoldCount = folds.Count,
            ComputeSteps = _gemm.K * folds.Count,
        };
    }

    private FoldOrder ChooseOrder()
    {
        if (!_streams || _machine.Spec.DramRefetch == DramRefetch.Tile)
            return FoldOrder.RowsFirst;
        return FetchedLines(FoldOrder.ColumnsFirst) < FetchedLines(FoldOrder.RowsFirst)
            ? FoldOrder.ColumnsFirst
            : FoldOrder.RowsFirst;
    }

    // Of operands only: outputs and biases move the same lines in both orders.
    private long FetchedLines(FoldOrder order) => new[] { _footprints.Rows, _footprints.Columns }
        .Where(panels => !IsOnChip(panels.Operand.Tensor))
        .Sum(panels => _footprints.LinesWhenKept(panels, order));

    private TileLoads Loads(Fold fold, Fold? before) =>
        new(Loads(_footprints.Rows, fold, before), Loads(_footprints.Columns, fold, before), [.. LoadsBesideOutputs(fold)]);

    private DmaDescriptor[] Loads(OperandPanels panels, Fold fold, Fold? before) =>
        IsOnChip(panels.Operand.Tensor) || IsKept(panels, fold, before)
            ? []
            : [Move(panels.Operand.Tensor, panels.Footprint(fold), isWrite: false)];

    private IEnumerable<DmaDescriptor> LoadsBesideOutputs(Fold fold)
    {
        foreach (TensorSpec tensor in _gemm.OutputReads.Where(tensor => !IsOnChip(tensor)))
            yield return Move(tensor, _footprints.OutputsIn(tensor).Footprint(fold), isWrite: false);
        if (_gemm.Bias is not null && !IsOnChip(_gemm.Bias))
            yield return Move(_gemm.Bias, _footprints.Bias(fold), isWrite: false);
    }

    private IEnumerable<DmaDescriptor> Stores(Fold fold)
    {
        if (!IsOnChip(_gemm.Output.Tensor))
            yield return Move(_gemm.Output.Tensor, _footprints.Outputs.Footprint(fold), isWrite: true);
        if (_gemm.RowSums is not null && !IsOnChip(_gemm.RowSums))
            yield return Move(_gemm.RowSums, _footprints.RowSums(fold), isWrite: true);
    }

    private DmaDescriptor Move(TensorSpec tensor, IReadOnlyList<LineRun> runs, bool isWrite) =>
        new(_operation, tensor.Id, _dramMap.BaseOf(tensor), runs, isWrite);

    private bool IsKept(OperandPanels panels, Fold fold, Fold? before) =>
        _machine.Spec.DramRefetch == DramRefetch.Panel && before is not null
        && panels.PanelIndexOf(before.Value) == panels.PanelIndexOf(fold);

    private bool IsOnChip(TensorSpec tensor) => _placement.OnChip.Contains(tensor.Id);
}
