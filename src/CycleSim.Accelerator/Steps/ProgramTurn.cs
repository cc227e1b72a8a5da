using CycleSim.Kernel;

namespace CycleSim.Accelerator.Steps;

/// <summary>One turn that passes in program order, by ticket: load, compute and store of a tile, then those of the next.</summary>
/// <param name="simulation">The simulation.</param>
internal sealed class ProgramTurn(Simulation simulation) : ITurn
{
    private const int Stages = 3;

    private readonly TurnEvent?[] _waiting = new TurnEvent?[Stages];
    private long _ticket;

    /// <inheritdoc />
    public Wait Take(long tile, TileStage stage)
    {
        long ticket = Ticket(tile, stage);
        return ticket == _ticket ? Wait.None : _waiting[(int)stage] = new TurnEvent(simulation, ticket, tile, stage);
    }

    /// <inheritdoc />
    public void Pass(long tile, TileStage stage)
    {
        _ticket = Ticket(tile, stage) + 1;
        ref TurnEvent? next = ref _waiting[_ticket % Stages];
        if (next?.Ticket != _ticket)
            return;
        next.Succeed();
        next = null;
    }

    private static long Ticket(long tile, TileStage stage) => tile * Stages + (int)stage;

    /// <summary>The turn comes to a stage.</summary>
    private sealed class TurnEvent(Simulation simulation, long ticket, long tile, TileStage stage) : Event(simulation)
    {
        internal long Ticket => ticket;

        public override string Describe() => $"its turn to {stage.ToString().ToLowerInvariant()} tile {tile}";
    }
}
