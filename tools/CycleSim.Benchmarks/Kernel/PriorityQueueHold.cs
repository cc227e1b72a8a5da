namespace CycleSim.Benchmarks.Kernel;

/// <summary>
/// The hold model on the class library's heap: handlers in a queue with keys (time, scheduling number), which is
/// the least that a correct simulation needs.
/// </summary>
internal sealed class PriorityQueueHold : IHoldModel
{
    private readonly PriorityQueue<IHandler, (long TimePs, long Number)> _queue = new();
    private readonly long[] _delays;
    private long _nowPs;
    private long _scheduled;

    public PriorityQueueHold(int pending, long[] delays, bool severalClasses = false)
    {
        _delays = delays;
        for (int i = 0; i < pending; i++)
            Schedule(delays[i % delays.Length], Create(severalClasses ? i & 3 : 0, i));
    }

    private interface IHandler
    {
        public void Handle(PriorityQueueHold simulation);
    }

    public long Advance(long events)
    {
        for (long i = 0; i < events; i++)
        {
            _queue.TryDequeue(out IHandler? handler, out (long TimePs, long Number) key);
            _nowPs = key.TimePs;
            handler!.Handle(this);
        }

        return events;
    }

    public void Dispose() => _queue.Clear();

    private void Schedule(long delayPs, IHandler handler) => _queue.Enqueue(handler, (_nowPs + delayPs, _scheduled++));

    private static IHandler Create(int kind, int start) => kind switch
    {
        0 => new Component<byte>(start),
        1 => new Component<short>(start),
        2 => new Component<int>(start),
        _ => new Component<long>(start),
    };

    // The type parameter only makes several classes of one.
    private sealed class Component<TKind>(int start) : IHandler
    {
        private int _next = start;

        public void Handle(PriorityQueueHold simulation) =>
            simulation.Schedule(simulation._delays[_next++ & (DelayTable.Length - 1)], this);
    }
}
