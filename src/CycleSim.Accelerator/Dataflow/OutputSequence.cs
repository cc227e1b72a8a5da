using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Dataflow;

/// <summary>Outputs of a group of columns, row by row, in the order in which they reach the edge.</summary>
internal sealed class OutputSequence(OutputPatterns patterns, int firstColumn) : FoldSequence
{
    private readonly OutputPanels _panels = patterns.Panels;
    private int _rowsDone;

    internal override bool TryNext(out LineChunk chunk)
    {
        while (FoldIndex < 0 || _rowsDone == Folds[FoldIndex].Rows || firstColumn >= Folds[FoldIndex].Columns)
        {
            if (++FoldIndex >= Folds.Count)
            {
                chunk = default;
                return false;
            }

            _rowsDone = 0;
        }

        chunk = NextRows(Folds[FoldIndex]);
        return true;
    }

    /// <summary>
    /// The column after which a group hands its line over. When folds overlap it is that of a full group, filled or not: the outputs of a
    /// narrow last fold would else come before those of the fold before.
    /// </summary>
    private int LastStepColumn(int lastColumn) => _panels.Timing.FoldsOverlap
        ? Math.Min(firstColumn + _panels.GroupColumns, _panels.Timing.FoldColumns) - 1
        : lastColumn;

    /// <summary>The rows of one location that leave next.</summary>
    private LineChunk NextRows(Fold fold)
    {
        bool down = _panels.Timing.LowerRowsFirst;
        int row = down ? fold.Rows - 1 - _rowsDone : _rowsDone;
        SliceRange slices = _panels.Slices;
        (long location, long within) = Math.DivRem(_panels.FirstRow(fold) + row, slices.Count);
        int count = (int)Math.Min(fold.Rows - _rowsDone, down ? within + 1 : slices.Count - within);
        int slice = slices.First + (int)within;
        _rowsDone += count;
        int lastColumn = Math.Min(firstColumn + _panels.GroupColumns, fold.Columns) - 1;
        int word = _panels.WordOf((int)location, fold.ColumnIndex * _panels.Timing.FoldColumns + firstColumn);
        int line = patterns.Layout.LineOf(word);
        OutputPanels.RowLines lines = _panels.LinesOf(word, lastColumn - firstColumn + 1);
        long step = fold.StartStep + _panels.Timing.OutputStep(fold.Rows, row, LastStepColumn(lastColumn));
        return new LineChunk(
            patterns.OfRows(lines, slice, count), step, patterns.Layout.BankOf(line, slice), line, slice);
    }
}
