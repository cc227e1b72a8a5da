using CycleSim.Accelerator.Machine;

namespace CycleSim.Accelerator.Dataflow.Timing;

/// <summary>
/// Times of output-stationary folds. In a fold, block b starts at x(0) = 0, x(b) = max(x(b-1) + block + pause, b x gap), which is
/// b x max(block + pause, gap) since all blocks but the last are equal.
/// </summary>
/// <param name="question">GEMM and array.</param>
/// <param name="folds">How the GEMM is cut.</param>
/// <param name="blocks">Blocks of K.</param>
/// <param name="variant">What happens between blocks.</param>
internal sealed class OutputFolds(ArrayTimingQuestion question, FoldCounts folds, BlockSplit blocks, IReductionBlocks variant)
{
    internal FoldTimes Untrimmed()
    {
        checked
        {
            long stream = StreamCycles();
            OutputStationaryTiming timing = TimingOf(variant.OverlapsFolds ? DrainMode.Overlapped : DrainMode.Physical);
            long distance = timing.Pitch(stream, question.Rows, question.Columns);
            long cycles = (folds.All - 1) * distance + timing.Length(stream, question.Rows, question.Columns);
            return new FoldTimes(cycles, cycles - question.Rows, FoldPeriod.Merge([new(folds.All - 1, distance)]));
        }
    }

    /// <summary>One fold after another, each as long as what it fills; tiles of columns innermost.</summary>
    internal FoldTimes Trimmed()
    {
        GemmShape gemm = question.Gemm;
        OutputStationaryTiming timing = TimingOf(DrainMode.Physical, trims: true);
        BlockSplit rows = BlockSplit.Of(gemm.M, question.Rows);
        long cycles = timing.Cycles(gemm.M, gemm.N, gemm.K);
        return new FoldTimes(cycles, cycles - rows.Last, FoldPeriod.Merge(TrimmedPeriods(timing, rows)));
    }

    private OutputStationaryTiming TimingOf(DrainMode drain, bool trims = false) =>
        new(new SystolicArraySpec(question.Rows, question.Columns, drain, trims));

    // Cycles from the first word of a fold to its last one.
    private long StreamCycles() => checked(
        (blocks.Count - 1) * Math.Max(blocks.Length + variant.Pause(question.Rows, question.Columns), question.Gap) + blocks.Last);

    private IEnumerable<FoldPeriod> TrimmedPeriods(OutputStationaryTiming timing, BlockSplit rows)
    {
        BlockSplit columns = BlockSplit.Of(question.Gemm.N, question.Columns);
        FoldPeriod[] row = [Period(columns.Count - 1, rows.Length, columns.Length), Period(1, rows.Length, columns.Last)];
        return FoldPeriod.Repeat(row, rows.Count - 1).Append(Period(columns.Count - 1, rows.Last, columns.Length));

        FoldPeriod Period(long count, long filledRows, long filledColumns) =>
            new(count, timing.Pitch(question.Gemm.K, (int)filledRows, (int)filledColumns));
    }
}
