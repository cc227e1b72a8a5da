using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Machine;
using CycleSim.Kernel;

namespace CycleSim.Accelerator.Tiles;

/// <summary>
/// A list of tiles on an ideal memory, through a <see cref="TilePipeline{TTile}"/> that sees all of the list. One cycle is 1 ps of
/// simulated time.
/// </summary>
internal sealed class TileRun : IPipelineUnits<TileWork>
{
    private readonly IdealDram _dram;
    private readonly Simulation _simulation;
    private readonly List<long> _starts;
    private long _loadBusy;
    private long _storeBusy;
    private long _arrayBusy;
    private long _waitLoad;
    private long _waitStore;
    private long _computed;
    private long _lastStoreEnd;

    private TileRun(Simulation simulation, int tiles, IdealDram dram)
    {
        (_simulation, _dram) = (simulation, dram);
        _starts = new List<long>(tiles);
    }

    /// <inheritdoc />
    public long UsableAfterPs => _dram.UsableAfterCycles;

    /// <summary>Runs a list of tiles to the end.</summary>
    internal static TileTimes Of(IReadOnlyList<TileWork> tiles, TileMachine machine)
    {
        using var simulation = new Simulation();
        var run = new TileRun(simulation, tiles.Count, machine.Dram);
        var buffers = new PipelineBuffers(machine.OperandBuffers, machine.OutputBuffers, int.MaxValue);
        using var pipeline = new TilePipeline<TileWork>(simulation, run, tiles, buffers, machine.Policy);
        pipeline.Start();
        RunReport report = simulation.Run();
        return pipeline.HasEnded ? run.Times() : throw new InvalidOperationException(report.ToString());
    }

    /// <inheritdoc />
    public Wait Compute(TileWork tile) => Wait.For(tile.ComputeCycles);

    /// <inheritdoc />
    public Wait Move(TileWork tile, DmaKind kind) => Wait.For(_dram.ChannelCycles(tile.BytesOf(kind)));

    /// <inheritdoc />
    public void Computed(TileWork tile, in TileInterval interval)
    {
        _starts.Add(interval.StartPs);
        _arrayBusy += interval.BusyPs;
        _waitLoad += interval.WaitLoadPs;
        _waitStore += interval.WaitStorePs;
        _computed = interval.EndPs;
    }

    /// <inheritdoc />
    public void Moved(TileWork tile, DmaKind kind, long startPs)
    {
        long busy = _simulation.NowPs - startPs;
        if (kind != DmaKind.Store)
        {
            _loadBusy += busy;
            return;
        }

        _storeBusy += busy;
        _lastStoreEnd = _simulation.NowPs;
    }

    /// <inheritdoc />
    public bool AreWaitsObserved => false;

    /// <inheritdoc />
    public void Waited(in PipelineWait<TileWork> wait)
    {
    }

    /// <inheritdoc />
    public void Ended()
    {
    }

    private TileTimes Times()
    {
        long total = Math.Max(_computed, _lastStoreEnd);
        return new TileTimes(total, _loadBusy, _storeBusy, _arrayBusy, _waitLoad, _waitStore, total - _computed, [.. _starts]);
    }
}
