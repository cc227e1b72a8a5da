using CycleSim.Kernel;

namespace CycleSim.Accelerator.Steps;

/// <summary>Decides which of the three stages may work when. Loader, compute process and storer ask before each tile.</summary>
public interface ITurn
{
    /// <summary>Asks for the turn.</summary>
    /// <param name="tile">Number of the tile, counted from 0 in program order.</param>
    /// <param name="stage">The stage that asks.</param>
    /// <returns>The wait for it; <see cref="Wait.None"/> when it may work at once.</returns>
    public Wait Take(long tile, TileStage stage);

    /// <summary>Gives the turn back: the stage has done its work on the tile.</summary>
    public void Pass(long tile, TileStage stage);
}
