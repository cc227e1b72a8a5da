using CycleSim.Kernel;

namespace CycleSim.Benchmarks.Kernel;

/// <summary>The hold model with event handlers.</summary>
internal sealed class HandlerHold : IHoldModel
{
    private readonly Simulation _simulation = new();
    private readonly HoldRun _run;

    public HandlerHold(int pending, long[] delays)
    {
        _run = new HoldRun(_simulation, pending, delays);
        for (int i = 0; i < pending; i++)
            _simulation.Schedule(delays[i % delays.Length], new Component(delays, i), default);
    }

    public long Advance(long events) => _run.Advance(events);

    public void Dispose() => _simulation.Dispose();

    private sealed class Component(long[] delays, int start) : IEventHandler
    {
        private int _next = start;

        public void Handle(Simulation simulation, in EventPayload payload) =>
            simulation.Schedule(delays[_next++ & (DelayTable.Length - 1)], this, in payload);
    }
}
