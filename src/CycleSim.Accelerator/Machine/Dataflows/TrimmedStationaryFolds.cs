namespace CycleSim.Accelerator.Machine.Dataflows;

/// <summary>
/// Times of folds that behave as on an array of just the r rows and c columns that they fill, each loaded after the sums of the one
/// before: s + 2r + c - 1 cycles each.
/// </summary>
/// <param name="question">GEMM and array.</param>
/// <param name="folds">How the GEMM is cut.</param>
/// <param name="stream">Blocks of the streamed dimension.</param>
internal sealed class TrimmedStationaryFolds(DataflowQuestion question, FoldCounts folds, BlockSplit stream)
{
    internal FoldTimes Times()
    {
        checked
        {
            // Summed over all folds, the words of the streams, the rows and the columns are those of the matrices.
            long streamed = folds.Tiles * question.Gemm.M;
            long rows = folds.Columns * folds.Blocks * question.Gemm.K;
            long columns = folds.Rows * folds.Blocks * question.Gemm.N;
            long cycles = streamed + 2 * rows + columns - folds.All;
            return new FoldTimes(cycles, cycles - 1, FoldPeriod.Merge(Periods()));
        }
    }

    // Distance s + r + c - 1 + r of the next fold, tiles of K innermost.
    private IEnumerable<FoldPeriod> Periods()
    {
        BlockSplit rows = BlockSplit.Of(question.Gemm.K, question.Rows);
        BlockSplit columns = BlockSplit.Of(question.Gemm.N, question.Columns);
        for (long block = 1; block <= folds.Blocks; block++)
        {
            for (long column = 1; column <= folds.Columns; column++)
            {
                long streamed = block == folds.Blocks ? stream.Last : stream.Length;
                long length = streamed + (column == folds.Columns ? columns.Last : columns.Length) - 1;
                bool isEnd = block == folds.Blocks && column == folds.Columns;
                if (rows.Count > 1)
                {
                    yield return new FoldPeriod(rows.Count - 2, length + 2 * rows.Length);
                    yield return new FoldPeriod(1, length + rows.Length + rows.Last);
                }

                // From the last tile of K to the first one of the next columns; the first is the last where there is only one.
                if (!isEnd)
                    yield return new FoldPeriod(1, length + rows.Last + Math.Min(rows.Length, question.Gemm.K));
            }
        }
    }
}
