using CycleSim.Kernel;

namespace CycleSim.Accelerator.Tiles;

/// <summary>
/// A list of tiles on one DMA channel, one array and ping-pong buffers: two kernel processes, the array and the channel, that hand each
/// other buffers. A load is ready when its buffer is free: the last tile that uses the load as many buffers before has been computed. A
/// tile starts when the one before is computed, its operands can be used and an output buffer is free. One cycle is 1 ps of simulated time.
/// </summary>
internal sealed class TileRun
{
    /// <summary>Ends come before starts: at equal times the channel chooses after the array has ended a tile.</summary>
    private const int ChoosesLast = 1;

    private static readonly DmaKind[] Loads = [DmaKind.LoadA, DmaKind.LoadB];

    private readonly Simulation _simulation;
    private readonly IReadOnlyList<TileWork> _tiles;
    private readonly TileMachine _machine;
    private readonly TileTransfers _transfers;
    private readonly DmaQueue _queue;
    private readonly long[] _starts;
    private Event? _channelWaits;
    private Event? _arrayWaits;
    private long _loadBusy;
    private long _storeBusy;
    private long _waitLoad;
    private long _waitStore;
    private long _lastStoreEnd;

    private TileRun(Simulation simulation, IReadOnlyList<TileWork> tiles, TileMachine machine)
    {
        (_simulation, _tiles, _machine) = (simulation, tiles, machine);
        _transfers = new TileTransfers(tiles, machine.OperandBuffers);
        _queue = new DmaQueue(machine.Policy);
        _starts = new long[tiles.Count];
        foreach (DmaKind kind in Loads)
            foreach (DmaTask load in _transfers.Of(kind).Take(machine.OperandBuffers))
                MakeReady(load);
    }

    /// <summary>Runs a list of tiles to the end.</summary>
    internal static TileTimes Of(IReadOnlyList<TileWork> tiles, TileMachine machine)
    {
        using var simulation = new Simulation();
        var run = new TileRun(simulation, tiles, machine);
        simulation.Start(run.Compute(), "array");
        simulation.Start(run.Move(), "DMA channel", ChoosesLast);
        RunReport report = simulation.Run();
        return simulation.WaitingProcesses().Count == 0 ? run.Times() : throw new InvalidOperationException(report.ToString());
    }

    private IEnumerable<Wait> Compute()
    {
        for (int tile = 0; tile < _tiles.Count; tile++)
        {
            long free = _simulation.NowPs;
            while (OperandsUsableAt(tile) is not { } usable || usable > _simulation.NowPs)
                yield return UntilUsable(tile);
            _waitLoad += _simulation.NowPs - free;
            long loaded = _simulation.NowPs;
            while (!HasOutputBuffer(tile))
                yield return _arrayWaits = new Event(_simulation, "an output buffer");
            _waitStore += _simulation.NowPs - loaded;
            _starts[tile] = _simulation.NowPs;
            yield return Wait.For(_tiles[tile].ComputeCycles);
            End(tile);
        }
    }

    private IEnumerable<Wait> Move()
    {
        for (int left = _transfers.Count; left > 0; left--)
        {
            DmaTask? task;
            while (!_queue.TryTake(out task))
                yield return _channelWaits = new Event(_simulation, "a transfer that is ready");
            long cycles = _machine.Dram.ChannelCycles(task.Bytes);
            yield return Wait.For(cycles);
            End(task, cycles);
        }
    }

    /// <summary>A tile is computed: its output can be stored, and the operands that no later tile uses make room.</summary>
    private void End(int tile)
    {
        int store = _transfers.StoresBefore(tile);
        if (_tiles[tile].StoreBytes > 0)
            MakeReady(_transfers.Of(DmaKind.Store)[store]);
        foreach (DmaKind kind in Loads)
        {
            int used = _transfers.LoadOf(kind, tile);
            bool isLastUse = tile + 1 == _tiles.Count || _transfers.LoadOf(kind, tile + 1) != used;
            if (used >= 0 && isLastUse && _transfers.Of(kind).ElementAtOrDefault(used + _machine.OperandBuffers) is { } next)
                MakeReady(next);
        }

        Wake(ref _channelWaits);
    }

    private void End(DmaTask task, long cycles)
    {
        if (task.IsStore)
        {
            _storeBusy += cycles;
            _lastStoreEnd = _simulation.NowPs;
            task.UsableCycle = _simulation.NowPs;
        }
        else
        {
            _loadBusy += cycles;
            task.UsableCycle = _simulation.NowPs + _machine.Dram.UsableAfterCycles;
        }

        Wake(ref _arrayWaits);
    }

    private void MakeReady(DmaTask task)
    {
        task.ReadyCycle = _simulation.NowPs;
        _queue.Add(task);
    }

    /// <summary>When the operands of a tile can be used; null while a load has not ended.</summary>
    private long? OperandsUsableAt(int tile)
    {
        long usable = 0;
        foreach (DmaKind kind in Loads)
        {
            int load = _transfers.LoadOf(kind, tile);
            if (load < 0)
                continue;
            if (_transfers.Of(kind)[load].UsableCycle is not { } at)
                return null;
            usable = Math.Max(usable, at);
        }

        return usable;
    }

    private Wait UntilUsable(int tile) => OperandsUsableAt(tile) is { } usable
        ? Wait.For(usable - _simulation.NowPs)
        : _arrayWaits = new Event(_simulation, "the operands of a tile");

    private bool HasOutputBuffer(int tile)
    {
        int store = _transfers.StoresBefore(tile) - _machine.OutputBuffers;
        return store < 0 || _transfers.Of(DmaKind.Store)[store].UsableCycle is not null;
    }

    private TileTimes Times()
    {
        long computed = _starts[^1] + _tiles[^1].ComputeCycles;
        long total = Math.Max(computed, _lastStoreEnd);
        return new TileTimes(
            total, _loadBusy, _storeBusy, _tiles.Sum(tile => tile.ComputeCycles), _waitLoad, _waitStore, total - computed, [.. _starts]);
    }

    private static void Wake(ref Event? waiting)
    {
        waiting?.Succeed();
        waiting = null;
    }
}
