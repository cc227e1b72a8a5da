namespace CycleSim.Accelerator.Dataflow.Stationary;

/// <summary>
/// Row sums of an input-stationary array: a column adds up the words that it loads, over the tiles of K. They are written
/// when the last column, filled or not, has the last of these.
/// </summary>
/// <param name="first">First word.</param>
/// <param name="layout">Layout of the sums.</param>
/// <param name="table">Keeps patterns.</param>
/// <param name="folds">Folds of the first block.</param>
/// <param name="entry">When a tile enters which column.</param>
internal sealed class LoadedSumSequence(
    int first, TensorLayout layout, PatternTable table, IReadOnlyList<StationaryFold> folds, TileEntry entry) : LineSequence
{
    private int _fold = -1;

    internal override bool TryNext(out LineChunk chunk)
    {
        while (++_fold < folds.Count)
        {
            StationaryFold fold = folds[_fold];
            if (!fold.IsComplete)
                continue;
            chunk = Sums(fold);
            return true;
        }

        chunk = default;
        return false;
    }

    private LineChunk Sums(StationaryFold fold)
    {
        int word = first + fold.ColumnTile * entry.FoldColumns;
        int firstLine = layout.LineOf(word);
        foreach ((int line, int bytes) in layout.BytesOfWords(word, fold.Columns))
            table.Add(0, line - firstLine, bytes, line - firstLine, 0);
        return new LineChunk(table.Take(), entry.EndStep(fold), layout.BankOf(firstLine, 0), firstLine, 0);
    }
}
