namespace CycleSim.Accelerator.Dataflow.Timing;

/// <summary>The last word of a block of k words has left in cycle k + 2R + C - 3 of the block, as at the end of a fold.</summary>
internal sealed class SpillBlocks : IReductionBlocks
{
    public string Name => "kspill";

    public string Meaning => "sums leave after each block and are added up outside";

    public bool Spills => true;

    public bool OverlapsFolds => false;

    public bool CanTrim => false;

    public long Pause(int rows, int columns) => 2L * rows + columns - 2;
}
