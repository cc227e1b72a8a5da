using CycleSim.Accelerator.Steps;
using CycleSim.Kernel;

namespace CycleSim.Accelerator.Tests.Extensions;

/// <summary>An ordering of one's own: two buffers of each kind, and every stage works whenever it has something to do.</summary>
internal sealed class DoubleBuffered : ITurnOrdering, ITurn
{
    public string Name => "double_buffered";

    public string Meaning => "the next tile is loaded, and the one before is stored, while a tile is computed";

    public int Buffers => 2;

    public ITurn CreateTurn(Simulation simulation) => this;

    public Wait Take(long tile, TileStage stage) => Wait.None;

    public void Pass(long tile, TileStage stage)
    {
    }
}
