namespace CycleSim.Accelerator.Dataflow.Timing;

/// <summary>
/// Times of folds that behave as on an array of just the r rows and c columns that they fill, each loaded after the sums of the one
/// before: s + 2r + c - 1 cycles each.
/// </summary>
/// <param name="question">GEMM and array.</param>
/// <param name="folds">How the GEMM is cut.</param>
/// <param name="stream">Blocks of the streamed dimension.</param>
internal sealed class TrimmedStationaryFolds(ArrayTimingQuestion question, FoldCounts folds, BlockSplit stream)
{
    internal FoldTimes Times()
    {
        checked
        {
            // Summed over all folds, the words of the streams, the rows and the columns are those of the matrices.
            long streamed = folds.FoldsOfBlock * question.Gemm.M;
            long rows = folds.ColumnFolds * folds.Blocks * question.Gemm.K;
            long columns = folds.RowFolds * folds.Blocks * question.Gemm.N;
            long cycles = streamed + 2 * rows + columns - folds.All;
            return new FoldTimes(cycles, cycles - 1, FoldPeriod.Merge(Periods()));
        }
    }

    // Distance s + r + c - 1 + r of the next fold: tiles of K innermost, then tiles of N, then blocks.
    private IEnumerable<FoldPeriod> Periods()
    {
        BlockSplit columns = BlockSplit.Of(question.Gemm.N, question.Columns);
        IEnumerable<FoldPeriod> block = Tiles(stream.Length, columns.Length, columns.Count - 1)
            .Concat(Tiles(stream.Length, columns.Last, 1));
        return FoldPeriod.Repeat(block, stream.Count - 1)
            .Concat(Tiles(stream.Last, columns.Length, columns.Count - 1))
            .Concat(Inside(stream.Last + columns.Last - 1));
    }

    // From the first tile of K to the first one of the next columns, for some column tiles of equal width.
    private IEnumerable<FoldPeriod> Tiles(long streamed, long columns, long count)
    {
        long length = streamed + columns - 1;
        BlockSplit rows = BlockSplit.Of(question.Gemm.K, Math.Min(question.Rows, question.Gemm.K));
        return FoldPeriod.Repeat([.. Inside(length), new FoldPeriod(1, length + rows.Last + rows.Length)], count);
    }

    // From the first tile of K to the last one.
    private FoldPeriod[] Inside(long length)
    {
        BlockSplit rows = BlockSplit.Of(question.Gemm.K, question.Rows);
        return rows.Count == 1
            ? []
            : [new FoldPeriod(rows.Count - 2, length + 2 * rows.Length), new FoldPeriod(1, length + rows.Length + rows.Last)];
    }
}
