using CycleSim.Accelerator.Components;
using CycleSim.Kernel;

namespace CycleSim.Accelerator.Tiles;

/// <summary>
/// Tiles on one array and one DMA channel: two kernel processes that hand each other buffers. A tile starts when the one before is
/// computed, its operands can be used and an output buffer is free. The channel moves one thing at a time, what its policy says. Tiles are
/// asked for as far ahead as buffers could be filled.
/// </summary>
/// <typeparam name="TTile">Tiles.</typeparam>
internal sealed class TilePipeline<TTile> : IDisposable
    where TTile : IPipelineTile
{
    /// <summary>Ends come before starts: at equal times the channel chooses after the array has ended a tile.</summary>
    internal const int ChoosesLast = 1;

    private static readonly DmaKind[] Loads = [DmaKind.LoadA, DmaKind.LoadB, DmaKind.LoadC];

    private readonly Simulation _simulation;
    private readonly IPipelineUnits<TTile> _units;
    private readonly IEnumerator<TTile> _source;
    private readonly PipelineBuffers _buffers;
    private readonly DmaQueue _queue;
    private readonly OperandRing[] _rings;
    private readonly Queue<PipelineEntry<TTile>> _ahead = new();
    private readonly PipelineTransfer<TTile>?[] _lastLoads = new PipelineTransfer<TTile>?[Loads.Length];
    private readonly Queue<PipelineTransfer<TTile>> _lastStores = new();
    private readonly Dictionary<long, DmaTask> _openStores = [];
    private readonly Dictionary<DmaTask, TTile> _tiles = [];
    private Event? _channelWaits;
    private Event? _arrayWaits;
    private long? _channelIdleSincePs;
    private bool _hasMore = true;
    private TTile? _lastComputed;
    private long _known;
    private long _computed;
    private long _programPosition = long.MinValue;

    /// <summary>Prepares the processes.</summary>
    /// <param name="simulation">The simulation.</param>
    /// <param name="units">What computes and moves.</param>
    /// <param name="tiles">The tiles in order.</param>
    /// <param name="buffers">Buffers.</param>
    /// <param name="policy">What an idle channel moves next.</param>
    internal TilePipeline(
        Simulation simulation, IPipelineUnits<TTile> units, IEnumerable<TTile> tiles, PipelineBuffers buffers, IDmaPolicy policy)
    {
        (_simulation, _units, _buffers) = (simulation, units, buffers);
        _source = tiles.GetEnumerator();
        _queue = new DmaQueue(policy);
        _rings = [.. Loads.Select(_ => new OperandRing(buffers.Operands))];
    }

    /// <summary>All tiles have been computed, and all transfers have ended.</summary>
    internal bool HasEnded => !_hasMore && _computed == _known && _queue.IsEmpty && _openStores.Count == 0;

    /// <summary>Since when the array has not computed; null while it does. A wait is told of at its end.</summary>
    internal long? ArrayIdleSincePs { get; private set; }

    /// <summary>Starts the processes.</summary>
    internal void Start()
    {
        LookAhead();
        _simulation.Start(Compute(), "array");
        _simulation.Start(Move(), "DMA channel", ChoosesLast);
    }

    /// <inheritdoc />
    public void Dispose() => _source.Dispose();

    private IEnumerable<Wait> Compute()
    {
        while (_ahead.TryDequeue(out PipelineEntry<TTile>? entry))
        {
            long free = _simulation.NowPs;
            ArrayIdleSincePs = free;
            while (UsableAt(entry) is not { } usable || usable > _simulation.NowPs)
                yield return UntilUsable(entry);
            long loaded = _simulation.NowPs;
            while (entry.FreesOutput is { Task.IsDone: false })
                yield return _arrayWaits = new Event(_simulation, "an output buffer");
            long start = _simulation.NowPs;
            if (_units.AreWaitsObserved)
                TellWaits(entry, free, loaded);
            ArrayIdleSincePs = null;
            yield return _units.Compute(entry.Tile);
            End(entry, new TileInterval(free, loaded, start, _simulation.NowPs));
            _lastComputed = entry.Tile;
        }

        ArrayIdleSincePs = _simulation.NowPs;
    }

    private IEnumerable<Wait> Move()
    {
        while (!HasEnded)
        {
            DmaTask? task;
            while (!_queue.TryTake(out task) && !HasEnded)
            {
                _channelIdleSincePs = _simulation.NowPs;
                yield return _channelWaits = new Event(_simulation, "a transfer that is ready");
            }

            _channelIdleSincePs = null;
            if (task is null)
                break;

            long start = _simulation.NowPs;
            _tiles.Remove(task, out TTile? tile);
            yield return _units.Move(tile!, task.Kind);
            End(task, tile!, start);
        }

        TellTail();
        _units.Ended();
    }

    /// <summary>A tile is computed: its output can be stored, and the operands that no later tile uses make room.</summary>
    private void End(PipelineEntry<TTile> entry, in TileInterval interval)
    {
        _computed++;
        TellChannelWait(entry.Tile);
        _units.Computed(entry.Tile, interval);
        if (entry.Store is { } store)
            MakeReady(store);
        LookAhead();
        Wake(ref _channelWaits);
    }

    private void End(DmaTask task, TTile tile, long startPs)
    {
        long usable = _simulation.NowPs + (task.IsStore ? 0 : _units.UsableAfterPs);
        if (task.IsStore)
            _openStores.Remove(task.Tile);
        if (!task.IsStore && _units.Landing() is { } landing)
            _simulation.Start(Land(task, landing, usable), "landing of a load");
        else
            task.UsablePs = usable;
        _units.Moved(tile, task.Kind, startPs);
        MakeLoadsReady();
        Wake(ref _arrayWaits);
    }

    private IEnumerable<Wait> Land(DmaTask load, Event landing, long usablePs)
    {
        yield return landing;
        load.UsablePs = Math.Max(usablePs, _simulation.NowPs);
        Wake(ref _arrayWaits);
    }

    /// <summary>
    /// Of the loads that a tile waited for, each blocks until it can be used, from when the one before could; then the store that frees its
    /// output buffer does.
    /// </summary>
    private void TellWaits(PipelineEntry<TTile> entry, long freePs, long loadedPs)
    {
        long since = freePs;
        foreach (PipelineTransfer<TTile> load in entry.Loads.OfType<PipelineTransfer<TTile>>().OrderBy(load => load.Task.UsablePs))
        {
            Tell(isArray: true, entry.Tile, since, load.Task.UsablePs!.Value, load.Task.Kind, load.Tile);
            since = Math.Max(since, load.Task.UsablePs.Value);
        }

        if (entry.FreesOutput is { } store)
            Tell(isArray: true, entry.Tile, loadedPs, _simulation.NowPs, DmaKind.Store, store.Tile);
    }

    /// <summary>
    /// The channel was idle while a tile was computed, or waited to be: its end is the next that can make a transfer ready.
    /// </summary>
    private void TellChannelWait(TTile computed)
    {
        if (_channelIdleSincePs is not { } since)
            return;
        _channelIdleSincePs = _simulation.NowPs;
        if (_units.AreWaitsObserved)
            Tell(isArray: false, computed, since, _simulation.NowPs, null, computed);
    }

    /// <summary>All is computed, and the last stores have ended.</summary>
    private void TellTail()
    {
        if (_units.AreWaitsObserved && ArrayIdleSincePs is { } since && _lastStores.LastOrDefault() is { } store)
            Tell(isArray: true, _lastComputed!, since, _simulation.NowPs, DmaKind.Store, store.Tile);
    }

    private void Tell(bool isArray, TTile tile, long startPs, long endPs, DmaKind? transfer, TTile blocking)
    {
        if (endPs > startPs)
            _units.Waited(new PipelineWait<TTile>(isArray, tile, startPs, endPs, transfer, blocking));
    }

    /// <summary>Asks for tiles as long as one of their transfers could be next.</summary>
    private void LookAhead()
    {
        MakeLoadsReady();
        while (_hasMore && NeedsMore())
        {
            _hasMore = _source.MoveNext();
            if (_hasMore)
                Add(_source.Current);
            MakeLoadsReady();
        }
    }

    private bool NeedsMore()
    {
        long ahead = _known - _computed;
        return ahead < _buffers.TilesAhead && (ahead <= _buffers.Operands || Array.Exists(_rings, ring => ring.NeedsMore));
    }

    private void Add(TTile tile)
    {
        long number = _known++;
        _openStores.TryGetValue(tile.LoadsAfterStoreOf, out DmaTask? after);
        foreach (DmaKind kind in Loads)
        {
            if (tile.BytesOf(kind) is not (> 0 and long bytes))
                continue;
            DmaTask load = NewTask(kind, number, bytes, tile, LoadPosition(tile, number));
            _rings[(int)kind].Add(load, number, after, tile.LoadsAfterComputeOf);
            _lastLoads[(int)kind] = new PipelineTransfer<TTile>(load, tile);
        }

        DmaTask? store = tile.BytesOf(DmaKind.Store) is > 0 and long stored
            ? NewTask(DmaKind.Store, number, stored, tile, 2 * number)
            : null;
        PipelineTransfer<TTile>? frees = tile.IsComputed && _lastStores.Count == _buffers.Outputs ? _lastStores.Peek() : null;
        PipelineTransfer<TTile>?[] loads = tile.IsComputed ? [.. _lastLoads] : [];
        _ahead.Enqueue(new PipelineEntry<TTile>(tile, loads, store, frees));
        if (store is null)
            return;
        _openStores.Add(number, store);
        _lastStores.Enqueue(new PipelineTransfer<TTile>(store, tile));
        if (_lastStores.Count > _buffers.Outputs)
            _lastStores.Dequeue();
    }

    /// <summary>
    /// Loads of a tile come behind the store of the tile as many before as there are buffers, in program order; later when they must wait
    /// for a later tile.
    /// </summary>
    private long LoadPosition(TTile tile, long number)
    {
        long behind = Math.Max(number - _buffers.Operands, Math.Max(tile.LoadsAfterStoreOf, tile.LoadsAfterComputeOf));
        return _programPosition = Math.Max(_programPosition, 2 * behind + 1);
    }

    private DmaTask NewTask(DmaKind kind, long number, long bytes, TTile tile, long position)
    {
        var task = new DmaTask(kind, number, position, bytes);
        _queue.Announce(task);
        _tiles.Add(task, tile);
        return task;
    }

    private void MakeLoadsReady()
    {
        foreach (OperandRing ring in _rings)
            while (ring.TakeReady(_computed) is { } load)
                MakeReady(load);
    }

    private void MakeReady(DmaTask task)
    {
        task.ReadyPs = _simulation.NowPs;
        _queue.Add(task);
    }

    /// <summary>When the operands of a tile can be used; null while a load has not ended.</summary>
    private static long? UsableAt(PipelineEntry<TTile> entry)
    {
        long usable = 0;
        foreach (PipelineTransfer<TTile>? load in entry.Loads)
        {
            if (load is null)
                continue;
            if (load.Task.UsablePs is not { } at)
                return null;
            usable = Math.Max(usable, at);
        }

        return usable;
    }

    private Wait UntilUsable(PipelineEntry<TTile> entry) => UsableAt(entry) is { } usable
        ? Wait.For(usable - _simulation.NowPs)
        : _arrayWaits = new Event(_simulation, "the operands of a tile");

    private static void Wake(ref Event? waiting)
    {
        waiting?.Succeed();
        waiting = null;
    }
}
