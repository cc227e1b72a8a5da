using CycleSim.Accelerator.Dataflow.Timing;
using CycleSim.Accelerator.Machine;
using CycleSim.Cli.Output;

namespace CycleSim.Cli.Commands;

/// <summary>Counts what `cyclesim systolic` prints.</summary>
internal static class SystolicResults
{
    // Trimmed folds of a large GEMM can have as many groups of distances as tiles.
    private const int MaxPeriods = 1000;

    /// <summary>Result without the keys of dataflows.</summary>
    /// <exception cref="OverflowException">A count exceeds 2^63 - 1.</exception>
    internal static SystolicResult OfDrain(SystolicArraySpec array, GemmShape gemm, string drain)
    {
        long cycles = array.Cycles(gemm.M, gemm.N, gemm.K);
        long folds = checked(array.RowFolds(gemm.M) * array.ColumnFolds(gemm.N));
        double mapping = (double)gemm.M * gemm.N / ((double)folds * array.Rows * array.Columns);
        return new SystolicResult(
            gemm.M, gemm.N, gemm.K, array.Rows, array.Columns, drain, array.TrimEdgeFolds, cycles, folds, array.RowFolds(gemm.M),
            array.ColumnFolds(gemm.N), gemm.Macs, Utilisation(gemm, cycles, array.Rows, array.Columns), mapping);
    }

    /// <summary>Result with the keys of dataflows.</summary>
    /// <exception cref="Platform.InputException">The options of the question do not go with the dataflow.</exception>
    /// <exception cref="OverflowException">A count exceeds 2^63 - 1.</exception>
    internal static SystolicResult OfDataflow(SystolicDataflow choice, ArrayTimingQuestion question)
    {
        ArrayTimingCounts count = choice.Count(question);
        (GemmShape gemm, FoldCounts folds, FoldTimes time) = (question.Gemm, count.Folds, count.Time);
        return new SystolicResult(
            gemm.M, gemm.N, gemm.K, question.Rows, question.Columns, choice.Drain, question.TrimEdges, time.Cycles, folds.All, folds.Rows,
            folds.Columns, gemm.Macs, Utilisation(gemm, time.Cycles, question.Rows, question.Columns), folds.MappingEfficiency)
        {
            Dataflow = choice.Dataflow.Name,
            Variant = choice.Variant,
            Block = choice.Variant is null ? null : question.Block ?? choice.Dataflow.BlockedSize(gemm),
            Gap = choice.Variant is null ? null : question.Gap,
            Periods = time.Periods is { } periods ? FoldPeriod.Text(periods, MaxPeriods) : null,
            LastMacCycles = time.LastMacCycles,
            ReadsFirst = count.Words.ReadsFirst,
            ReadsSecond = count.Words.ReadsSecond,
            AccWrites = count.Words.AccumulatorWrites,
            AccReads = count.Words.AccumulatorReads,
        };
    }

    private static double Utilisation(GemmShape gemm, long cycles, int rows, int columns) =>
        cycles == 0 ? 0 : (double)gemm.Macs / ((double)cycles * rows * columns);
}
