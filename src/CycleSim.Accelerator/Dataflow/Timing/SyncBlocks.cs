namespace CycleSim.Accelerator.Dataflow.Timing;

/// <summary>The last multiplication of a block of k words, in the corner PE(R-1, C-1), is in cycle k + R + C - 3 of the block.</summary>
internal sealed class SyncBlocks : IReductionBlocks
{
    public string Name => "ksync";

    public string Meaning => "sums stay, a block waits for the last multiplication of the one before";

    public bool Spills => false;

    public bool OverlapsFolds => false;

    public bool CanTrim => false;

    public long Pause(int rows, int columns) => (long)rows + columns - 2;
}
