namespace CycleSim.Accelerator.Dataflow.Timing;

/// <summary>Blocks as in <see cref="StreamBlocks"/>, folds as in the overlapped drain.</summary>
internal sealed class ShadowBlocks : IReductionBlocks
{
    public string Name => "kshadow";

    public string Meaning => "sums stay, the next block follows at once, outputs leave while the next fold computes";

    public bool Spills => false;

    public bool OverlapsFolds => true;

    public bool CanTrim => false;

    public long Pause(int rows, int columns) => 0;
}
