using CycleSim.Accelerator.Steps;
using CycleSim.Kernel;

namespace CycleSim.Accelerator.Tests.Extensions;

/// <summary>An ordering whose turn is a resource of the kernel: the stages work in the order in which they ask, one at a time.</summary>
internal sealed class OneStageAtATime : ITurnOrdering
{
    public string Name => "one_stage_at_a_time";

    public string Meaning => "never, but in the order in which they ask";

    public int Buffers => 1;

    public ITurn CreateTurn(Simulation simulation) => new Turn(new Resource(simulation, 1, "turn"));

    private sealed class Turn(Resource resource) : ITurn
    {
        private readonly Dictionary<(long Tile, TileStage Stage), Request> _requests = [];

        public Wait Take(long tile, TileStage stage)
        {
            Request request = resource.Request();
            _requests.Add((tile, stage), request);
            return request;
        }

        public void Pass(long tile, TileStage stage)
        {
            _requests.Remove((tile, stage), out Request request);
            request.Dispose();
        }
    }
}
