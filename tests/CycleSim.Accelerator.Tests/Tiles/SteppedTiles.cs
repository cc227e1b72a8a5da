using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Tiles;

namespace CycleSim.Accelerator.Tests.Tiles;

/// <summary>A list of tiles, cycle by cycle: in each, what ends, then what starts, from the rules alone.</summary>
internal sealed class SteppedTiles
{
    private readonly IReadOnlyList<TileWork> _tiles;
    private readonly TileMachine _machine;
    private readonly List<Transfer> _program = [];
    private readonly long?[] _ends;
    private long _cycle;

    private SteppedTiles(IReadOnlyList<TileWork> tiles, TileMachine machine)
    {
        (_tiles, _machine) = (tiles, machine);
        Starts = new long[tiles.Count];
        _ends = new long?[tiles.Count];
        for (int i = -machine.OperandBuffers; i < tiles.Count; i++)
        {
            if (i >= 0 && tiles[i].StoreBytes > 0)
                _program.Add(new Transfer('c', i, tiles[i].StoreBytes));
            int loaded = i + machine.OperandBuffers;
            if (loaded >= tiles.Count)
                continue;
            if (tiles[loaded].LoadABytes > 0)
                _program.Add(new Transfer('a', loaded, tiles[loaded].LoadABytes));
            if (tiles[loaded].LoadBBytes > 0)
                _program.Add(new Transfer('b', loaded, tiles[loaded].LoadBBytes));
        }
    }

    internal long[] Starts { get; }

    internal long Total { get; private set; }

    internal long LoadBusy { get; private set; }

    internal long StoreBusy { get; private set; }

    internal static SteppedTiles Run(IReadOnlyList<TileWork> tiles, TileMachine machine)
    {
        var run = new SteppedTiles(tiles, machine);
        int tile = 0;
        Transfer? moving = null;
        long movingEnds = 0;
        while (tile < tiles.Count || run._program.Exists(transfer => transfer.End is null))
        {
            if (moving is not null && movingEnds == run._cycle)
            {
                moving.End = run._cycle;
                moving = null;
            }

            bool isFree = tile == 0 || run._ends[tile - 1] <= run._cycle;
            if (tile < tiles.Count && isFree && run.CanStart(tile))
            {
                run.Starts[tile] = run._cycle;
                run._ends[tile] = run._cycle + tiles[tile].ComputeCycles;
                tile++;
            }

            if (moving is null && run.Next() is { } next)
            {
                moving = next;
                next.HasStarted = true;
                long cycles = (next.Bytes + machine.Dram.BytesPerCycle - 1) / machine.Dram.BytesPerCycle
                    + (machine.Dram.LatencyMode == LatencyMode.Held ? machine.Dram.LatencyCycles : 0);
                movingEnds = run._cycle + cycles;
                if (next.Kind == 'c')
                    run.StoreBusy += cycles;
                else
                    run.LoadBusy += cycles;
            }

            run._cycle++;
        }

        run.Total = Math.Max(run._ends[^1]!.Value, run._program.Max(transfer => transfer.End) ?? 0);
        return run;
    }

    private bool CanStart(int tile)
    {
        long late = _machine.Dram.LatencyMode == LatencyMode.Piped ? _machine.Dram.LatencyCycles : 0;
        bool isLoaded = "ab".All(kind => LoadUsedBy(kind, tile) is not { } load || load.End + late <= _cycle);
        Transfer[] stores = [.. _program.Where(transfer => transfer.Kind == 'c' && transfer.Tile < tile)];
        return isLoaded && (stores.Length < _machine.OutputBuffers || stores[^_machine.OutputBuffers].End <= _cycle);
    }

    private Transfer? LoadUsedBy(char kind, int tile) => _program.Where(transfer => transfer.Kind == kind && transfer.Tile <= tile)
        .MaxBy(transfer => transfer.Tile);

    private Transfer? Next()
    {
        Transfer[] left = [.. _program.Where(transfer => !transfer.HasStarted)];
        if (_machine.Policy.Name == "program")
            return left.FirstOrDefault() is { } first && ReadyAt(first) <= _cycle ? first : null;
        return left.Where(transfer => ReadyAt(transfer) <= _cycle)
            .OrderBy(transfer => _machine.Policy.Name == "ready" ? ReadyAt(transfer) : 0)
            .ThenBy(transfer => transfer.Kind == 'c').ThenBy(transfer => transfer.Tile).ThenBy(transfer => transfer.Kind)
            .FirstOrDefault();
    }

    /// <summary>Cycle from which a transfer is ready; null as long as that is not known.</summary>
    private long? ReadyAt(Transfer transfer)
    {
        if (transfer.Kind == 'c')
            return _ends[transfer.Tile];
        Transfer[] loads = [.. _program.Where(other => other.Kind == transfer.Kind).OrderBy(other => other.Tile)];
        int before = Array.IndexOf(loads, transfer) - _machine.OperandBuffers;
        if (before < 0)
            return 0;
        return _ends[Enumerable.Range(0, _tiles.Count).Last(tile => LoadUsedBy(transfer.Kind, tile) == loads[before])];
    }

    private sealed class Transfer(char kind, int tile, long bytes)
    {
        internal char Kind { get; } = kind;

        internal int Tile { get; } = tile;

        internal long Bytes { get; } = bytes;

        internal bool HasStarted { get; set; }

        internal long? End { get; set; }
    }
}
