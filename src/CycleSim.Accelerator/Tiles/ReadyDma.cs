using CycleSim.Accelerator.Machine;

namespace CycleSim.Accelerator.Tiles;

/// <summary>What became ready first; of equals a load before a store, then the earlier tile, then operand A.</summary>
internal sealed class ReadyDma : IDmaPolicy
{
    public string Name => OverlapSpec.FirstReady;

    public string Meaning => "what became ready first";

    public int Compare(DmaTask first, DmaTask second)
    {
        int byTime = first.ReadyPs!.Value.CompareTo(second.ReadyPs!.Value);
        return byTime != 0 ? byTime : LoadsFirstDma.CompareReady(first, second);
    }
}
