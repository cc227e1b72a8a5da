using System.Collections.Immutable;
using CycleSim.Accelerator.Dataflow.Timing;
using CycleSim.Accelerator.Machine;

namespace CycleSim.Accelerator.Dataflow.Stationary;

/// <summary>
/// The folds of a product with a stationary operand: for each block of streamed words, for each tile of columns, for each tile of K. Equal
/// to the closed forms of the dataflows, which tests/Reference/systolic-ws checks.
/// </summary>
/// <param name="Folds">All folds in order.</param>
/// <param name="Steps">Steps from the first load to the last sum.</param>
internal sealed record StationarySchedule(ImmutableArray<StationaryFold> Folds, long Steps)
{
    /// <summary>Places folds in time.</summary>
    /// <param name="array">The arrays side by side along the columns.</param>
    /// <param name="blocks">Words of each block.</param>
    /// <param name="columns">Size of the stationary dimension on the columns.</param>
    /// <param name="depth">Reduction dimension K.</param>
    internal static StationarySchedule Of(SystolicArraySpec array, IReadOnlyList<int> blocks, long columns, long depth)
    {
        ITileLoad load = StationaryLoads.All.Get(array.TileLoad);
        var folds = ImmutableArray.CreateBuilder<StationaryFold>();
        StationaryFold? last = null;
        for (int block = 0; block < blocks.Count; block++)
        {
            for (long column = 0; column < columns; column += array.FoldColumns)
            {
                for (long row = 0; row < depth; row += array.Rows)
                {
                    var fold = new StationaryFold(
                        block, (int)(row / array.Rows), (int)(column / array.FoldColumns), (int)Math.Min(array.Rows, depth - row),
                        (int)Math.Min(array.FoldColumns, columns - column), blocks[block], 0, 0, 0, row + array.Rows >= depth);
                    last = Place(array, load, fold, last);
                    folds.Add(last.Value);
                }
            }
        }

        StationaryFold end = folds[^1];
        return new StationarySchedule(folds.DrainToImmutable(), end.SumStep + end.Words + array.CostColumns(end.Columns) - 1);
    }

    private static StationaryFold Place(SystolicArraySpec array, ITileLoad load, StationaryFold fold, StationaryFold? last)
    {
        int rows = array.CostRows(fold.Rows);
        long loadStep = 0;
        long start = rows;
        if (last is { } before)
        {
            loadStep = checked(before.StartStep + load.FirstLoad(
                before.Words, array.CostRows(before.Rows), array.CostColumns(before.Columns)));
            start = Math.Max(before.StartStep + before.Words, loadStep + rows);
        }

        return fold with { LoadStep = loadStep, StartStep = start, SumStep = start + rows };
    }
}
