using CycleSim.Accelerator.Machine;

namespace CycleSim.Accelerator.Dataflow.Timing;

/// <summary>
/// Cycles of an output-stationary array as SCALE-Sim v1 counts them (commit bb76184), for comparison; equal to
/// tests/Reference/systolic/scalesim_v1_os.csv. It takes the larger of two passes: one that reads the operands, one that writes the
/// outputs. Where K is smaller than the rows, writes and not the operands set the pace.
/// </summary>
/// <remarks>
/// The write pass visits, in each column fold, all row folds. Outputs of a fold become writable max(K, R) cycles after those of the fold
/// before; in the next column fold K + 1 - r - c + c' cycles after (r, c: rows and columns of the fold before, c': columns of the new
/// one), but not before the r rows of the fold before are written.
/// </remarks>
public static class ScaleSimV1
{
    /// <summary>Counts cycles and words.</summary>
    /// <param name="gemm">The matrix product.</param>
    /// <param name="rows">Rows R of processing elements, at least 1.</param>
    /// <param name="columns">Columns C, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    /// <exception cref="OverflowException">A count exceeds 2^63 - 1.</exception>
    public static ArrayTimingCounts Count(GemmShape gemm, int rows, int columns)
    {
        ArgumentNullException.ThrowIfNull(gemm);
        var question = new ArrayTimingQuestion(gemm, rows, columns);
        question.Check(new OutputStationary());
        FoldCounts folds = OutputStationary.FoldsOf(question);
        long lastRows = BlockSplit.Of(gemm.M, rows).Last;
        long lastColumns = BlockSplit.Of(gemm.N, columns).Last;
        long cycles = Math.Max(ReadPass(gemm.K, folds, lastRows, lastColumns), WritePass(question, folds, lastRows, lastColumns));
        return new ArrayTimingCounts(folds, new FoldTimes(cycles, null, null), OutputStationary.WordsOf(gemm, folds, parts: 1));
    }

    private static long ReadPass(long k, FoldCounts folds, long lastRows, long lastColumns) =>
        checked(folds.All * k + Math.Max(lastRows, lastColumns) - 1);

    private static long WritePass(ArrayTimingQuestion question, FoldCounts folds, long lastRows, long lastColumns)
    {
        checked
        {
            long k = question.Gemm.K;
            long start = k + Math.Min(question.Columns, question.Gemm.N) - 1;
            long rowFolds = folds.ColumnFolds * (folds.RowFolds - 1) * Math.Max(k, question.Rows);
            long columnFolds = folds.ColumnFolds == 1
                ? 0
                : (folds.ColumnFolds - 2) * Math.Max(k + 1 - lastRows, lastRows)
                    + Math.Max(k + 1 - lastRows - question.Columns + lastColumns, lastRows);
            return start + rowFolds + columnFolds + lastRows;
        }
    }
}
