using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.Machine;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Scheduling;

/// <summary>
/// DRAM lines that an operation moves for a tensor that it streams: fetched for each fold, or once through the vector path.
/// </summary>
internal sealed class StreamingCost(StepProgram program, IReadOnlyList<TensorLayout> layouts, ArrayGeometry geometry, int wordBytes)
{
    private readonly Dictionary<(int Operation, int Tensor), long> _known = [];

    /// <summary>Lines of one operation for one of its tensors, when every fold fetches its whole footprint.</summary>
    internal long Lines(int operation, TensorSpec tensor)
    {
        if (!_known.TryGetValue((operation, tensor.Id), out long lines))
        {
            lines = program.Operations[operation] switch
            {
                GemmOperation gemm => OfGemm(gemm, tensor),
                VectorOperation vector => vector.Inputs.Concat(vector.Outputs).Where(stream => stream.Tensor.Id == tensor.Id).Sum(OfVector),
                _ => 0,
            };
            _known.Add((operation, tensor.Id), lines);
        }

        return lines;
    }

    private long OfGemm(GemmOperation gemm, TensorSpec tensor)
    {
        long lines = 0;
        var folds = new FoldGrid(geometry, gemm.M, gemm.N, gemm.K, rowsFirst: true);
        int rowTiles = (int)geometry.RowFolds(gemm.M);
        if (gemm.Rows.Tensor.Id == tensor.Id)
            lines += geometry.ColumnFolds(gemm.N) * OfOperand(gemm.Rows, isRows: true, Enumerable.Range(0, rowTiles).Select(i => folds[i]));
        if (gemm.Columns.Tensor.Id == tensor.Id)
        {
            IEnumerable<Fold> tiles = Enumerable.Range(0, folds.Count / rowTiles).Select(i => folds[i * rowTiles]);
            lines += rowTiles * OfOperand(gemm.Columns, isRows: false, tiles);
        }

        int asOutput = gemm.OutputReads.Count(read => read.Id == tensor.Id) + (gemm.Output.Tensor.Id == tensor.Id ? 1 : 0);
        if (asOutput > 0)
        {
            var outputs = new OutputPanels(gemm, layouts[gemm.Output.Tensor.Id], geometry, wordBytes);
            lines += asOutput * folds.Sum(fold => Total(outputs.Footprint(fold)));
        }

        if (gemm.Bias?.Id == tensor.Id)
            lines += folds.Sum(fold => layouts[tensor.Id].LinesOf((long)fold.ColumnTile * geometry.Columns, fold.Columns).Count);
        if (gemm.RowSums?.Id == tensor.Id)
        {
            lines += folds.Where(fold => fold.ColumnTile == 0)
                .Sum(fold => layouts[tensor.Id].LinesOf((long)fold.RowTile * geometry.Rows, fold.Rows).Count);
        }

        return lines;
    }

    private long OfOperand(OperandView operand, bool isRows, IEnumerable<Fold> tiles)
    {
        var panels = new TilePanels(operand, layouts[operand.Tensor.Id], isRows, geometry);
        return tiles.Sum(fold => Total(panels.Footprint(fold)));
    }

    private long OfVector(VectorStream stream)
    {
        TensorLayout layout = layouts[stream.Tensor.Id];
        return (long)(layout.LinesOf(stream.Runs)?.Length ?? layout.LinesPerSlice) * stream.Tensor.Slices;
    }

    private static long Total(List<LineRun> runs) => runs.Sum(run => run.Count);
}
