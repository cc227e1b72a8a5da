namespace CycleSim.Accelerator.Dataflow;

/// <summary>What a port of a GEMM moves; it can be used again for other folds.</summary>
internal abstract class FoldSequence : LineSequence
{
    /// <summary>The folds of the phase.</summary>
    protected IReadOnlyList<Fold> Folds { get; private set; } = [];

    /// <summary>Index of the fold that the last chunk belongs to; -1 before the first.</summary>
    protected int FoldIndex { get; set; } = -1;

    /// <summary>Goes to the start of some folds.</summary>
    internal virtual void Restart(IReadOnlyList<Fold> folds) => (Folds, FoldIndex) = (folds, -1);
}
