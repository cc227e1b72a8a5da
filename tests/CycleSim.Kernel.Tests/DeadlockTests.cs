namespace CycleSim.Kernel.Tests;

/// <summary>A run that can make no progress tells who waits for what since when, whatever it is.</summary>
public sealed class DeadlockTests : IDisposable
{
    private readonly Simulation _simulation = new();

    public void Dispose() => _simulation.Dispose();

    [Fact]
    public void AResourceNamesItsHoldersInTheOrderOfTheirGrants()
    {
        Resource bus = new(_simulation, 3, "bus");
        foreach (int i in new[] { 1, 2, 3, 5 })
            StartAt(i, Hold(bus, i == 1 ? 10 : null), $"user {i}");
        StartAt(30, Hold(bus, 0), "blocked");

        // The first has given its unit back; the last holds it since then.
        AssertWaiting(
            "process 'user 2' waits for event 'never' since 2 ps",
            "process 'user 3' waits for event 'never' since 3 ps",
            "process 'user 5' waits for event 'never' since 11 ps",
            "process 'blocked' waits for resource 'bus' (3 of 3 in use, by 'user 2', 'user 3', 'user 5') since 30 ps");
    }

    [Theory]
    [InlineData("first in, first out")]
    [InlineData("priority")]
    [InlineData("preemptive")]
    public void EveryKindOfResourceIsReported(string kind)
    {
        Event never = _simulation.Event("never");
        Func<Request> ask = kind switch
        {
            "priority" => Bind(new PriorityResource(_simulation, 2, "port"), resource => resource.Request(3)),
            "preemptive" => Bind(new PreemptiveResource(_simulation, 2, "port"), resource => resource.Request(3)),
            _ => Bind(new Resource(_simulation, 2, "port"), resource => resource.Request()),
        };
        foreach ((string name, long startPs) in new[] { ("a", 1L), ("b", 2), ("c", 3), ("d", 4) })
            StartAt(startPs, Use(name == "a" ? _simulation.Timeout(10) : never), name);

        AssertWaiting(
            "process 'b' waits for event 'never' since 2 ps",
            "process 'c' waits for event 'never' since 10 ps",
            "process 'd' waits for resource 'port' (2 of 2 in use, by 'b', 'c') since 4 ps");

        IEnumerable<Wait> Use(Event until)
        {
            using Request request = ask();
            yield return request;
            yield return until;
        }

        static Func<Request> Bind<T>(T resource, Func<T, Request> request) => () => request(resource);
    }

    [Fact]
    public void AResourceHeldByAHandlerSaysSo()
    {
        Resource bus = new(_simulation, 1, "bus");
        bus.Request();
        StartAt(7, Hold(bus, 0), "process");
        AssertWaiting("process 'process' waits for resource 'bus' (1 of 1 in use, by a handler) since 7 ps");
    }

    [Fact]
    public void StoresTellWhetherItemsOrRoomAreMissing()
    {
        Store<int> empty = new(_simulation, 4, "empty");
        Store<int> full = new(_simulation, 1, "full");
        StartAt(1, Once(() => empty.Get()), "getter");
        StartAt(2, Once(() => full.Put(1)), "first putter");
        StartAt(3, Once(() => full.Put(2)), "second putter");
        StartAt(4, Once(() => full.Get(item => item > 5)), "chooser");
        StartAt(5, Once(() => empty.Get(item => item > 5)), "chooser of nothing");
        AssertWaiting(
            "process 'getter' waits for an item from store 'empty' (0 items) since 1 ps",
            "process 'second putter' waits for room in store 'full' (1 of 1 items) since 3 ps",
            "process 'chooser' waits for an item from store 'full' (1 items, none of which it accepts) since 4 ps",
            "process 'chooser of nothing' waits for an item from store 'empty' (0 items) since 5 ps");
    }

    [Fact]
    public void ContainersTellTheAmountTheLevelAndWhoIsInTheWay()
    {
        Container tank = new(_simulation, 100, 20.5, "tank");
        Container keg = new(_simulation, 10, 9, "keg");
        StartAt(1, Once(() => tank.Get(50)), "large");
        StartAt(2, Once(() => tank.Get(5)), "small");
        StartAt(3, Once(() => keg.Put(1.5)), "brewer");
        StartAt(4, Once(() => keg.Put(1)), "second brewer");
        AssertWaiting(
            "process 'large' waits for 50 from container 'tank' (level 20.5 of 100) since 1 ps",
            "process 'small' waits for 5 from container 'tank' (level 20.5 of 100, behind 1 earlier) since 2 ps",
            "process 'brewer' waits for room for 1.5 in container 'keg' (level 9 of 10) since 3 ps",
            "process 'second brewer' waits for room for 1 in container 'keg' (level 9 of 10, behind 1 earlier) since 4 ps");
    }

    [Fact]
    public void EventsConditionsAndProcessesAreNamed()
    {
        Event door = _simulation.Event("door");
        Event unnamed = _simulation.Event();
        Event done = _simulation.Event("done");
        done.Succeed();
        Process first = StartAt(1, Once(() => door), "first");
        StartAt(2, Once(() => unnamed), "second");
        StartAt(3, Once(() => first), "third");
        StartAt(4, Once(() => (door | unnamed) & done), "fourth");
        Timeout cancelled = _simulation.Timeout(50);
        StartAt(5, Once(() => cancelled), "fifth");
        _simulation.Run(20);
        cancelled.Cancel();
        AssertWaiting(
            "process 'first' waits for event 'door' since 1 ps",
            "process 'second' waits for an unnamed event since 2 ps",
            "process 'third' waits for the end of process 'first' since 3 ps",
            "process 'fourth' waits for all of (any of (event 'door' or an unnamed event) and event 'done' (done)) since 4 ps",
            "process 'fifth' waits for a timeout at 50 ps since 5 ps");
    }

    [Fact]
    public void WhoWasInterruptedWaitsSinceThen()
    {
        Event door = _simulation.Event("door");
        Process patient = _simulation.Start(WaitTwice(), "patient");
        _simulation.Run(30);
        patient.Interrupt();
        AssertWaiting("process 'patient' waits for event 'door' since 30 ps");

        IEnumerable<Wait> WaitTwice()
        {
            yield return door;
            Assert.True(_simulation.ActiveProcess!.HandleInterrupt(out _));
            yield return door;
        }
    }

    [Fact]
    public void NobodyIsReportedWhileSomethingMayStillHappen()
    {
        _simulation.Start(Once(() => _simulation.Event("never")), "waiting");
        _simulation.Schedule(100, new Recorder(), default);
        RunReport report = _simulation.Run(50);
        Assert.False(report.IsBlocked || report.IsExhausted);
        Assert.Equal("Run ended at 50 ps after 1 events; events are left.", report.ToString());
        Assert.True(_simulation.Run().IsBlocked);
    }

    private void AssertWaiting(params string[] expected)
    {
        RunReport report = _simulation.Run();
        Assert.True(report.IsExhausted && report.IsBlocked);
        Assert.Equal(expected, report.Waiting.Select(process => process.Describe()));
        Assert.EndsWith(string.Concat(expected.Select(line => "\n  " + line)), report.Describe(), StringComparison.Ordinal);
    }

    private Process StartAt(long startPs, IEnumerable<Wait> body, string name)
    {
        return _simulation.Start(Later(), name);

        IEnumerable<Wait> Later()
        {
            yield return Wait.For(startPs);
            foreach (Wait wait in body)
                yield return wait;
        }
    }

    private IEnumerable<Wait> Hold(Resource resource, long? delayPs)
    {
        using Request request = resource.Request();
        yield return request;
        yield return delayPs is { } delay ? Wait.For(delay) : _simulation.Event("never");
    }

    private static IEnumerable<Wait> Once(Func<Wait> wait)
    {
        yield return wait();
    }
}
