using CycleSim.Accelerator.Machine;
using CycleSim.Configuration.Keys;

namespace CycleSim.Accelerator.Dataflow.Timing;

/// <summary>
/// PE(r, c) holds one weight: a tile of K lies on the rows, a tile of N on the columns. Activations stream from the left: row r takes word
/// m in cycle S + r + m of a stream that starts in cycle S. Partial sums move down and are added up in an accumulator buffer. Blocks of M,
/// in each all tiles of N, in each all tiles of K.
/// </summary>
internal sealed class WeightStationary : IArrayTiming
{
    public string Name => "weight_stationary";

    public string Meaning => "weights stay, activations stream, partial sums move down";

    public string ShortName => "ws";

    public IChoices Variants => StationaryLoads.All;

    public string DefaultVariant => "serial";

    public string BlockedDimension => "m";

    public long BlockedSize(GemmShape gemm)
    {
        ArgumentNullException.ThrowIfNull(gemm);
        return gemm.M;
    }

    public bool CanTrim(string? variant) => StationaryLoads.All.Get(variant ?? DefaultVariant).WaitsForSums;

    public ArrayTimingCounts Count(ArrayTimingQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        ITileLoad load = StationaryLoads.All.Get(question.Variant ?? DefaultVariant);
        question.Check(this);
        BlockSplit stream = BlockSplit.Of(question.Gemm.M, question.Block);
        FoldCounts folds = FoldsOf(question, stream.Count);
        FoldTimes time = question.TrimEdges
            ? new TrimmedStationaryFolds(question, folds, stream).Times()
            : new StationaryFolds(question, folds.FoldsOfBlock, stream, load).Times();
        return new ArrayTimingCounts(folds, time, WordsOf(question.Gemm, folds));
    }

    public ArrayTimingCounts CountAsScaleSim(GemmShape gemm, int rows, int columns)
    {
        var question = new ArrayTimingQuestion(gemm, rows, columns);
        question.Check(this);
        FoldCounts folds = FoldsOf(question, blocks: 1);
        long distance = new ReloadLoad().FirstLoad(gemm.M, rows, columns) + rows;
        long macs = checked(folds.All * distance);
        FoldTimes time = new(macs - 1, macs, FoldPeriod.Merge([new(folds.All - 1, distance)]));
        // SCALE-Sim writes the partial sums of every tile of K and never reads one back.
        return new ArrayTimingCounts(folds, time, WordsOf(gemm, folds) with { AccumulatorReads = 0 });
    }

    private static FoldCounts FoldsOf(ArrayTimingQuestion question, long blocks) =>
        FoldCounts.Of(question, question.Gemm.K, question.Gemm.N, blocks);

    // The first tile of K overwrites what the accumulator buffer holds; the others read it.
    private static WordCounts WordsOf(GemmShape gemm, FoldCounts folds)
    {
        checked
        {
            long outputs = gemm.M * gemm.N;
            return new WordCounts(
                gemm.M * gemm.K * folds.ColumnFolds, gemm.K * gemm.N * folds.Blocks, outputs * folds.RowFolds,
                outputs * (folds.RowFolds - 1));
        }
    }
}
