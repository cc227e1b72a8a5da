using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.Dataflow.Timing;
using CycleSim.Accelerator.FastForward;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Steps;

/// <summary>The ports of a GEMM's on-chip tensors: made once and used again in every phase, since there are many short phases.</summary>
internal sealed class GemmPorts
{
    /// <summary>Minimum number of steps between boundaries within a fold.</summary>
    private const int BoundarySteps = 256;

    /// <summary>Folds, or locations of a fold, between the coarsest boundaries.</summary>
    private const int FinePerCoarse = 8;

    private readonly StepMachine _machine;
    private readonly GemmOperation _gemm;
    private readonly IPortScratchpads _scratchpads;
    private readonly IReadOnlyList<TensorLayout> _layouts;
    private readonly OperandPatterns[] _operands;
    private readonly GemmFootprints _footprints;
    private readonly OutputPanels _outputs;
    private readonly List<PhasePort> _ports = [];

    internal GemmPorts(
        StepMachine machine, GemmOperation gemm, IPortScratchpads scratchpads, IReadOnlyList<TensorLayout> layouts,
        GemmFootprints footprints)
    {
        _machine = machine;
        _gemm = gemm;
        _scratchpads = scratchpads;
        _layouts = layouts;
        _footprints = footprints;
        _outputs = footprints.Outputs;
        _operands =
        [
            new OperandPatterns(footprints.Rows, PatternsOf(gemm.Rows.Tensor)),
            new OperandPatterns(footprints.Columns, PatternsOf(gemm.Columns.Tensor)),
        ];
        AddPorts();
    }

    /// <summary>The ports of the on-chip tensors, the same ones in every phase.</summary>
    internal LanePorts All { get; } = new();

    /// <summary>Sets all ports to the start of some folds.</summary>
    internal void Restart(IReadOnlyList<Fold> folds)
    {
        foreach (PhasePort port in _ports)
        {
            port.Sequence.Restart(folds);
            port.Port.Restart(port.AheadOf(folds));
        }
    }

    /// <summary>
    /// Where segments start: where folds start, and where all lanes move to another location when lanes hold words. Finer ones divide a
    /// fold where, in most drain modes, reads and writes that share a scratchpad come apart: about where the banks that the previous fold
    /// wrote are free again, and where outputs start to leave (not in overlapped drain, where the next fold has started).
    /// </summary>
    internal IEnumerable<SegmentBoundary> SegmentBoundaries(IReadOnlyList<Fold> folds)
    {
        var timing = new OutputStationaryTiming(_machine.Spec.Array);
        long stepsPerLocation = StepsPerLocation();
        int written = All.Writes.Count == 0 ? 0 : All.Writes.Max(port => port.Scratchpad.WriteBusyCycles);
        for (int i = 0; i < folds.Count; i++)
        {
            Fold fold = folds[i];
            if (i > 0)
                yield return new SegmentBoundary(fold.StartStep, i % FinePerCoarse == 0 ? 0 : 1);
            if (i > 0 && written > 0 && written < Math.Min(_gemm.K, stepsPerLocation))
                yield return new SegmentBoundary(fold.StartStep + written, 2);
            for (long location = 1; location * stepsPerLocation < _gemm.K; location++)
                yield return new SegmentBoundary(fold.StartStep + location * stepsPerLocation, location % FinePerCoarse == 0 ? 0 : 1);
            long outputs = timing.FirstOutputStep(_gemm.K, fold.Rows, 0);
            if (outputs < timing.Pitch(_gemm.K, fold.Rows, fold.Columns))
                yield return new SegmentBoundary(fold.StartStep + outputs, 2);
        }
    }

    /// <summary>Steps from one location to a later one, when all lanes hold words; otherwise the whole reduction dimension K.</summary>
    private long StepsPerLocation()
    {
        OperandPatterns? slowest = _operands.FirstOrDefault(IsOnChip);
        bool allOnWords = slowest is not null && _operands.All(
            operand => !IsOnChip(operand) || operand.Panels.Operand.LaneAxis != LaneAxis.Slices);
        if (!allOnWords)
            return _gemm.K;
        int slices = slowest!.Panels.Operand.Slices.Count;
        return (long)((BoundarySteps + slices - 1) / slices) * slices;
    }

    private void AddPorts()
    {
        foreach (OperandPatterns operand in _operands)
            AddOperand(operand);
        foreach (TensorSpec tensor in _gemm.OutputReads)
            AddOutputs(tensor, GemmUse.BesideOutputs, isWrite: false);
        if (_gemm.Bias is { } bias)
        {
            AddColumnPorts(
                bias, GemmUse.Vector, isWrite: false, LayoutOf(bias).WordsPerLine,
                column => new BiasSequence(_outputs, LayoutOf(bias), PatternsOf(bias), column));
        }

        AddOutputs(_gemm.Output.Tensor, GemmUse.Outputs, isWrite: true);
        if (_gemm.RowSums is { } sums)
        {
            var sequence = new RowSumSequence(_outputs, LayoutOf(sums), PatternsOf(sums));
            Add(sequence, sums, GemmUse.Vector, isWrite: true, _ => _outputs.GroupColumns);
        }
    }

    private void AddOperand(OperandPatterns operand)
    {
        OperandPanels panels = operand.Panels;
        GemmUse use = panels == _footprints.Rows ? GemmUse.Rows : GemmUse.Columns;
        bool onSlices = panels.Operand.LaneAxis == LaneAxis.Slices;
        for (int first = 0; first < panels.MaxLanes; first += onSlices ? 1 : panels.GroupLanes)
        {
            int lane = first;
            if (onSlices)
                Add(new LaneSequence(operand, lane), panels.Operand.Tensor, use, isWrite: false, _ => panels.LaneLinesPerStep);
            else
                Add(new GroupSequence(operand, lane), panels.Operand.Tensor, use, isWrite: false,
                    folds => panels.GroupLanes * panels.GroupLinesPerStep(folds, lane));
        }
    }

    private void AddOutputs(TensorSpec tensor, GemmUse use, bool isWrite)
    {
        OutputPanels panels = _footprints.OutputsIn(tensor);
        var patterns = new OutputPatterns(panels, LayoutOf(tensor), PatternsOf(tensor));
        AddColumnPorts(tensor, use, isWrite, panels.GroupColumns, column => new OutputSequence(patterns, column));
    }

    private void AddColumnPorts(
        TensorSpec tensor, GemmUse use, bool isWrite, int groupColumns, Func<int, FoldSequence> sequenceAt)
    {
        int columns = (int)Math.Min(_gemm.N, _machine.Spec.Array.FoldColumns);
        for (int column = 0; column < columns; column += groupColumns)
            Add(sequenceAt(column), tensor, use, isWrite, _ => groupColumns);
    }

    /// <summary>Adds a port if its tensor is on-chip.</summary>
    private void Add(
        FoldSequence sequence, TensorSpec tensor, GemmUse use, bool isWrite, Func<IReadOnlyList<Fold>, int> aheadOf)
    {
        if (_scratchpads.Find(tensor, use) is not { } scratchpad)
            return;
        var port = new LanePort(sequence, scratchpad, LayoutOf(tensor), isWrite, ahead: 1);
        _ports.Add(new PhasePort(sequence, port, aheadOf));
        All.Add(port);
    }

    private bool IsOnChip(OperandPatterns operand) => _scratchpads.Find(
        operand.Panels.Operand.Tensor, operand.Panels == _footprints.Rows ? GemmUse.Rows : GemmUse.Columns) is not null;

    private PatternTable PatternsOf(TensorSpec tensor) => _machine.PatternsOf(LayoutOf(tensor));

    private TensorLayout LayoutOf(TensorSpec tensor) => _layouts[tensor.Id];

    /// <summary>A port, what it moves, and how many lines it asks for ahead.</summary>
    private sealed record PhasePort(FoldSequence Sequence, LanePort Port, Func<IReadOnlyList<Fold>, int> AheadOf);
}
