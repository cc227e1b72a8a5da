using CycleSim.Kernel;

namespace CycleSim.Accelerator.Steps;

/// <summary>One turn that passes in program order, by ticket: load, compute and store of a tile, then those of the next.</summary>
/// <param name="simulation">The simulation.</param>
internal sealed class ProgramTurn(Simulation simulation) : ITurn
{
    private const int Stages = 3;

    private readonly Dictionary<long, Event> _waiting = [];
    private long _ticket;

    /// <inheritdoc />
    public Wait Take(long tile, TileStage stage)
    {
        long ticket = Ticket(tile, stage);
        if (ticket == _ticket)
            return Wait.None;
        var turn = new TurnEvent(simulation, tile, stage);
        _waiting.Add(ticket, turn);
        return turn;
    }

    /// <inheritdoc />
    public void Pass(long tile, TileStage stage)
    {
        _ticket = Ticket(tile, stage) + 1;
        if (_waiting.Remove(_ticket, out Event? next))
            next.Succeed();
    }

    private static long Ticket(long tile, TileStage stage) => tile * Stages + (int)stage;

    /// <summary>The turn comes to a stage.</summary>
    private sealed class TurnEvent(Simulation simulation, long tile, TileStage stage) : Event(simulation)
    {
        public override string Describe() => $"its turn to {stage.ToString().ToLowerInvariant()} tile {tile}";
    }
}
