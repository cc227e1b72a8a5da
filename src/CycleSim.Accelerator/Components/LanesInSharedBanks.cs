using CycleSim.Kernel;

namespace CycleSim.Accelerator.Components;

/// <summary>
/// Gets lanes through phases while the DMA engine uses the same banks. Each access is simulated, and only those before the next event of
/// the simulation: what happens there may start a transfer, whose accesses come between those of the lanes.
/// </summary>
/// <param name="simulation">The simulation.</param>
/// <param name="clock">Converts cycles to kernel time.</param>
/// <param name="engine">The lanes.</param>
internal sealed class LanesInSharedBanks(Simulation simulation, MachineClock clock, LaneEngine engine)
{
    /// <summary>Core cycle in which the phase under way started, since observers have not been told of it yet; null for none.</summary>
    internal long? UnreportedCycle { get; private set; }

    /// <summary>How long the last phase took.</summary>
    internal PhaseTiming Timing => engine.Timing;

    /// <summary>Runs a phase that starts now, up to its last step.</summary>
    /// <param name="phase">The phase.</param>
    /// <param name="marks">Told when folds start; null when nobody asks.</param>
    internal IEnumerable<Wait> Run(LanePhase phase, FoldMarks? marks)
    {
        UnreportedCycle = clock.NextCycle;
        engine.Begin(clock.NextCycle, phase);
        yield return BehindOthersAt(simulation.NowPs);
        while (!engine.RunTo(clock.CycleFromPs(simulation.Peek()), marks))
            yield return BehindOthersAt(simulation.Peek());
        UnreportedCycle = null;
    }

    /// <summary>Transfers that start at a time start before lanes continue there.</summary>
    private Kernel.Timeout BehindOthersAt(long ps) => new(simulation, ps - simulation.NowPs, priority: Simulation.MaxPriority);
}
