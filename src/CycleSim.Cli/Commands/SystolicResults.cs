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
    /// <exception cref="Platform.InputException">The options of the question do not go with the dataflow.</exception>
    /// <exception cref="OverflowException">A count exceeds 2^63 - 1.</exception>
    internal static SystolicResult OfDrain(SystolicDataflow choice, ArrayTimingQuestion question) =>
        Of(choice, question, choice.Count(question));

    /// <summary>Result with the keys of dataflows.</summary>
    /// <exception cref="Platform.InputException">The options of the question do not go with the dataflow.</exception>
    /// <exception cref="OverflowException">A count exceeds 2^63 - 1.</exception>
    internal static SystolicResult OfDataflow(SystolicDataflow choice, ArrayTimingQuestion question)
    {
        ArrayTimingCounts count = choice.Count(question);
        return Of(choice, question, count) with
        {
            Dataflow = choice.Dataflow.Name,
            Variant = choice.Variant,
            Block = choice.Variant is null ? null : question.Block ?? choice.Dataflow.BlockedSize(question.Gemm),
            Gap = choice.Variant is null ? null : question.Gap,
            Periods = count.Time.Periods is { } periods ? FoldPeriod.Text(periods, MaxPeriods) : null,
            LastMacCycles = count.Time.LastMacCycles,
            ReadsFirst = count.Words.ReadsFirst,
            ReadsSecond = count.Words.ReadsSecond,
            AccWrites = count.Words.AccumulatorWrites,
            AccReads = count.Words.AccumulatorReads,
        };
    }

    private static SystolicResult Of(SystolicDataflow choice, ArrayTimingQuestion question, ArrayTimingCounts count)
    {
        (GemmShape gemm, FoldCounts folds, long cycles) = (question.Gemm, count.Folds, count.Time.Cycles);
        return new SystolicResult(
            gemm.M, gemm.N, gemm.K, question.Rows, question.Columns, choice.Drain, question.TrimEdges, cycles, folds.All, folds.RowFolds,
            folds.ColumnFolds, gemm.Macs, Utilisation(gemm, cycles, question.Rows, question.Columns), folds.MappingEfficiency);
    }

    private static double Utilisation(GemmShape gemm, long cycles, int rows, int columns) =>
        cycles == 0 ? 0 : (double)gemm.Macs / ((double)cycles * rows * columns);
}
