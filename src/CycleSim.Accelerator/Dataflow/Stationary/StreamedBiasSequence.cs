namespace CycleSim.Accelerator.Dataflow.Stationary;

/// <summary>The bias of an input-stationary array: its words enter with the sums of column 0 and move on with the wave.</summary>
/// <param name="first">First word of the block.</param>
/// <param name="layout">Layout of the bias.</param>
/// <param name="table">Keeps patterns.</param>
/// <param name="folds">The block's folds whose sums are complete; a start is the step of the first sum.</param>
internal sealed class StreamedBiasSequence(int first, TensorLayout layout, PatternTable table, IReadOnlyList<Fold> folds) : LineSequence
{
    private int _fold = -1;

    internal override bool TryNext(out LineChunk chunk)
    {
        chunk = default;
        if (++_fold >= folds.Count)
            return false;
        Fold fold = folds[_fold];
        int line = layout.LineOf(first);
        chunk = new LineChunk(
            PassingWords.Pattern(table, layout, first, fold.Rows, isWrite: false), fold.StartStep, layout.BankOf(line, 0), line, 0);
        return true;
    }
}
