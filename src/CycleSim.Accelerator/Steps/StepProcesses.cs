using CycleSim.Accelerator.Components;
using CycleSim.Kernel;

namespace CycleSim.Accelerator.Steps;

/// <summary>
/// What the machine does with the tiles of a step: a loader, a compute process and a storer that hand each other buffers. Who may work
/// when is up to the turn: with a turn in program order nothing overlaps.
/// </summary>
internal sealed class StepProcesses : IStepRun
{
    private readonly Simulation _simulation;
    private readonly StepMachine _machine;
    private readonly IEnumerable<StepTile> _tiles;
    private readonly ITurn _turn;
    private readonly Action<OperationEnd> _ended;
    private readonly TileQueue _operands;
    private readonly TileQueue _results;
    private readonly TileQueue _done;

    /// <summary>Prepares the processes.</summary>
    /// <param name="simulation">The simulation.</param>
    /// <param name="machine">The machine.</param>
    /// <param name="tiles">The tiles in program order; the last one ends the step.</param>
    /// <param name="turn">Who may work when.</param>
    /// <param name="buffers">Buffers of each kind, at least 1.</param>
    /// <param name="ended">Told when an operation has ended.</param>
    internal StepProcesses(
        Simulation simulation, StepMachine machine, IEnumerable<StepTile> tiles, ITurn turn, int buffers, Action<OperationEnd> ended)
    {
        _simulation = simulation;
        _machine = machine;
        _tiles = tiles;
        _turn = turn;
        _ended = ended;
        _operands = new TileQueue(simulation, buffers, "operands");
        _results = new TileQueue(simulation, buffers, "results");
        _done = new TileQueue(simulation, 1, "an operation's last results");
    }

    /// <inheritdoc />
    public bool HasEnded { get; private set; }

    /// <summary>Starts the three processes.</summary>
    public void Start()
    {
        _simulation.Start(Load(), "loader");
        _simulation.Start(Compute(), "compute");
        _simulation.Start(Store(), "storer");
    }

    private IEnumerable<Wait> Load()
    {
        long number = 0;
        foreach (StepTile tile in _tiles)
        {
            yield return _operands.UntilEmpty();
            yield return _turn.Take(number, TileStage.Load);
            bool loads = false;
            foreach (DmaDescriptor load in tile.Loads.All)
            {
                loads = true;
                yield return _machine.Dma.Move(load);
                _machine.ReportComplete();
            }

            if (loads && _machine.Dma.UsableAfterPs > 0)
                yield return Wait.For(_machine.Dma.UsableAfterPs);

            _operands.Fill(tile);
            _turn.Pass(number, TileStage.Load);
            number++;
            if (tile.End is not null)
            {
                yield return _done.UntilFull(); // the next operation may read what this one stores
                _done.Empty();
            }
        }
    }

    private IEnumerable<Wait> Compute()
    {
        StepTile tile;
        long number = 0;
        do
        {
            yield return _operands.UntilFull();
            tile = _operands.Next;
            yield return _results.UntilEmpty();
            yield return _turn.Take(number, TileStage.Compute);
            if (tile.StartPhase() is { } phase)
            {
                yield return phase is ArrayPhase folds ? _machine.Array.Run(folds) : _machine.Vector.Run(phase);
                _machine.ReportComplete();
            }

            _operands.Empty();
            _results.Fill(tile);
            _turn.Pass(number, TileStage.Compute);
            number++;
        }
        while (tile.End is not { IsLast: true });
    }

    private IEnumerable<Wait> Store()
    {
        StepTile tile;
        long number = 0;
        do
        {
            yield return _results.UntilFull();
            tile = _results.Next;
            yield return _turn.Take(number, TileStage.Store);
            foreach (DmaDescriptor store in tile.Stores)
            {
                yield return _machine.Dma.Move(store);
                _machine.ReportComplete();
            }

            _results.Empty();
            if (tile.End is { } end)
                End(tile, end);
            _turn.Pass(number, TileStage.Store);
            number++;
        }
        while (tile.End is not { IsLast: true });
    }

    private void End(StepTile tile, OperationEnd end)
    {
        _ended(end);
        _machine.ReportComplete();
        _done.Fill(tile);
        HasEnded = end.IsLast;
        if (HasEnded)
            _simulation.Stop();
    }
}
