using CycleSim.Dram;
using CycleSim.Dram.Requests;
using CycleSim.Dram.Statistics;
using CycleSim.Kernel;

namespace CycleSim.Accelerator.Components;

/// <summary>
/// The machine's DRAM, of one or several channels. While the DMA engine is the only one that uses it, nobody can disturb a transfer: it
/// is computed to its end at once. With other clients it works ahead only to their horizon (<see cref="SharedDram"/>).
/// </summary>
internal sealed class MachineDram : IMachineDram
{
    private readonly Simulation _simulation;
    private readonly MachineClock _clock;
    private readonly DramSystem _dram;
    private readonly LinesAsBursts _lines;
    private SharedDram? _shared;

    /// <summary>Makes idle DRAM.</summary>
    /// <param name="simulation">The simulation.</param>
    /// <param name="clock">Converts cycles.</param>
    /// <param name="lineBytes">Bytes of a scratchpad line.</param>
    /// <param name="dram">Devices and controllers.</param>
    internal MachineDram(Simulation simulation, MachineClock clock, int lineBytes, DramSystem dram)
    {
        _simulation = simulation;
        _clock = clock;
        _dram = dram;
        _lines = new LinesAsBursts(lineBytes, dram.Spec.BurstBytes);
    }

    /// <inheritdoc />
    public bool IsShared => _shared is not null;

    /// <inheritdoc />
    public long UsableAfterCycles => 0;

    /// <summary>Start of the first DRAM cycle that is not simulated yet, ps.</summary>
    public long CompletePs => _clock.DramPs(_dram.Cycle);

    /// <inheritdoc />
    public DramCounts Counts => DramCounts.Of(_dram.Totals);

    /// <summary>Gives another client access.</summary>
    /// <param name="name">Its name in reports.</param>
    /// <exception cref="InvalidOperationException">The run has started: a transfer may have been computed to its end.</exception>
    public DramPort Connect(string name)
    {
        if (_dram.Cycle > 0)
            throw new InvalidOperationException($"DRAM port '{name}' must be connected before the run starts");
        return (_shared ??= new SharedDram(_simulation, _clock, _dram)).Connect(name);
    }

    /// <summary>Moves bursts for the DMA engine, which is the only client; returns the core cycle after them.</summary>
    public long Transfer(long cycle, DmaDescriptor descriptor) => _clock.CycleFrom(_dram.Transfer(
        _clock.DramCycleFrom(cycle), 0, _lines.Bursts(descriptor), descriptor.IsWrite));

    /// <inheritdoc />
    public long Transfer(long cycle, DmaDescriptor descriptor, Span<long> lineCycles)
    {
        BurstRun[] runs = _lines.Bursts(descriptor);
        DramCompletion[] bursts = _dram.Transfer(_clock.DramCycleFrom(cycle), runs, descriptor.IsWrite, out long end);
        int line = 0;
        foreach ((int first, int last) in _lines.BurstsOfLines(descriptor, runs))
        {
            // Channels return bursts of a line in any order.
            lineCycles[line++] = _clock.CycleFrom(descriptor.IsWrite
                ? bursts[first..(last + 1)].Min(burst => burst.AcceptCycle)
                : bursts[first..(last + 1)].Max(burst => burst.DoneCycle));
        }

        return _clock.CycleFrom(end);
    }

    /// <summary>Moves bursts for the DMA engine beside other clients.</summary>
    /// <param name="descriptor">What moves.</param>
    /// <returns>An event that happens in the core cycle after the last data.</returns>
    public Event TransferShared(DmaDescriptor descriptor) => _shared!.Transfer(
        _clock.DramCycleFrom(_clock.NextCycle), 0, _lines.Bursts(descriptor), descriptor.IsWrite);

    /// <summary>What DRAM has done before a core cycle, refresh and background included.</summary>
    /// <exception cref="InvalidOperationException">
    /// More than that has been simulated: a fault, since the rest would count for the wrong operation.
    /// </exception>
    public DramCounts CountsAt(long cycle)
    {
        long dramCycle = _clock.DramCycleAt(cycle);
        if (_dram.Cycle > dramCycle)
            throw new InvalidOperationException($"DRAM is in cycle {_dram.Cycle} and is to be counted up to {dramCycle}");
        _shared?.AdvanceTo(dramCycle);
        _dram.AdvanceTo(dramCycle);
        return Counts;
    }
}
