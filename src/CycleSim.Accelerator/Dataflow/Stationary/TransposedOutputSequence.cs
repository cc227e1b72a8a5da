using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Dataflow.Stationary;

/// <summary>
/// Outputs of one column of an input-stationary array: an output row, word after word. A line is written with its last word, and read
/// with its first one.
/// </summary>
/// <param name="output">Where the outputs of the block go.</param>
/// <param name="layout">Layout of the tensor that is written, or of one of the same shape that is read beside it.</param>
/// <param name="table">Keeps patterns.</param>
/// <param name="folds">The block's folds whose sums are complete; a start is the step of the first sum.</param>
/// <param name="array">The arrays.</param>
/// <param name="column">The column.</param>
/// <param name="isWrite">Direction.</param>
internal sealed class TransposedOutputSequence(
    GemmOutput output, TensorLayout layout, PatternTable table, IReadOnlyList<Fold> folds, StreamedSumTiming array, int column,
    bool isWrite) : LineSequence
{
    private int _fold = -1;

    internal override bool TryNext(out LineChunk chunk)
    {
        while (++_fold < folds.Count)
        {
            Fold fold = folds[_fold];
            if (column >= fold.Columns)
                continue;
            long row = (long)fold.ColumnIndex * array.FoldColumns + column;
            (long location, long within) = Math.DivRem(row, output.Slices.Count);
            int word = output.WordBase[(int)location];
            int line = layout.LineOf(word);
            int slice = output.Slices.First + (int)within;
            LinePattern pattern = PassingWords.Pattern(table, layout, word, fold.Rows, isWrite);
            chunk = new LineChunk(
                pattern, fold.StartStep + array.FirstOutputStep(fold.Rows, column), layout.BankOf(line, slice), line, slice);
            return true;
        }

        chunk = default;
        return false;
    }
}
