namespace CycleSim.Accelerator.Machine.Dataflows;

/// <summary>
/// Times of output-stationary folds. In a fold, block b starts at x(0) = 0, x(b) = max(x(b-1) + block + pause, b x gap), which is
/// b x max(block + pause, gap) since all blocks but the last are equal.
/// </summary>
/// <param name="question">GEMM and array.</param>
/// <param name="folds">How the GEMM is cut.</param>
/// <param name="blocks">Blocks of K.</param>
/// <param name="variant">What happens between blocks.</param>
internal sealed class OutputFolds(DataflowQuestion question, FoldCounts folds, BlockSplit blocks, IReductionBlocks variant)
{
    internal FoldTimes Untrimmed()
    {
        checked
        {
            long stream = StreamCycles();
            long length = stream + 2L * question.Rows + question.Columns - 2;
            long distance = variant.OverlapsFolds ? Math.Max(stream, question.Rows) : length;
            long cycles = (folds.All - 1) * distance + length;
            return new FoldTimes(cycles, cycles - question.Rows, FoldPeriod.Merge([new(folds.All - 1, distance)]));
        }
    }

    /// <summary>Folds of r rows and c columns take K + 2r + c - 2 cycles, one after another; tiles of columns innermost.</summary>
    internal FoldTimes Trimmed()
    {
        checked
        {
            GemmShape gemm = question.Gemm;
            long cycles = folds.All * (gemm.K - 2) + 2 * folds.Columns * gemm.M + folds.Rows * gemm.N;
            long lastRows = BlockSplit.Of(gemm.M, question.Rows).Last;
            return new FoldTimes(cycles, cycles - lastRows, FoldPeriod.Merge(TrimmedPeriods()));
        }
    }

    // Cycles from the first word of a fold to its last one.
    private long StreamCycles() => checked(
        (blocks.Count - 1) * Math.Max(blocks.Length + variant.Pause(question.Rows, question.Columns), question.Gap) + blocks.Last);

    private IEnumerable<FoldPeriod> TrimmedPeriods()
    {
        BlockSplit rows = BlockSplit.Of(question.Gemm.M, question.Rows);
        BlockSplit columns = BlockSplit.Of(question.Gemm.N, question.Columns);
        long length = question.Gemm.K + 2 * rows.Length - 2;
        long lastLength = question.Gemm.K + 2 * rows.Last - 2;
        FoldPeriod[] row = [new(columns.Count - 1, length + columns.Length), new(1, length + columns.Last)];
        return FoldPeriod.Repeat(row, rows.Count - 1).Append(new FoldPeriod(columns.Count - 1, lastLength + columns.Length));
    }
}
