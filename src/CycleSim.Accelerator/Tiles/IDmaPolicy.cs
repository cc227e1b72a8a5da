using CycleSim.Configuration.Keys;

namespace CycleSim.Accelerator.Tiles;

/// <summary>Chooses what an idle DMA channel moves next.</summary>
public interface IDmaPolicy : INamedChoice
{
    /// <summary>The first transfer in program order that has not started must come next, ready or not.</summary>
    public bool IsProgramOrder => false;

    /// <summary>Orders two transfers that are ready: negative when the first one goes first. Never 0 for different transfers.</summary>
    /// <param name="first">One transfer.</param>
    /// <param name="second">Another one.</param>
    public int Compare(DmaTask first, DmaTask second);
}
