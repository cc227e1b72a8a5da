using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.Dataflow.Stationary;
using CycleSim.Accelerator.Machine;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Steps;

/// <summary>What streams through one array in one block: its operand, its outputs, and when.</summary>
/// <param name="machine">Keeps patterns of lines.</param>
/// <param name="layouts">Layout of each tensor, by id.</param>
/// <param name="array">The arrays that lie side by side.</param>
/// <param name="part">The part of the product.</param>
/// <param name="folds">The block's folds.</param>
internal sealed class StationaryStream(
    StepMachine machine, IReadOnlyList<TensorLayout> layouts, SystolicArraySpec array, StationaryProduct part,
    IReadOnlyList<StationaryFold> folds)
{
    private readonly Dictionary<int, OutputPatterns> _outputs = [];
    private OperandPatterns? _operand;
    private Fold[]? _sums;
    private Fold[]? _words;

    /// <summary>The part of the product.</summary>
    internal StationaryProduct Part => part;

    /// <summary>When sums leave.</summary>
    internal StreamedSumTiming Timing { get; } = new(array);

    /// <summary>The operand, whose lanes are the rows of the array.</summary>
    internal OperandPatterns Operand
    {
        get
        {
            if (_operand is not null)
                return _operand;
            OperandView view = part.Streamed;
            TensorLayout layout = layouts[view.Tensor.Id];
            return _operand = new OperandPatterns(new OperandPanels(view, layout, isRows: true, array), machine.PatternsOf(layout));
        }
    }

    /// <summary>Outputs, or a tensor of their shape, as columns of a weight-stationary array meet them.</summary>
    internal OutputPatterns Outputs(TensorSpec tensor)
    {
        if (!_outputs.TryGetValue(tensor.Id, out OutputPatterns? patterns))
        {
            TensorLayout layout = layouts[tensor.Id];
            patterns = new OutputPatterns(new OutputPanels(part.Gemm, layout, Timing), layout, machine.PatternsOf(layout));
            _outputs.Add(tensor.Id, patterns);
        }

        return patterns;
    }

    /// <summary>When words enter which rows: the rows of a fold are those of a tile of K.</summary>
    internal Fold[] Words => _words ??= [.. folds.Select(fold => new Fold(fold.DepthTile, 0, fold.Rows, 1, fold.StartStep))];

    /// <summary>When complete sums leave which columns: the rows of a fold are the words that stream.</summary>
    internal Fold[] Sums => _sums ??=
    [
        .. folds.Where(fold => fold.IsComplete)
            .Select(fold => new Fold(0, fold.ColumnTile, checked((int)part.Words), fold.Columns, fold.SumStep)),
    ];
}
