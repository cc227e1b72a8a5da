using CycleSim.Kernel;

namespace CycleSim.Benchmarks.Kernel;

/// <summary>The hold model with processes that loop over a delay.</summary>
internal sealed class ProcessHold : IHoldModel
{
    private readonly Simulation _simulation = new();
    private readonly HoldRun _run;

    public ProcessHold(int pending, long[] delays)
    {
        _run = new HoldRun(_simulation, pending, delays);
        for (int i = 0; i < pending; i++)
            _simulation.Start(Loop(delays, i), "loop");
    }

    public long Advance(long events) => _run.Advance(events);

    public void Dispose() => _simulation.Dispose();

    private static IEnumerator<Wait> Loop(long[] delays, int start)
    {
        for (int next = start; ; next++)
            yield return Wait.For(delays[next & (DelayTable.Length - 1)]);
    }
}
