using CycleSim.Properties;

namespace CycleSim.Kernel.Tests;

/// <summary>A model in its steady state allocates nothing, however long it runs.</summary>
public sealed class AllocationTests : IDisposable
{
    private const long MeasuredEvents = 1_000_000;
    private readonly Simulation _simulation = new();

    public void Dispose() => _simulation.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    public void HandlersAllocateNothing(int pending)
    {
        for (int i = 0; i < pending; i++)
            _simulation.Schedule(i, new Rescheduler(i), default);
        AssertNothingAllocated();
    }

    [Fact]
    public void DelaysAllocateNothing()
    {
        for (int i = 0; i < 100; i++)
            _simulation.Start(Delay(i), "delay");
        AssertNothingAllocated();

        static IEnumerable<Wait> Delay(int number)
        {
            for (long i = number; ; i++)
                yield return Wait.For(1 + (i * 7919 % 10_000_000));
        }
    }

    [Fact]
    public void ResourcesAllocateNothing()
    {
        Resource resource = new(_simulation, 3, "units");
        PriorityResource urgent = new(_simulation, 3, "urgent units");
        for (int i = 0; i < 20; i++)
            _simulation.Start(Use(i), "user");
        AssertNothingAllocated();

        IEnumerable<Wait> Use(int priority)
        {
            while (true)
            {
                using (Request request = resource.Request())
                {
                    yield return request;
                    yield return Wait.For(1000);
                }

                using (Request request = urgent.Request(priority))
                {
                    yield return request;
                    yield return Wait.For(1000);
                }
            }
        }
    }

    [Fact]
    public void StoresAndContainersAllocateNothing()
    {
        Store<long> store = new(_simulation, 10, "items");
        Container tank = new(_simulation, 100, 50, "tank");
        for (int i = 0; i < 10; i++)
        {
            _simulation.Start(Produce(), "producer");
            _simulation.Start(Consume(), "consumer");
        }

        AssertNothingAllocated();

        IEnumerable<Wait> Produce()
        {
            for (long i = 0; ; i++)
            {
                yield return store.Put(i);
                yield return tank.Put(7);
                yield return Wait.For(1000);
            }
        }

        IEnumerable<Wait> Consume()
        {
            while (true)
            {
                using (StoreGet<long> get = store.Get())
                    yield return get;
                yield return tank.Get(7);
                yield return Wait.For(1300);
            }
        }
    }

    [Fact]
    public void ClockDomainsAndUnobservedHooksAllocateNothing()
    {
        ClockDomain clock = new(_simulation, 1000);
        Sleeper[] sleepers = new Sleeper[100];
        for (int i = 0; i < sleepers.Length; i++)
        {
            sleepers[i] = new Sleeper(clock, i);
            clock.Wake(sleepers[i].Index);
        }

        AssertNothingAllocated();
    }

    private void AssertNothingAllocated() => Assert.Equal(0, Allocation.LeastBytes(() => RunEvents(MeasuredEvents)));

    // By steps, because the report at the end of a run is an allocation of its own.
    private void RunEvents(long count)
    {
        for (long i = 0; i < count; i++)
            _simulation.Step();
    }

    private sealed class Rescheduler(long number) : IEventHandler
    {
        private long _next = number;

        public void Handle(Simulation simulation, in EventPayload payload) =>
            simulation.Schedule(_next++ * 7919 % 10_000_000, this, in payload);
    }

    private sealed class Sleeper : IClocked
    {
        private readonly ClockDomain _clock;
        private readonly Hook<EventPayload> _ticked = new();

        public Sleeper(ClockDomain clock, int number)
        {
            _clock = clock;
            Index = clock.Register(this);
            Number = number;
        }

        public int Index { get; }

        private int Number { get; }

        public bool Tick(long cycle)
        {
            _ticked.Emit(new EventPayload(1, cycle));
            if ((cycle + Number) % 5 != 0)
                return true;
            _clock.Wake(Index, 1 + ((cycle + Number) % 13));
            return false;
        }
    }
}
