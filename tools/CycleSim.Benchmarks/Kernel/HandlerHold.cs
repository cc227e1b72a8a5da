using CycleSim.Kernel;

namespace CycleSim.Benchmarks.Kernel;

/// <summary>The hold model with event handlers.</summary>
internal sealed class HandlerHold : IHoldModel
{
    private readonly Simulation _simulation = new();
    private readonly HoldRun _run;

    public HandlerHold(int pending, long[] delays, bool severalClasses = false)
    {
        _run = new HoldRun(_simulation, pending, delays);
        for (int i = 0; i < pending; i++)
            _simulation.Schedule(delays[i % delays.Length], Create(severalClasses ? i & 3 : 0, delays, i), default);
    }

    public long Advance(long events) => _run.Advance(events);

    public void Dispose() => _simulation.Dispose();

    private static IEventHandler Create(int kind, long[] delays, int start) => kind switch
    {
        0 => new Component<byte>(delays, start),
        1 => new Component<short>(delays, start),
        2 => new Component<int>(delays, start),
        _ => new Component<long>(delays, start),
    };

    // The type parameter only makes several classes of one.
    private sealed class Component<TKind>(long[] delays, int start) : IEventHandler
    {
        private int _next = start;

        public void Handle(Simulation simulation, in EventPayload payload) =>
            simulation.Schedule(delays[_next++ & (DelayTable.Length - 1)], this, in payload);
    }
}
