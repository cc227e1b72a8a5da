namespace CycleSim.Accelerator.Dataflow;

/// <summary>
/// Row sums (bias gradients): a line is written as soon as the last of its rows has seen its last operand, in folds of the first column
/// tile.
/// </summary>
internal sealed class RowSumSequence(
    OutputPanels panels, TensorLayout layout, PatternTable table) : FoldSequence
{
    internal override bool TryNext(out LineChunk chunk)
    {
        while (++FoldIndex < Folds.Count)
        {
            Fold fold = Folds[FoldIndex];
            if (fold.ColumnTile != 0)
                continue;
            int first = checked((int)panels.FirstRow(fold)) + panels.VectorOffset;
            int firstLine = first / layout.WordsPerLine;
            int end = first + fold.Rows;
            for (int word = first; word < end;)
            {
                int line = word / layout.WordsPerLine;
                int next = Math.Min((line + 1) * layout.WordsPerLine, end);
                table.Add(next - first - 1, line - firstLine, (next - word) * layout.WordBytes, line - firstLine, 0);
                word = next;
            }

            chunk = new LineChunk(
                table.Take(), fold.StartStep + panels.Depth - 1, layout.BankOf(firstLine, 0), firstLine, 0);
            return true;
        }

        chunk = default;
        return false;
    }
}
