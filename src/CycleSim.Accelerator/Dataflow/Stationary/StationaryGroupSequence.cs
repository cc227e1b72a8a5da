using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Dataflow.Stationary;

/// <summary>Neighbouring columns that load their words of each stationary tile from the same lines, slice after slice.</summary>
/// <param name="patterns">What columns read.</param>
/// <param name="folds">The folds.</param>
/// <param name="entry">When a tile enters which column.</param>
/// <param name="arrayRows">Rows of a full tile.</param>
/// <param name="firstLane">The first column.</param>
internal sealed class StationaryGroupSequence(
    StationaryPatterns patterns, IReadOnlyList<StationaryFold> folds, TileEntry entry, int arrayRows, int firstLane) : LineSequence
{
    private readonly OperandPanels _panels = patterns.Panels;
    private int _fold = -1;
    private LineProgram[] _programs = [];
    private long _pair = -1; // the pair that enters next, going down to that of the first row
    private long _firstPair;

    internal override bool TryNext(out LineChunk chunk)
    {
        while (true)
        {
            while (_pair >= _firstPair)
            {
                if (TakeLocation(out chunk))
                    return true;
            }

            if (!NextFold())
            {
                chunk = default;
                return false;
            }
        }
    }

    private bool NextFold()
    {
        while (++_fold < folds.Count)
        {
            StationaryFold fold = folds[_fold];
            var panel = new Fold(fold.DepthTile, fold.ColumnTile, fold.Rows, fold.Columns, fold.LoadStep);
            if (_panels.GroupPrograms(panel, firstLane) is not { } programs)
                continue;
            _programs = programs;
            _firstPair = (long)fold.DepthTile * arrayRows;
            _pair = _firstPair + fold.Rows - 1;
            return true;
        }

        return false;
    }

    /// <summary>The pairs of one location that enter next; false where all of them are padding.</summary>
    private bool TakeLocation(out LineChunk chunk)
    {
        StationaryFold fold = folds[_fold];
        SliceRange slices = _panels.Operand.Slices;
        (long location, long within) = Math.DivRem(_pair, slices.Count);
        int count = (int)Math.Min(within + 1, _pair - _firstPair + 1);
        long step = entry.FirstWordStep(fold, firstLane) + _firstPair + fold.Rows - 1 - _pair;
        _pair -= count;
        LineProgram program = _programs[location];
        if (program.Lines.Length == 0)
        {
            chunk = default;
            return false;
        }

        int slice = slices.First + (int)within;
        chunk = new LineChunk(
            patterns.OfSlices(program, slice, count), step, _panels.Layout.BankOf(program.Lines[0], slice), program.Lines[0], slice);
        return true;
    }
}
