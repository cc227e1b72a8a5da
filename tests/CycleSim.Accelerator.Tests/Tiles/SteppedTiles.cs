using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Tiles;

namespace CycleSim.Accelerator.Tests.Tiles;

/// <summary>A list of tiles, cycle by cycle: in each, what ends, then what starts, from the rules alone.</summary>
internal class SteppedTiles
{
    private readonly IReadOnlyList<TileWork> _tiles;
    private readonly TileMachine _machine;
    private readonly List<Transfer> _program = [];
    private readonly long?[] _ends;
    private int _next;
    private int? _computing;
    private Transfer? _moving;

    private protected SteppedTiles(IReadOnlyList<TileWork> tiles, TileMachine machine)
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

    internal long ArrayBusy { get; private set; }

    internal long LoadBusy { get; private set; }

    internal long StoreBusy { get; private set; }

    /// <summary>The present cycle.</summary>
    private protected long Cycle { get; private set; }

    private protected TileMachine Machine => _machine;

    internal static SteppedTiles Run(IReadOnlyList<TileWork> tiles, TileMachine machine)
    {
        var run = new SteppedTiles(tiles, machine);
        run.RunToEnd();
        return run;
    }

    private protected void RunToEnd()
    {
        while (_next < _tiles.Count || _computing is not null || _program.Exists(transfer => transfer.End is null))
        {
            StartCycle();
            EndTransfer();
            EndTile();
            StartTile();
            if (_moving is null && Next() is { } next)
            {
                (_moving, next.Start) = (next, Cycle);
                Moves(next);
            }

            EndCycle();
            Cycle++;
        }

        Total = Math.Max(_ends[^1]!.Value, _program.Max(transfer => transfer.End) ?? 0);
    }

    private protected virtual void StartCycle()
    {
    }

    private protected virtual void EndCycle()
    {
    }

    /// <summary>A tile starts.</summary>
    private protected virtual void Computes(int tile)
    {
    }

    /// <summary>The tile that is computed has ended.</summary>
    private protected virtual bool HasComputed(int tile) => Cycle == Starts[tile] + _tiles[tile].ComputeCycles;

    /// <summary>A transfer starts.</summary>
    private protected virtual void Moves(Transfer transfer)
    {
    }

    /// <summary>The transfer on the channel has ended.</summary>
    private protected virtual bool HasMoved(Transfer transfer) => Cycle >= transfer.Start + ChannelCycles(transfer);

    /// <summary>What was loaded can be used.</summary>
    private protected virtual bool IsUsable(Transfer load) => load.End + Late <= Cycle;

    /// <summary>Cycles from the start of a transfer to its first data.</summary>
    private protected long First => _machine.Dram.LatencyMode == LatencyMode.Held ? _machine.Dram.LatencyCycles : 0;

    /// <summary>Cycles from the end of a load on the channel until its data are there.</summary>
    private protected long Late => _machine.Dram.LatencyMode == LatencyMode.Piped ? _machine.Dram.LatencyCycles : 0;

    private long ChannelCycles(Transfer transfer) =>
        (transfer.Bytes + _machine.Dram.BytesPerCycle - 1) / _machine.Dram.BytesPerCycle + First;

    private void EndTransfer()
    {
        if (_moving is null || !HasMoved(_moving))
            return;
        if (_moving.Kind == 'c')
            StoreBusy += Cycle - _moving.Start!.Value;
        else
            LoadBusy += Cycle - _moving.Start!.Value;
        _moving.End = Cycle;
        _moving = null;
    }

    private void EndTile()
    {
        if (_computing is not { } tile || !HasComputed(tile))
            return;
        _ends[tile] = Cycle;
        ArrayBusy += Cycle - Starts[tile];
        _computing = null;
    }

    private void StartTile()
    {
        if (_computing is not null || _next == _tiles.Count || !CanStart(_next))
            return;
        Starts[_next] = Cycle;
        _computing = _next++;
        Computes(_computing.Value);
    }

    private bool CanStart(int tile)
    {
        bool isLoaded = "ab".All(kind => LoadUsedBy(kind, tile) is not { } load || IsUsable(load));
        Transfer[] stores = [.. _program.Where(transfer => transfer.Kind == 'c' && transfer.Tile < tile)];
        return isLoaded && (stores.Length < _machine.OutputBuffers || stores[^_machine.OutputBuffers].End <= Cycle);
    }

    private Transfer? LoadUsedBy(char kind, int tile) => _program.Where(transfer => transfer.Kind == kind && transfer.Tile <= tile)
        .MaxBy(transfer => transfer.Tile);

    private Transfer? Next()
    {
        Transfer[] left = [.. _program.Where(transfer => transfer.Start is null)];
        if (_machine.Policy.Name == "program")
            return left.FirstOrDefault() is { } first && ReadyAt(first) <= Cycle ? first : null;
        return left.Where(transfer => ReadyAt(transfer) <= Cycle)
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

    private protected sealed class Transfer(char kind, int tile, long bytes)
    {
        internal char Kind { get; } = kind;

        internal int Tile { get; } = tile;

        internal long Bytes { get; } = bytes;

        internal long? Start { get; set; }

        internal long? End { get; set; }
    }
}
