using CycleSim.Accelerator.Machine;
using CycleSim.Configuration.Keys;

namespace CycleSim.Accelerator.Dataflow.Timing;

/// <summary>
/// PE(r, c) adds up one output; both operands stream, row lane r and column lane c one cycle behind their neighbours. K may arrive in
/// blocks. With one block, kstream is the physical drain of <see cref="OutputStationaryTiming"/> and kshadow the overlapped one.
/// </summary>
internal sealed class OutputStationary : IArrayTiming
{
    private static readonly ChoiceTable<IReductionBlocks> Blocks = new(
        "variant", new StreamBlocks(), new SyncBlocks(), new SpillBlocks(), new ShadowBlocks());

    public string Name => "output_stationary";

    public string Meaning => "outputs stay, both operands stream";

    public string ShortName => "os";

    public IChoices Variants => Blocks;

    public string DefaultVariant => "kstream";

    public string BlockedDimension => "k";

    public long BlockedSize(GemmShape gemm)
    {
        ArgumentNullException.ThrowIfNull(gemm);
        return gemm.K;
    }

    public bool CanTrim(string? variant) => Blocks.Get(variant ?? DefaultVariant).CanTrim;

    public ArrayTimingCounts Count(ArrayTimingQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        IReductionBlocks variant = Blocks.Get(question.Variant ?? DefaultVariant);
        question.Check(this);
        BlockSplit blocks = BlockSplit.Of(question.Gemm.K, question.Block);
        FoldCounts folds = FoldsOf(question);
        var times = new OutputFolds(question, folds, blocks, variant);
        long parts = variant.Spills ? blocks.Count : 1;
        return new ArrayTimingCounts(
            folds, question.TrimEdges ? times.Trimmed() : times.Untrimmed(), WordsOf(question.Gemm, folds, parts));
    }

    public ArrayTimingCounts CountAsScaleSim(GemmShape gemm, int rows, int columns)
    {
        var question = new ArrayTimingQuestion(gemm, rows, columns);
        question.Check(this);
        var timing = new OutputStationaryTiming(new SystolicArraySpec(rows, columns, DrainMode.Scalesim, TrimEdgeFolds: false));
        FoldCounts folds = FoldsOf(question);
        long cycles = timing.Cycles(gemm.M, gemm.N, gemm.K);
        FoldPeriod[] periods = [new(folds.All - 1, timing.Pitch(gemm.K, rows, columns))];
        return new ArrayTimingCounts(folds, new FoldTimes(cycles, cycles + 1, FoldPeriod.Merge(periods)), WordsOf(gemm, folds, parts: 1));
    }

    internal static FoldCounts FoldsOf(ArrayTimingQuestion question) =>
        FoldCounts.Of(question, question.Gemm.M, question.Gemm.N, blocks: 1);

    /// <summary>Words of all folds.</summary>
    /// <param name="gemm">The matrix product.</param>
    /// <param name="folds">Its folds.</param>
    /// <param name="parts">How often each output leaves the array, as a sum of a part of K.</param>
    internal static WordCounts WordsOf(GemmShape gemm, FoldCounts folds, long parts)
    {
        checked
        {
            long outputs = gemm.M * gemm.N;
            return new WordCounts(
                gemm.M * gemm.K * folds.ColumnFolds, gemm.N * gemm.K * folds.RowFolds, outputs * parts, outputs * (parts - 1));
        }
    }
}
