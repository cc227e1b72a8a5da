using CycleSim.Configuration.Keys;

namespace CycleSim.Accelerator.Tiles;

/// <summary>The policies of the DMA channel. A program registers its own before it names them.</summary>
public static class DmaPolicies
{
    /// <summary>All policies.</summary>
    public static ChoiceTable<IDmaPolicy> All { get; } = new("DMA policy", new ProgramDma(), new ReadyDma(), new LoadsFirstDma());
}
