namespace CycleSim.Accelerator.Dataflow.Timing;

/// <summary>Blocks follow each other: without gaps, K in blocks costs nothing.</summary>
internal sealed class StreamBlocks : IReductionBlocks
{
    public string Name => "kstream";

    public string Meaning => "sums stay, the next block follows at once, outputs leave before the next fold";

    public bool Spills => false;

    public bool OverlapsFolds => false;

    public bool CanTrim => true;

    public long Pause(int rows, int columns) => 0;
}
