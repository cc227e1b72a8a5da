using CycleSim.Accelerator.Dataflow.Timing;
using CycleSim.Accelerator.Machine;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Dataflow;

/// <summary>
/// The DRAM lines that the folds of a GEMM use of each of its tensors: planning counts them, and running the GEMM moves them.
/// </summary>
internal sealed class GemmFootprints
{
    private readonly GemmOperation _gemm;
    private readonly IReadOnlyList<TensorLayout> _layouts;
    private readonly SystolicArraySpec _geometry;
    private readonly OutputStationaryTiming _timing;
    private readonly DrainTiming _drain;

    /// <summary>Cuts the tensors of a GEMM into the panels of its folds.</summary>
    /// <param name="gemm">The GEMM.</param>
    /// <param name="layouts">Layout of each tensor, by id.</param>
    /// <param name="geometry">The array.</param>
    internal GemmFootprints(GemmOperation gemm, IReadOnlyList<TensorLayout> layouts, SystolicArraySpec geometry)
    {
        _gemm = gemm;
        _layouts = layouts;
        _geometry = geometry;
        _timing = new OutputStationaryTiming(geometry);
        _drain = new DrainTiming(geometry, gemm.K);
        Rows = new OperandPanels(gemm.Rows, layouts[gemm.Rows.Tensor.Id], isRows: true, geometry);
        Columns = new OperandPanels(gemm.Columns, layouts[gemm.Columns.Tensor.Id], isRows: false, geometry);
        Outputs = new OutputPanels(gemm, layouts[gemm.Output.Tensor.Id], _drain);
    }

    /// <summary>Panels of the operand whose lanes are rows of the array.</summary>
    internal OperandPanels Rows { get; }

    /// <summary>Panels of the operand whose lanes are columns of the array.</summary>
    internal OperandPanels Columns { get; }

    /// <summary>Panels of the outputs.</summary>
    internal OutputPanels Outputs { get; }

    /// <summary>The outputs as lines of a tensor of their shape that is read beside them; its words may have another size.</summary>
    internal OutputPanels OutputsIn(TensorSpec tensor) => Outputs.LiesAs(_layouts[tensor.Id])
        ? Outputs
        : new OutputPanels(_gemm, _layouts[tensor.Id], _drain);

    /// <summary>The folds in an order.</summary>
    internal FoldGrid Folds(FoldOrder order) => new(_geometry, _gemm.M, _gemm.N, _gemm.K, order == FoldOrder.RowsFirst);

    /// <summary>Lines of the bias that a fold reads; the GEMM must have one.</summary>
    internal List<LineRun> Bias(Fold fold) =>
        _layouts[_gemm.Bias!.Id].LinesOf(_gemm.VectorOffset + fold.ColumnIndex * _geometry.FoldColumns, fold.Columns);

    /// <summary>Lines of the row sums that a fold writes, none except in the first column of folds; the GEMM must have them.</summary>
    internal List<LineRun> RowSums(Fold fold) => fold.ColumnIndex == 0
        ? _layouts[_gemm.RowSums!.Id].LinesOf(checked((int)(_gemm.VectorOffset + Outputs.FirstRow(fold))), fold.Rows)
        : [];

    /// <summary>Lines that the GEMM moves for one of its tensors when every fold moves its whole footprint.</summary>
    internal long Lines(TensorSpec tensor)
    {
        FoldGrid folds = Folds(FoldOrder.RowsFirst);
        long lines = 0;
        foreach (OperandPanels panels in new[] { Rows, Columns })
            if (panels.Operand.Tensor.Id == tensor.Id)
                lines += PanelLines(panels) * (folds.Count / PanelCount(panels));
        int asOutput = _gemm.OutputReads.Count(read => read.Id == tensor.Id) + (_gemm.Output.Tensor.Id == tensor.Id ? 1 : 0);
        if (asOutput > 0)
        {
            OutputPanels panels = OutputsIn(tensor);
            lines += asOutput * folds.Sum(fold => LineRun.Total(panels.Footprint(fold)));
        }

        if (_gemm.Bias?.Id == tensor.Id)
            lines += folds.Sum(fold => LineRun.Total(Bias(fold)));
        if (_gemm.RowSums?.Id == tensor.Id)
            lines += folds.Sum(fold => LineRun.Total(RowSums(fold)));
        return lines;
    }

    /// <summary>Lines that folds in an order fetch of an operand when a panel stays until a fold needs another one.</summary>
    internal long LinesWhenKept(OperandPanels panels, FoldOrder order)
    {
        int count = PanelCount(panels);
        bool changesEachFold = count > 1 && panels == Rows == (order == FoldOrder.RowsFirst);
        return PanelLines(panels) * (changesEachFold ? Folds(order).Count / count : 1);
    }

    private int PanelCount(OperandPanels panels) =>
        (int)(panels == Rows ? _timing.RowFolds(_gemm.M) : _timing.ColumnFolds(_gemm.N));

    // Lines of all panels of an operand, each panel once: in the order in which its panels run fastest they are the first folds.
    private long PanelLines(OperandPanels panels)
    {
        FoldGrid folds = Folds(panels == Rows ? FoldOrder.RowsFirst : FoldOrder.ColumnsFirst);
        return folds.Take(PanelCount(panels)).Sum(fold => LineRun.Total(panels.Footprint(fold)));
    }
}
