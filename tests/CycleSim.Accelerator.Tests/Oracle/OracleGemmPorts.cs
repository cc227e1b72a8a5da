using CycleSim.Accelerator.Machine;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Tests.Oracle;

/// <summary>The ports of a GEMM's on-chip tensors for some folds, in lane order: reads, then writes.</summary>
internal sealed class OracleGemmPorts
{
    private readonly MachineSpec _spec;
    private readonly Func<TensorSpec, bool, OracleScratchpad?> _find;
    private readonly IReadOnlyList<OracleFold> _folds;
    private readonly List<OraclePort> _ports = [];

    /// <param name="gemm">The product.</param>
    /// <param name="lines">The lines that it moves.</param>
    /// <param name="spec">The machine.</param>
    /// <param name="find">Where a tensor is that is read or, if so said, written; null when its words pass by the scratchpads.</param>
    /// <param name="folds">The folds.</param>
    internal OracleGemmPorts(
        GemmOperation gemm, GemmLines lines, MachineSpec spec, Func<TensorSpec, bool, OracleScratchpad?> find,
        IReadOnlyList<OracleFold> folds)
    {
        (_spec, _find, _folds) = (spec, find, folds);
        AddOperand(gemm.Rows, lines, (int)Math.Min(gemm.M, spec.Array.Rows), (step, lane) => step.Rows[lane]);
        AddOperand(gemm.Columns, lines, (int)Math.Min(gemm.N, spec.Array.Columns), (step, lane) => step.Columns[lane]);
        int columns = (int)Math.Min(gemm.N, spec.Array.Columns);
        foreach (TensorSpec tensor in gemm.OutputReads)
            AddOutputs(tensor, lines, columns, isWrite: false);
        if (gemm.Bias is not null)
            foreach (int column in FirstColumns(gemm.Bias, columns))
                Add(
                    gemm.Bias, isWrite: false, lines.OfBias(folds, column, GroupOf(gemm.Bias)), GroupOf(gemm.Bias),
                    step => step.Edge[column]);
        AddOutputs(gemm.Output.Tensor, lines, columns, isWrite: true);
        if (gemm.RowSums is not null)
            Add(
                gemm.RowSums, isWrite: true, lines.OfRowSums(folds), GroupOf(gemm.Output.Tensor),
                step => LaneWithLastElement(step, gemm.K));
        for (int i = 0; i < _ports.Count; i++)
            _ports[i].Id = i;
    }

    internal OraclePort[] Ports => [.. _ports];

    /// <summary>Lanes or columns that share a line, and so a port.</summary>
    private int GroupOf(TensorSpec tensor) => new OracleWords(tensor, _spec).PerLine;

    /// <summary>
    /// A lane on slices has a buffer of its own. Lanes on words share one, which has room for each of them for all lines that they can
    /// need at once.
    /// </summary>
    private void AddOperand(OperandView view, GemmLines lines, int lanes, Func<OracleStep, int, PortKey?> fed)
    {
        int group = view.LaneAxis == LaneAxis.Slices ? 1 : GroupOf(view.Tensor);
        for (int lane = 0; lane < lanes; lane += group)
        {
            int first = lane;
            List<PortLine> moved = lines.OfLanes(view, _folds, lane, group);
            int atOnce = moved.CountBy(line => line.Key).Select(part => part.Value).Append(1).Max();
            Add(view.Tensor, isWrite: false, moved, group * atOnce, step => fed(step, first));
        }
    }

    private void AddOutputs(TensorSpec tensor, GemmLines lines, int columns, bool isWrite)
    {
        int group = GroupOf(tensor);
        foreach (int column in FirstColumns(tensor, columns))
            Add(tensor, isWrite, lines.OfOutputs(tensor, _folds, column, group), group, step => LastOfGroup(step, column, group));
    }

    private IEnumerable<int> FirstColumns(TensorSpec tensor, int columns) =>
        Enumerable.Range(0, columns).Where(column => column % GroupOf(tensor) == 0);

    /// <summary>
    /// A group hands a row over when the output of its last column reaches the edge: the last that is filled, or when folds overlap the
    /// last one there is, filled or not.
    /// </summary>
    private PortKey? LastOfGroup(OracleStep step, int first, int group)
    {
        for (int column = first; column < Math.Min(first + group, _spec.Array.Columns); column++)
        {
            if (step.Edge[column] is not { } output)
                continue;
            int columns = _spec.Array.Drain == DrainMode.Overlapped ? _spec.Array.Columns : _folds[output.Fold].Columns;
            if (column == Math.Min(first + group, columns) - 1)
                return output;
        }

        return null;
    }

    private static PortKey? LaneWithLastElement(OracleStep step, long depth)
    {
        for (int lane = 0; lane < step.Rows.Length; lane++)
            if (step.Rows[lane] is { } fed && fed.Index == depth - 1)
                return new PortKey(fed.Fold, lane);
        return null;
    }

    private void Add(TensorSpec tensor, bool isWrite, List<PortLine> lines, int ahead, Func<OracleStep, PortKey?> due)
    {
        if (_find(tensor, isWrite) is { } scratchpad)
            _ports.Add(new OraclePort(scratchpad, isWrite, lines, ahead, due));
    }
}
