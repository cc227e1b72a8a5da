using CycleSim.Kernel;
using CycleSim.Platform;

namespace CycleSim.Accelerator.Components;

/// <summary>
/// The two clocks of a machine. The core works in whole core cycles; what passes between core and DRAM waits for the next edge of the
/// other clock.
/// </summary>
/// <param name="simulation">The simulation whose time is converted.</param>
/// <param name="corePeriodPs">Core clock period, ps, above 0.</param>
/// <param name="dramPeriodPs">DRAM clock period, ps, above 0.</param>
internal sealed class MachineClock(Simulation simulation, long corePeriodPs, long dramPeriodPs)
{
    /// <summary>The core cycle that the simulation has reached.</summary>
    internal long Cycle => simulation.NowPs / corePeriodPs;

    /// <summary>The first core cycle that starts now or later: when something that is asked for now can start.</summary>
    internal long NextCycle => CycleFromPs(simulation.NowPs);

    /// <summary>The first core cycle that starts at or after a time.</summary>
    internal long CycleFromPs(long ps) => WholeNumbers.CeilingDivide(ps, corePeriodPs);

    /// <summary>Start of a core cycle, ps.</summary>
    /// <exception cref="InputException">It lies beyond the end of simulated time.</exception>
    internal long Ps(long cycle) => Ps(cycle, corePeriodPs);

    /// <summary>Start of a DRAM cycle, ps.</summary>
    /// <exception cref="InputException">It lies beyond the end of simulated time.</exception>
    internal long DramPs(long dramCycle) => Ps(dramCycle, dramPeriodPs);

    /// <summary>The first DRAM cycle that starts at or after a core cycle's start: when a request can enter.</summary>
    internal long DramCycleFrom(long cycle) => WholeNumbers.CeilingDivide(Ps(cycle), dramPeriodPs);

    /// <summary>The DRAM cycle that a core cycle's start lies in: up to where DRAM is accounted for by then.</summary>
    internal long DramCycleAt(long cycle) => Ps(cycle) / dramPeriodPs;

    /// <summary>The first DRAM cycle that starts at or after a time.</summary>
    internal long DramCycleFromPs(long ps) => WholeNumbers.CeilingDivide(ps, dramPeriodPs);

    /// <summary>The DRAM cycle that a time lies in.</summary>
    internal long DramCycleAtPs(long ps) => ps / dramPeriodPs;

    /// <summary>The first core cycle that starts at or after a DRAM cycle's start: when the core can use the data.</summary>
    internal long CycleFrom(long dramCycle) => WholeNumbers.CeilingDivide(DramPs(dramCycle), corePeriodPs);

    /// <summary>Waits for the start of a core cycle.</summary>
    internal Wait Until(long cycle) => Wait.For(Ps(cycle) - simulation.NowPs);

    /// <summary>Simulated time is a 64-bit number of picoseconds.</summary>
    private static long Ps(long cycle, long periodPs) => cycle <= long.MaxValue / periodPs
        ? cycle * periodPs
        : throw new InputException($"cycle {cycle} of {periodPs} ps lies beyond the end of simulated time, 2^63 ps");
}
