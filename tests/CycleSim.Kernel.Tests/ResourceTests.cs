namespace CycleSim.Kernel.Tests;

public sealed class ResourceTests : IDisposable
{
    private readonly Simulation _simulation = new();
    private readonly List<string> _log = [];

    public void Dispose() => _simulation.Dispose();

    [Fact]
    public void UnitsAreGrantedInOrderOfAsking()
    {
        Resource resource = new(_simulation, 2, "units");
        List<OccupancyChange> changes = [];
        resource.Changed.Subscribe((in OccupancyChange change) => changes.Add(change));
        foreach (string name in new[] { "a", "b", "c", "d" })
            _simulation.Start(Use(name), name);
        _simulation.Run();
        Assert.Equal(["a 0", "b 0", "c 10", "d 10"], _log);
        Assert.Equal((0, 0), (resource.InUse, resource.QueueLength));
        Assert.Equal(
            [new(0, 1, 0), new(0, 2, 0), new(0, 2, 1), new(0, 2, 2), new(10, 2, 1), new(10, 2, 0), new(20, 1, 0), new(20, 0, 0)],
            changes);

        IEnumerable<Wait> Use(string name)
        {
            using Request request = resource.Request();
            yield return request;
            Log(name);
            yield return Wait.For(10);
        }
    }

    [Fact]
    public void PriorityResourcesServeUrgentRequestsFirst()
    {
        PriorityResource resource = new(_simulation, 1, "units");
        int[] priorities = [0, 5, 3, 5, 1, 3, 9, 1];
        for (int i = 0; i < priorities.Length; i++)
            _simulation.Start(Use(i, priorities[i], leavesAtPs: i == 2 ? 15 : null), $"user {i}");
        _simulation.Run();

        // User 2 (the first of priority 3) leaves the queue before its turn.
        Assert.Equal(["0 0", "4 10", "left 15", "7 20", "5 30", "1 40", "3 50", "6 60"], _log);

        IEnumerable<Wait> Use(int number, int priority, long? leavesAtPs)
        {
            using Request request = resource.Request(priority);
            if (leavesAtPs is { } patience)
            {
                yield return request | _simulation.Timeout(patience);
                if (!request.IsGranted)
                {
                    Log("left");
                    yield break;
                }
            }

            yield return request;
            Log($"{number}");
            yield return Wait.For(10);
        }
    }

    [Fact]
    public void APreemptiveResourceTakesTheUnitFromTheLeastUrgentHolder()
    {
        PreemptiveResource resource = new(_simulation, 2, "cpu");
        _simulation.Start(Use("low", 5, 0), "low");
        _simulation.Start(Use("mid", 3, 1), "mid");
        _simulation.Start(Use("high", 1, 10), "high");
        _simulation.Start(Use("equal", 3, 11), "equal");
        _simulation.Run();
        Assert.Equal(["low gets 0", "mid gets 1", "low lost to high since 0 10", "high gets 10", "mid done 101", "equal gets 101",
            "high done 110", "equal done 201"], _log);
        Assert.Throws<InvalidOperationException>(() => resource.Request());

        IEnumerable<Wait> Use(string name, int priority, long startPs)
        {
            yield return Wait.For(startPs);
            using Request request = resource.Request(priority);
            yield return request;
            Log($"{name} gets");
            yield return Wait.For(100);
            if (_simulation.ActiveProcess!.HandleInterrupt(out object? cause))
            {
                Preempted preempted = Assert.IsType<Preempted>(cause);
                Assert.False(request.IsGranted);
                Log($"{name} lost to {preempted.By.Name} since {preempted.UsageSincePs}");
            }
            else
            {
                Log($"{name} done");
            }
        }
    }

    [Fact]
    public void AStaleRequestNeverActsOnItsSuccessor()
    {
        Resource resource = new(_simulation, 1, "units");
        Request first = resource.Request();
        _simulation.Run();
        Assert.True(first.IsGranted);
        first.Dispose();
        Request second = resource.Request();
        _simulation.Run();
        first.Dispose();
        Assert.False(first.IsGranted);
        Assert.True(second.IsGranted);
        Assert.Equal(1, resource.InUse);
        Assert.Throws<InvalidOperationException>(() => (Event)first);
        Assert.Throws<ArgumentException>(() => new Resource(_simulation).Release(second));
        resource.Release(second);
        Assert.Equal(0, resource.InUse);
    }

    [Fact]
    public void ARequestDisposedBeforeItsGrantIsProcessedWakesNobodyElse()
    {
        Resource resource = new(_simulation, 1, "units");
        resource.Request().Dispose();
        Request second = resource.Request();
        Request third = resource.Request();
        _simulation.Run();
        Assert.True(second.IsGranted);
        Assert.False(third.IsGranted);
        third.Dispose();
        Assert.Equal((1, 0), (resource.InUse, resource.QueueLength));
    }

    [Fact]
    public void AStoreIsFirstInFirstOutAndBlocksWhenFullOrEmpty()
    {
        Store<int> store = new(_simulation, 2, "buffer");
        _simulation.Start(Produce(), "producer");
        _simulation.Start(Consume(), "consumer");
        _simulation.Run();
        Assert.Equal(
            ["put 1 0", "put 2 0", "got 1 10", "put 3 10", "got 2 20", "put 4 20", "got 3 30", "got 4 40"], _log);
        Assert.Equal((0, 0, 1), (store.Count, store.PutQueueLength, store.GetQueueLength));

        IEnumerable<Wait> Produce()
        {
            for (int i = 1; i <= 4; i++)
            {
                yield return store.Put(i);
                Log($"put {i}");
            }
        }

        IEnumerable<Wait> Consume()
        {
            while (true)
            {
                yield return Wait.For(10);
                using StoreGet<int> get = store.Get();
                yield return get;
                Log($"got {get.Item}");
            }
        }
    }

    [Fact]
    public void AFilteredGetTakesTheOldestMatchAndHoldsUpNobody()
    {
        Store<int> store = new(_simulation, name: "buffer");
        StoreGet<int> even = store.Get(item => item % 2 == 0);
        StoreGet<int> any = store.Get();
        store.Put(1);
        store.Put(3);
        Assert.Equal(1, any.Item);
        Assert.Throws<InvalidOperationException>(() => even.Item);
        store.Put(8);
        Assert.Equal(8, even.Item);
        store.Put(5);
        store.Put(7);
        Assert.Equal(5, store.Get(item => item > 4).Item);
        Assert.Equal([3, 7], new[] { store.Get().Item, store.Get().Item });
        Assert.Equal(0, store.Count);
    }

    [Fact]
    public void WithdrawnPutsAndGetsLeaveNoTrace()
    {
        Store<string> store = new(_simulation, 1, "buffer");
        StoreGet<string> withdrawn = store.Get();
        withdrawn.Dispose();
        store.Put("a");
        Transfer blocked = store.Put("b");
        Transfer next = store.Put("c");
        Assert.False(blocked.IsOver);
        blocked.Dispose();
        Assert.True(blocked.IsOver);
        Assert.Equal(["a", "c"], new[] { store.Get().Item, store.Get().Item });
        _simulation.Run();
        Assert.True(next.IsOver);
    }

    /// <summary>Tickets are pooled: who disposes a transfer again must not take back the one that has its ticket now.</summary>
    [Fact]
    public void ATransferThatIsOverTakesNothingBack()
    {
        Container tank = new(_simulation, capacity: 10, initial: 0);
        Transfer first = tank.Get(1);
        first.Dispose();
        Transfer second = tank.Get(2);
        first.Dispose();

        Assert.Equal(1, tank.GetQueueLength);
        tank.Put(2);
        _simulation.Run();
        Assert.True(second.IsOver);
        Assert.Equal(0, tank.Level);
    }

    [Fact]
    public void AContainerMovesAmountsInOrderOfAsking()
    {
        Container tank = new(_simulation, capacity: 100, initial: 10, name: "tank");
        Transfer large = tank.Get(60);
        Transfer small = tank.Get(5);
        Assert.Equal((10.0, 2), (tank.Level, tank.GetQueueLength));
        Transfer fill = tank.Put(95);
        Assert.False(fill.IsOver);
        tank.Put(20);
        large.Dispose();

        // The large request was in the way: without it the small one is served, then 95 fit, then not the 20.
        Assert.True(small.IsOver && fill.IsOver);
        Assert.Equal((100.0, 0, 1), (tank.Level, tank.GetQueueLength, tank.PutQueueLength));
        Assert.Throws<ArgumentOutOfRangeException>(() => tank.Get(101));
        Assert.Throws<ArgumentOutOfRangeException>(() => tank.Put(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => tank.Put(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Container(_simulation, 10, 11));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Container(_simulation, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Store<int>(_simulation, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Resource(_simulation, 0));
    }

    /// <summary>A transfer is an event: it can be waited for together with another, or instead of one.</summary>
    [Fact]
    public void ATransferIsAnEvent()
    {
        Store<string> store = new(_simulation, capacity: 1);
        store.Put("first");
        Transfer both = store.Put("second");
        Transfer either = store.Put("third");
        Assert.False(both.IsOver);
        _simulation.Start(WaitFor("both", both & _simulation.Timeout(5)), "both");
        _simulation.Start(WaitFor("either", either | _simulation.Timeout(5)), "either");
        _simulation.Start(TakeLate(), "take");
        _simulation.Run();
        Assert.Equal(["either 5", "both 20"], _log);

        // What is over lets others run, and has no event any more.
        Transfer done = new Store<string>(_simulation, 1).Put("alone");
        Transfer withdrawn = store.Put("fourth");
        withdrawn.Dispose();
        withdrawn.Dispose();
        Assert.True(done.IsOver && withdrawn.IsOver);
        Assert.Contains("over", Assert.Throws<InvalidOperationException>(() => withdrawn.ToEvent()).Message, StringComparison.Ordinal);
        _simulation.Start(WaitFor("withdrawn", withdrawn), "withdrawn");
        _simulation.Run();
        Assert.Equal("withdrawn 20", _log[^1]);

        IEnumerable<Wait> WaitFor(string name, Wait wait)
        {
            yield return wait;
            Log(name);
        }

        IEnumerable<Wait> TakeLate()
        {
            yield return Wait.For(20);
            store.Get().Dispose();
        }
    }

    private void Log(string text) => _log.Add($"{text} {_simulation.NowPs}");
}
