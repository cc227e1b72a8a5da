using System.Collections.Immutable;
using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.Dataflow.Stationary;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Steps;

/// <summary>
/// The ports of a product on an array with a stationary operand: columns load tiles of that operand, rows read what streams, columns write
/// sums. Each port passes through all blocks of the stream.
/// </summary>
internal sealed class StationaryPorts
{
    private readonly StepMachine _machine;
    private readonly StationaryPlan _plan;
    private readonly GemmOperation _gemm;
    private readonly IPortScratchpads _scratchpads;
    private readonly IReadOnlyList<TensorLayout> _layouts;
    private readonly TileEntry _entry;
    private readonly StationaryStream[][] _blocks;

    internal StationaryPorts(
        StepMachine machine, StationaryPlan plan, IPortScratchpads scratchpads, IReadOnlyList<TensorLayout> layouts)
    {
        (_machine, _plan, _scratchpads, _layouts) = (machine, plan, scratchpads, layouts);
        _gemm = plan.Product.Gemm;
        _entry = new TileEntry(plan.Array);
        ILookup<int, StationaryFold> folds = plan.Schedule.Folds.ToLookup(fold => fold.Block);
        _blocks = [.. plan.Blocks.Select((block, i) => Streams(block, [.. folds[i]]))];
        AddStationary();
        for (int stream = 0; stream < plan.Streams; stream++)
            AddStreamed(stream);
        for (int stream = 0; stream < plan.Streams; stream++)
            AddOutputs(stream);
        if (_gemm.RowSums is { } sums)
            AddRowSums(sums);
    }

    /// <summary>Ports of the tensors that are on-chip.</summary>
    internal LanePorts All { get; } = new();

    private ImmutableArray<StationaryFold> Folds => _plan.Schedule.Folds;

    private bool IsTransposed => _plan.Product.IsTransposed;

    private StationaryStream[] Streams(StationaryBlock block, StationaryFold[] folds) =>
        [.. block.Parts.Select(part => new StationaryStream(_machine, _layouts, _plan.Array, part, folds))];

    private void AddStationary()
    {
        OperandView operand = _plan.Product.Stationary;
        TensorLayout layout = LayoutOf(operand.Tensor);
        var panels = new OperandPanels(operand, layout, isRows: false, _plan.Array);
        var patterns = new StationaryPatterns(panels, _machine.PatternsOf(layout), _plan.Array.Rows);
        GemmUse use = IsTransposed ? GemmUse.Rows : GemmUse.Columns;
        if (operand.LaneAxis == LaneAxis.Slices)
        {
            for (int lane = 0; lane < panels.MaxLanes; lane++)
            {
                var sequence = new StationaryLaneSequence(patterns, Folds, _entry, lane);
                Add(sequence, operand.Tensor, use, isWrite: false, panels.LaneLinesPerStep);
            }

            return;
        }

        Fold[] tiles = [.. Folds.Select(fold => new Fold(fold.DepthTile, fold.ColumnTile, fold.Rows, fold.Columns, fold.LoadStep))];
        for (int lane = 0; lane < panels.MaxLanes; lane += panels.GroupLanes)
        {
            var sequence = new StationaryGroupSequence(patterns, Folds, _entry, _plan.Array.Rows, lane);
            Add(sequence, operand.Tensor, use, isWrite: false, panels.GroupLanes * panels.GroupLinesPerStep(tiles, lane));
        }
    }

    private void AddStreamed(int stream)
    {
        OperandView operand = _plan.Product.Streamed;
        var panels = new OperandPanels(operand, LayoutOf(operand.Tensor), isRows: true, _plan.Array);
        GemmUse use = IsTransposed ? GemmUse.Columns : GemmUse.Rows;
        Fold[] words = _blocks[0][0].Words;
        bool onSlices = operand.LaneAxis == LaneAxis.Slices;
        for (int first = 0; first < panels.MaxLanes; first += onSlices ? 1 : panels.GroupLanes)
        {
            int lane = first;
            int ahead = onSlices ? panels.LaneLinesPerStep : panels.GroupLanes * panels.GroupLinesPerStep(words, lane);
            LineSequence sequence = Chain(stream, part => Started(
                onSlices ? new LaneSequence(part.Operand, lane) : new GroupSequence(part.Operand, lane), part.Words));
            Add(sequence, operand.Tensor, use, isWrite: false, ahead);
        }
    }

    private void AddOutputs(int stream)
    {
        foreach (TensorSpec tensor in _gemm.OutputReads)
            AddOutputs(stream, tensor, GemmUse.BesideOutputs, isWrite: false);
        if (_gemm.Bias is { } bias)
            AddBias(stream, bias);
        AddOutputs(stream, _gemm.Output.Tensor, GemmUse.Outputs, isWrite: true);
    }

    private void AddOutputs(int stream, TensorSpec tensor, GemmUse use, bool isWrite)
    {
        TensorLayout layout = LayoutOf(tensor);
        int group = IsTransposed ? 1 : layout.WordsPerLine;
        int ahead = IsTransposed ? LinesPerStep(layout) : group;
        for (int first = 0; first < FilledColumns; first += group)
        {
            int column = first;
            LineSequence sequence = Chain(stream, part => IsTransposed
                ? new TransposedOutputSequence(
                    part.Part.Gemm.Output, layout, _machine.PatternsOf(layout), part.Sums, part.Timing, column, isWrite)
                : Started(new OutputSequence(part.Outputs(tensor), column), part.Sums));
            Add(sequence, tensor, use, isWrite, ahead);
        }
    }

    private void AddBias(int stream, TensorSpec bias)
    {
        TensorLayout layout = LayoutOf(bias);
        PatternTable table = _machine.PatternsOf(layout);
        if (IsTransposed)
        {
            // A line is kept until the last column has had its last word.
            int lines = FilledColumns / layout.WordsPerLine + LinesPerStep(layout);
            Add(Chain(stream, part => new StreamedBiasSequence(part.Part.Gemm.VectorOffset, layout, table, part.Sums)),
                bias, GemmUse.Vector, isWrite: false, lines);
            return;
        }

        for (int first = 0; first < FilledColumns; first += layout.WordsPerLine)
        {
            int column = first;
            LineSequence sequence = Chain(
                stream, part => Started(new BiasSequence(part.Outputs(_gemm.Output.Tensor).Panels, layout, table, column), part.Sums));
            Add(sequence, bias, GemmUse.Vector, isWrite: false, layout.WordsPerLine);
        }
    }

    private void AddRowSums(TensorSpec sums)
    {
        TensorLayout layout = LayoutOf(sums);
        PatternTable table = _machine.PatternsOf(layout);
        if (IsTransposed)
        {
            StationaryFold[] first = [.. Folds.Where(fold => fold.Block == 0)];
            Add(new LoadedSumSequence(_gemm.VectorOffset, layout, table, first, _entry), sums, GemmUse.Vector, true, layout.WordsPerLine);
            return;
        }

        for (int stream = 0; stream < _plan.Streams; stream++)
        {
            LineSequence sequence = Chain(
                stream, part => Started(new RowSumSequence(part.Outputs(_gemm.Output.Tensor).Panels, layout, table), part.Sums));
            Add(sequence, sums, GemmUse.Vector, isWrite: true, layout.WordsPerLine);
        }
    }

    /// <summary>Lines that one word can need: its own, and that of its scale.</summary>
    private static int LinesPerStep(TensorLayout layout) => layout.BlockWords > 0 ? 2 : 1;

    private int FilledColumns => (int)Math.Min(_plan.Product.Columns, _plan.Array.FoldColumns);

    private static FoldSequence Started(FoldSequence sequence, IReadOnlyList<Fold> folds)
    {
        sequence.Restart(folds);
        return sequence;
    }

    /// <summary>The sequence of a stream through all blocks.</summary>
    private ChainedSequence Chain(int stream, Func<StationaryStream, LineSequence> make) =>
        new(_blocks.Where(block => stream < block.Length).Select(block => make(block[stream])));

    private void Add(LineSequence sequence, TensorSpec tensor, GemmUse use, bool isWrite, int ahead)
    {
        if (_scratchpads.Find(tensor, use) is { } scratchpad)
            All.Add(new LanePort(sequence, scratchpad, LayoutOf(tensor), isWrite, ahead));
    }

    private TensorLayout LayoutOf(TensorSpec tensor) => _layouts[tensor.Id];
}
