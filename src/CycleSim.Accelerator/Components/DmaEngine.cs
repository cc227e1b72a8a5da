using CycleSim.Accelerator.Dataflow;
using CycleSim.Kernel;

namespace CycleSim.Accelerator.Components;

/// <summary>
/// Moves lines between DRAM and the chip, one descriptor at a time, in the order in which they are given: the next one starts when the last
/// data of the one before have moved. Simpler than an engine that starts the next one while the last data are still under way.
/// </summary>
/// <param name="simulation">The simulation.</param>
/// <param name="clock">Converts cycles to kernel time.</param>
/// <param name="dram">The DRAM.</param>
/// <param name="hooks">Observers.</param>
/// <param name="scratchpads">The scratchpads.</param>
internal sealed class DmaEngine(
    Simulation simulation, MachineClock clock, IMachineDram dram, MachineHooks hooks, ScratchpadSet scratchpads)
{
    private readonly Resource _engine = new(simulation, 1, "DMA engine");
    private long _freeCycle;

    /// <summary>Core cycle in which the transfer under way started, if observers have not been told of it yet; null otherwise.</summary>
    internal long? UnreportedCycle { get; private set; }

    /// <summary>Picoseconds from the end of a load until its data can be used.</summary>
    internal long UsableAfterPs { get; } = clock.Ps(dram.UsableAfterCycles);

    /// <summary>Core cycles of transfers from DRAM so far.</summary>
    internal long LoadCycles { get; private set; }

    /// <summary>Core cycles of transfers to DRAM so far.</summary>
    internal long StoreCycles { get; private set; }

    /// <summary>Moves the lines of a descriptor.</summary>
    /// <param name="descriptor">The descriptor.</param>
    /// <param name="tile">The tile that it is of, for observers; null where tiles do not overlap.</param>
    /// <returns>The wait for their end.</returns>
    internal Wait Move(DmaDescriptor descriptor, TransferredTile? tile = null)
    {
        if (descriptor.Runs.Count == 0)
            return Wait.None;
        return dram.IsShared ? MoveShared(descriptor, tile) : MoveAlone(descriptor, tile);
    }

    private Wait MoveAlone(DmaDescriptor descriptor, TransferredTile? tile)
    {
        long start = Math.Max(clock.NextCycle, _freeCycle);
        _freeCycle = dram.Transfer(start, descriptor);
        Report(descriptor, tile, start, _freeCycle);
        return clock.Until(_freeCycle);
    }

    /// <summary>
    /// Moves the lines of a descriptor between DRAM and banks that lanes use too. A line that waits for its bank delays the end of a store,
    /// which ends when all of its lines have been read, and never the DRAM; lines of a load reach their banks later.
    /// </summary>
    /// <param name="descriptor">The descriptor; its banks are those of lanes.</param>
    /// <param name="tile">The tile that it is of, for observers.</param>
    /// <param name="loaded">Told of the accesses of a load.</param>
    /// <returns>The waits until the channel is free.</returns>
    internal IEnumerable<Wait> MoveInSharedBanks(DmaDescriptor descriptor, TransferredTile? tile, Action<SharedBankTransfer> loaded)
    {
        if (descriptor.Runs.Count == 0)
            yield break;
        TensorLayout layout = descriptor.SharedBanks!;
        var accesses = new SharedBankTransfer(clock, scratchpads.Of(layout), descriptor);
        long start = clock.NextCycle;
        UnreportedCycle = start;
        var lineCycles = new long[descriptor.Lines];
        _freeCycle = dram.Transfer(start, descriptor, lineCycles);
        accesses.Request(layout, lineCycles);
        yield return clock.Until(_freeCycle);
        if (descriptor.IsWrite)
        {
            foreach (Wait wait in accesses.ToEnd())
                yield return wait;
            _freeCycle = clock.NextCycle;
        }
        else
        {
            loaded(accesses);
        }

        UnreportedCycle = null;
        Report(descriptor, tile, start, _freeCycle);
    }

    private Process MoveShared(DmaDescriptor descriptor, TransferredTile? tile) =>
        simulation.Start(Transfer(descriptor, tile), "DMA transfer");

    private IEnumerable<Wait> Transfer(DmaDescriptor descriptor, TransferredTile? tile)
    {
        using Request engine = _engine.Request();
        yield return engine;
        long start = clock.NextCycle;
        UnreportedCycle = start;
        yield return dram.TransferShared(descriptor);
        UnreportedCycle = null;
        Report(descriptor, tile, start, clock.Cycle);
    }

    private void Report(DmaDescriptor descriptor, TransferredTile? tile, long start, long end)
    {
        if (descriptor.IsWrite)
            StoreCycles += end - start;
        else
            LoadCycles += end - start;
        if (hooks.Phase.IsObserved)
        {
            hooks.Phase.Emit(new PhaseInterval(
                PhaseKind.Dram, descriptor.Operation, start, end, 0, 0, 0, 0, 0, 0, 0, 0, 0, descriptor.Lines));
        }

        if (hooks.Transfer.IsObserved)
        {
            hooks.Transfer.Emit(new DramTransfer(
                descriptor.Tensor, start, end, descriptor.BaseLine, descriptor.Runs, descriptor.IsWrite)
            {
                Operation = descriptor.Operation,
                IsInHalf = descriptor.IsInHalf,
                Tile = tile,
            });
        }
    }
}
