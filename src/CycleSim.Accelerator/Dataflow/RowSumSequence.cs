namespace CycleSim.Accelerator.Dataflow;

/// <summary>
/// Row sums (bias gradients): a line is written as soon as the last of its rows has seen its last operand, in the first column of
/// folds.
/// </summary>
internal sealed class RowSumSequence(
    OutputPanels panels, TensorLayout layout, PatternTable table) : FoldSequence
{
    internal override bool TryNext(out LineChunk chunk)
    {
        while (++FoldIndex < Folds.Count)
        {
            Fold fold = Folds[FoldIndex];
            if (fold.ColumnIndex != 0)
                continue;
            int first = checked((int)panels.FirstRow(fold)) + panels.VectorOffset;
            int firstLine = layout.LineOf(first);
            LinePattern pattern = PassingWords.Pattern(table, layout, first, fold.Rows, isWrite: true);
            chunk = new LineChunk(pattern, fold.StartStep + panels.Timing.RowSumStep, layout.BankOf(firstLine, 0), firstLine, 0);
            return true;
        }

        chunk = default;
        return false;
    }
}
