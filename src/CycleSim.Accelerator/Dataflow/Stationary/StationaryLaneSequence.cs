namespace CycleSim.Accelerator.Dataflow.Stationary;

/// <summary>A column that loads its words of each stationary tile from one (location, slice) pair.</summary>
/// <param name="patterns">What columns read.</param>
/// <param name="folds">The folds.</param>
/// <param name="entry">When a tile enters which column.</param>
/// <param name="lane">The column.</param>
internal sealed class StationaryLaneSequence(
    StationaryPatterns patterns, IReadOnlyList<StationaryFold> folds, TileEntry entry, int lane) : LineSequence
{
    private readonly OperandPanels _panels = patterns.Panels;
    private int _fold = -1;

    internal override bool TryNext(out LineChunk chunk)
    {
        while (++_fold < folds.Count)
        {
            StationaryFold fold = folds[_fold];
            if (lane >= fold.Columns)
                continue;
            long index = (long)fold.ColumnTile * entry.FoldColumns + lane;
            (long location, long slice) = Math.DivRem(index, _panels.Operand.Slices.Count);
            (LinePattern? pattern, int line) = patterns.OfLane((int)location, fold);
            if (pattern is null)
                continue;
            int first = _panels.Operand.Slices.First + (int)slice;
            chunk = new LineChunk(pattern, entry.FirstWordStep(fold, lane), _panels.Layout.BankOf(line, first), line, first);
            return true;
        }

        chunk = default;
        return false;
    }
}
