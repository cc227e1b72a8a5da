using CycleSim.Kernel;

namespace CycleSim.Benchmarks.Kernel;

/// <summary>Runs a simulation for about a number of events, as a user would: up to a point in time.</summary>
internal sealed class HoldRun(Simulation simulation, int pending, long[] delays)
{
    private readonly double _psPerEvent = delays.Average() / pending;

    public long Advance(long events)
    {
        long before = simulation.EventsProcessed;
        while (simulation.EventsProcessed - before < events)
        {
            long missing = events - (simulation.EventsProcessed - before);
            simulation.Run(simulation.NowPs + Math.Max(1000, (long)(missing * _psPerEvent)));
        }

        return simulation.EventsProcessed - before;
    }
}
