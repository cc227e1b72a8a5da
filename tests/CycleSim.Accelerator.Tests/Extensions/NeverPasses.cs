using CycleSim.Accelerator.Steps;
using CycleSim.Kernel;

namespace CycleSim.Accelerator.Tests.Extensions;

/// <summary>A faulty ordering: the turn to store never comes.</summary>
internal sealed class NeverPasses : ITurnOrdering
{
    public string Name => "never_passes";

    public string Meaning => "nothing is ever stored";

    public int Buffers => 1;

    public ITurn CreateTurn(Simulation simulation) => new Turn(simulation);

    private sealed class Turn(Simulation simulation) : ITurn
    {
        public Wait Take(long tile, TileStage stage) =>
            stage == TileStage.Store ? new Event(simulation, "a turn that never comes") : Wait.None;

        public void Pass(long tile, TileStage stage)
        {
        }
    }
}
