using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.Dataflow.Stationary;
using CycleSim.Accelerator.Dataflow.Timing;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Scheduling;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Steps;

/// <summary>
/// The tiles of a GEMM operation that flow through halves of the scratchpads. A tile is a product of its own: its lanes read operands from
/// the halves into which the DMA engine has loaded them, or from tensors that stay, and outputs go to a half until they are complete and
/// are stored. Where K is in parts, the array reads, adds to and writes the partial sums there. Bias and row sums pass by.
/// </summary>
internal sealed class GemmTileSource
{
    private readonly StepMachine _machine;
    private readonly int _operation;
    private readonly GemmOperation _gemm;
    private readonly GemmTilePlan _plan;
    private readonly IReadOnlySet<int> _onChip;
    private readonly IReadOnlyList<TensorLayout> _layouts;
    private readonly DramMap _dramMap;
    private readonly int _halvesKey;

    internal GemmTileSource(
        StepMachine machine, int operation, GemmOperation gemm, GemmTilePlan plan, IReadOnlySet<int> onChip,
        IReadOnlyList<TensorLayout> layouts, DramMap dramMap)
    {
        (_machine, _operation, _gemm, _plan, _onChip, _layouts, _dramMap) = (machine, operation, gemm, plan, onChip, layouts, dramMap);
        _halvesKey = HalvesKey.Of(gemm, onChip);
    }

    /// <summary>Shape of a product, and what all of them are together.</summary>
    internal GemmResult Result
    {
        get
        {
            ProductTiles tiles = _plan.Tiles;
            return new GemmResult(
                _gemm.M, _gemm.N, _gemm.K, Folds(tiles) * _gemm.Count, _gemm.Macs, FoldOrder.RowsFirst)
            {
                Count = _gemm.Count,
                Loops = _plan.Loops,
                Tiles = tiles.Count * _gemm.Count,
            };
        }
    }

    private long Folds(ProductTiles tiles)
    {
        SystolicArraySpec array = _machine.Spec.Array;
        if (array.HasStationaryOperand)
            return tiles.All().GroupBy(tiles.SizeOf).Sum(alike => alike.Count() * StationaryFolds(tiles, alike.First()));
        var timing = new OutputStationaryTiming(array);
        return tiles.M.Sum(range => timing.RowFolds(range.Count)) * tiles.N.Sum(range => timing.ColumnFolds(range.Count)) * tiles.K.Length;
    }

    private long StationaryFolds(ProductTiles tiles, TileIndex index) =>
        StationaryPlan.Of(tiles.Tile(_gemm.Product(0), index), _machine.Spec).Schedule.Folds.Length;

    /// <summary>The tiles of all products, in order.</summary>
    /// <param name="numbers">Loads and stores of the step so far; told of those of each tile.</param>
    internal IEnumerable<StepTile> All(HalfCounter numbers)
    {
        for (int i = 0; i < _gemm.Count; i++)
        {
            GemmOperation product = _gemm.Product(i);
            TileIndex? before = null;
            foreach (TileIndex index in _plan.Tiles.All())
            {
                yield return Tile(product, index, before, numbers);
                before = index;
            }
        }
    }

    private StepTile Tile(GemmOperation product, TileIndex index, TileIndex? before, HalfCounter numbers)
    {
        bool isLast = _plan.Tiles.IsLast(index);
        GemmOperation part = _plan.Tiles.Tile(product, index);
        if (!isLast)
            part = part with { RowSums = null }; // they stay at the array's edge until they are complete
        bool isFirst = before is not { } last || (last.M, last.N) != (index.M, index.N);
        bool hasA = before is { } a && (a.M, a.K) == (index.M, index.K);
        bool hasB = before is { } b && (b.N, b.K) == (index.N, index.K);
        var loads = new TileLoads(
            hasA ? [] : Loads(part.Rows), hasB ? [] : Loads(part.Columns), isFirst ? [.. LoadsBesideOutputs(product, part)] : []);
        DmaDescriptor[] stores = isLast ? [.. Stores(part)] : [];
        HalfNumbers halves = numbers.Next(loads, stores.Length > 0);
        TensorSpec? partialSums = _plan.Tiles.IsFirst(index) ? null : part.Output.Tensor;
        return new StepTile(_operation, loads, null, stores)
        {
            HalvesKey = _halvesKey,
            MakePhase = () => Phase(part, new TileHalves(_machine.Scratchpads, _onChip, halves, partialSums)),
        };
    }

    private TilePhase Phase(GemmOperation part, TileHalves halves) => _machine.Spec.Array.HasStationaryOperand
        ? StationaryPhase.Of(_machine, _operation, part, halves, _layouts)
        : GemmTilePhase.Of(_machine, _operation, part, halves, _layouts);

    private DmaDescriptor[] Loads(OperandView operand)
    {
        if (_onChip.Contains(operand.Tensor.Id))
            return [];
        return [Fill(operand.Tensor, TileFootprints.Runs(operand, LayoutOf(operand.Tensor)))];
    }

    private IEnumerable<DmaDescriptor> LoadsBesideOutputs(GemmOperation product, GemmOperation part)
    {
        foreach (TensorSpec tensor in product.OutputReads.Where(tensor => !_onChip.Contains(tensor.Id)))
            yield return Fill(tensor, OutputRuns(part, tensor));
        if (product.Bias is { } bias && !_onChip.Contains(bias.Id))
            yield return Move(bias, LayoutOf(bias).LinesOf(part.VectorOffset, checked((int)part.N)), isWrite: false);
    }

    private IEnumerable<DmaDescriptor> Stores(GemmOperation part)
    {
        TensorSpec output = part.Output.Tensor;
        if (!_onChip.Contains(output.Id))
        {
            List<LineRun> runs = OutputRuns(part, output);
            long lines = LineRun.Total(runs);
            Count(output, new ScratchpadCounts(lines, 0, lines * LineBytes, 0, 0, 0));
            yield return MoveInHalf(output, runs, isWrite: true);
        }

        if (part.RowSums is { } sums && !_onChip.Contains(sums.Id))
            yield return Move(sums, LayoutOf(sums).LinesOf(part.VectorOffset, checked((int)part.M)), isWrite: true);
    }

    private List<LineRun> OutputRuns(GemmOperation part, TensorSpec tensor) =>
        TileFootprints.Runs(part.Output, checked((int)part.N), LayoutOf(tensor));

    /// <summary>A load into a half, which is written.</summary>
    private DmaDescriptor Fill(TensorSpec tensor, List<LineRun> runs)
    {
        long lines = LineRun.Total(runs);
        Count(tensor, new ScratchpadCounts(0, lines, 0, lines * LineBytes, 0, 0));
        return MoveInHalf(tensor, runs, isWrite: false);
    }

    private DmaDescriptor MoveInHalf(TensorSpec tensor, List<LineRun> runs, bool isWrite) => Move(tensor, runs, isWrite) with
    {
        IsInHalf = true,
        SharedBanks = _machine.AreBanksShared ? LayoutOf(tensor) : null,
    };

    private DmaDescriptor Move(TensorSpec tensor, List<LineRun> runs, bool isWrite) =>
        new(_operation, tensor.Id, _dramMap.BaseOf(tensor), runs, isWrite);

    private void Count(TensorSpec tensor, in ScratchpadCounts counts) =>
        _machine.Ledger.Of(_operation).Add(default, ScratchpadTotals.Only(tensor.Role, counts));

    private int LineBytes => _machine.Spec.Scratchpad.LineBytes;

    private TensorLayout LayoutOf(TensorSpec tensor) => _layouts[tensor.Id];
}
