using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Tiles;
using CycleSim.Dram.Statistics;

namespace CycleSim.Accelerator.Steps;

/// <summary>
/// Splits a run of overlapping tiles among operations. Time is split at the ends of computations, since these follow each other; an
/// operation's accesses and transfers are its own, whenever they happen. What DRAM does between two transfers counts for the later one.
/// </summary>
/// <param name="machine">The machine.</param>
/// <param name="results">Where operations are entered when all of theirs is done.</param>
internal sealed class OverlapMeter(StepMachine machine, OperationResults results)
{
    private readonly Queue<ComputedOperation> _computed = new();
    private readonly Dictionary<int, DramCounts> _dram = [];
    private readonly Dictionary<int, int> _openStores = [];
    private readonly DmaTimes _dma = new();
    private DramCounts _charged;
    private StepTimes _times;
    private long _endPs;

    /// <summary>A transfer starts.</summary>
    internal void StartMove(DmaKind kind, long nowPs) => _dma.Start(kind, nowPs);

    /// <summary>A transfer of an operation has ended.</summary>
    internal void EndMove(int operation, DmaKind kind, long nowPs)
    {
        _dma.End(nowPs);
        Charge(operation, machine.Dram.Counts);
        if (kind == DmaKind.Store)
            _openStores[operation]--;
    }

    /// <summary>A tile of an operation has been computed.</summary>
    internal void EndTile(StepPipelineTile pipelined, in TileInterval interval)
    {
        StepTile tile = pipelined.Tile;
        _times += new StepTimes(
            Cycles(interval.BusyPs), Cycles(interval.WaitLoadPs), Cycles(interval.WaitStorePs), 0, 0, 0, 0);
        if (pipelined.BytesOf(DmaKind.Store) > 0)
            _openStores[tile.Operation] = _openStores.GetValueOrDefault(tile.Operation) + 1;
        if (tile.End is { IsLast: false } end)
            Close(end, tile.Operation, interval.EndPs);
    }

    /// <summary>Enters the operations that are done, in order.</summary>
    internal void EnterDone()
    {
        while (_computed.TryPeek(out ComputedOperation? next) && _openStores.GetValueOrDefault(next.Operation) == 0)
        {
            _computed.Dequeue();
            Enter(next);
        }
    }

    /// <summary>The step has ended.</summary>
    internal void End(OperationEnd end, int operation, long nowPs)
    {
        EnterDone();
        _times += new StepTimes(0, 0, 0, Cycles(nowPs - _endPs) - _times.TotalCycles, 0, 0, 0);
        Charge(operation, machine.Dram.CountsAt(machine.Clock.Cycle));
        Close(end, operation, nowPs);
        EnterDone();
        if (_computed.Count > 0)
            throw new InvalidOperationException($"the step has ended, and operation {_computed.Peek().Operation} still stores");
    }

    private void Close(OperationEnd end, int operation, long nowPs)
    {
        (long loads, long stores) = _dma.Take(nowPs);
        long idle = nowPs - _endPs - loads - stores;
        StepTimes times = _times + new StepTimes(0, 0, 0, 0, Cycles(loads), Cycles(stores), Cycles(idle));
        _computed.Enqueue(new ComputedOperation(end, operation, times));
        (_times, _endPs) = (default, nowPs);
    }

    private void Charge(int operation, in DramCounts now)
    {
        _dram[operation] = _dram.GetValueOrDefault(operation) + (now - _charged);
        _charged = now;
    }

    private void Enter(ComputedOperation done)
    {
        MachineUsage usage = machine.Ledger.Take(done.Operation);
        _dram.Remove(done.Operation, out DramCounts dram);
        _openStores.Remove(done.Operation);
        var share = new OperationShare(
            usage.Cycles with { Dram = done.Times.TotalCycles - usage.Cycles.Total }, usage.Scratchpads, dram, done.Times)
        {
            Accumulators = usage.Accumulators,
        };
        results.Add(done.End, share);
    }

    private long Cycles(long ps) => ps / machine.Spec.ClockPeriodPs;

    private sealed record ComputedOperation(OperationEnd End, int Operation, StepTimes Times);
}
