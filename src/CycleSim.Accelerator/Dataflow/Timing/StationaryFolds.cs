namespace CycleSim.Accelerator.Dataflow.Timing;

/// <summary>
/// Times of folds whose stationary tiles are loaded one after another. With tile f not there before cycle f x gap, stream f starts in
/// cycle S(0) = R, S(f) = max(S(f-1) + D(f-1), f x gap + R), where D(f) is the distance that stream f and the load behind it need.
/// </summary>
/// <remarks>
/// D is the same for all folds of full blocks and not larger for those of the last block. So S is R + f x max(D, gap) up to the first
/// fold A of the last block, and max(S(A) + (f - A) D', f x gap + R) from there: no loop over folds.
/// </remarks>
/// <param name="question">Array and gap.</param>
/// <param name="tiles">Folds of each block.</param>
/// <param name="stream">Blocks of the streamed dimension.</param>
/// <param name="load">When the next tile is loaded.</param>
internal sealed class StationaryFolds(ArrayTimingQuestion question, long tiles, BlockSplit stream, ITileLoad load)
{
    internal FoldTimes Times()
    {
        checked
        {
            int rows = question.Rows;
            long gap = question.Gap;
            long full = (stream.Count - 1) * tiles;
            long period = Math.Max(Distance(stream.Length), gap);
            long lastPeriod = Distance(stream.Last);
            // How long after the arrival of its tile the first fold of the last block starts to be loaded.
            long late = full * (period - gap);
            long lastStart = rows + Math.Max(full * period + (tiles - 1) * lastPeriod, (full + tiles - 1) * gap);
            long cycles = lastStart + stream.Last + rows + question.Columns - 1;
            FoldPeriod[] periods = [new(full, period), .. LastBlock(late, lastPeriod)];
            return new FoldTimes(cycles, cycles - 1, FoldPeriod.Merge(periods));
        }
    }

    private long Distance(long streamed) =>
        Math.Max(streamed, load.FirstLoad(streamed, question.Rows, question.Columns) + question.Rows);

    // Folds of the last block may be shorter than the gap: they use up the delay of those before, then wait for their tiles.
    private FoldPeriod[] LastBlock(long late, long distance)
    {
        long wait = question.Gap - distance;
        long unhindered = wait <= 0 ? tiles - 1 : Math.Min(tiles - 1, late / wait);
        long left = tiles - 1 - unhindered;
        return left == 0
            ? [new(unhindered, distance)]
            : [new(unhindered, distance), new(1, question.Gap - (late - unhindered * wait)), new(left - 1, question.Gap)];
    }
}
