namespace CycleSim.Accelerator.Dataflow;

/// <summary>The line of a column vector (bias) that a group of columns needs once in each fold.</summary>
internal sealed class BiasSequence(OutputPanels panels, TensorLayout layout, PatternTable table, int firstColumn) : FoldSequence
{
    internal override bool TryNext(out LineChunk chunk)
    {
        while (++FoldIndex < Folds.Count)
        {
            Fold fold = Folds[FoldIndex];
            if (firstColumn >= fold.Columns)
                continue;
            int first = panels.VectorOffset + fold.ColumnIndex * panels.Timing.FoldColumns + firstColumn;
            int line = layout.LineOf(first);
            foreach ((int next, _) in layout.BytesOfWords(first, Math.Min(layout.WordsPerLine, fold.Columns - firstColumn)))
                table.Add(0, next - line, 0, next - line, 0);
            long step = fold.StartStep + panels.Timing.FirstOutputStep(fold.Rows, firstColumn);
            chunk = new LineChunk(table.Take(), step, layout.BankOf(line, 0), line, 0);
            return true;
        }

        chunk = default;
        return false;
    }
}
