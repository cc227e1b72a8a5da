using CycleSim.Accelerator.Dataflow;
using CycleSim.Dram;
using CycleSim.Kernel;

namespace CycleSim.Accelerator.Components;

/// <summary>
/// DRAM and its controller. While the DMA engine is the only one that uses it, nobody can disturb a transfer: it is computed to its end at
/// once. With other clients it works ahead only to their horizon (<see cref="SharedDram"/>).
/// </summary>
internal sealed class DramChannel
{
    private readonly Simulation _simulation;
    private readonly MachineClock _clock;
    private readonly DramController _controller;
    private SharedDram? _shared;

    /// <summary>Makes an idle channel.</summary>
    /// <param name="simulation">The simulation.</param>
    /// <param name="clock">Converts cycles.</param>
    /// <param name="controller">The controller.</param>
    internal DramChannel(Simulation simulation, MachineClock clock, DramController controller)
    {
        _simulation = simulation;
        _clock = clock;
        _controller = controller;
    }

    /// <summary>Somebody else than the DMA engine uses the channel.</summary>
    internal bool IsShared => _shared is not null;

    /// <summary>Start of the first DRAM cycle that is not simulated yet, ps.</summary>
    internal long CompletePs => _clock.DramPs(_controller.Cycle);

    /// <summary>Gives another client access.</summary>
    /// <param name="name">Its name in reports.</param>
    /// <exception cref="InvalidOperationException">The run has started: a transfer may have been computed to its end.</exception>
    internal DramPort Connect(string name)
    {
        if (_controller.Cycle > 0)
            throw new InvalidOperationException($"DRAM port '{name}' must be connected before the run starts");
        return (_shared ??= new SharedDram(_simulation, _clock, _controller)).Connect(name);
    }

    /// <summary>Moves bursts for the DMA engine, which is the only client; returns the core cycle after them.</summary>
    internal long Transfer(long cycle, DmaDescriptor descriptor) => _clock.CycleFrom(_controller.Transfer(
        _clock.DramCycleFrom(cycle), descriptor.BaseBurst, Bursts(descriptor.Runs), descriptor.IsWrite));

    /// <summary>Moves bursts for the DMA engine beside other clients.</summary>
    /// <param name="descriptor">What moves.</param>
    /// <returns>An event that happens in the core cycle after the last data.</returns>
    internal Event TransferShared(DmaDescriptor descriptor) => _shared!.Transfer(
        _clock.DramCycleFrom(_clock.NextCycle), descriptor.BaseBurst, Bursts(descriptor.Runs), descriptor.IsWrite);

    /// <summary>What the channel has done before a core cycle, refresh and background included.</summary>
    /// <exception cref="InvalidOperationException">
    /// More than that has been simulated: a fault, since the rest would count for the wrong operation.
    /// </exception>
    internal DramCounts CountsAt(long cycle)
    {
        long dramCycle = _clock.DramCycleAt(cycle);
        if (_controller.Cycle > dramCycle)
            throw new InvalidOperationException($"DRAM is in cycle {_controller.Cycle} and is to be counted up to {dramCycle}");
        _shared?.AdvanceTo(dramCycle);
        _controller.AdvanceTo(dramCycle);
        return DramCounts.Of(_controller.Totals);
    }

    /// <summary>A line of the scratchpads is a burst of the DRAM.</summary>
    private static BurstRun[] Bursts(IReadOnlyList<LineRun> runs)
    {
        var bursts = new BurstRun[runs.Count];
        for (int i = 0; i < bursts.Length; i++)
            bursts[i] = new BurstRun(runs[i].First, runs[i].Count);
        return bursts;
    }
}
