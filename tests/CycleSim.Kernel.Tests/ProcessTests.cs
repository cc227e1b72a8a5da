namespace CycleSim.Kernel.Tests;

public sealed class ProcessTests : IDisposable
{
    private readonly Simulation _simulation = new();
    private readonly List<string> _log = [];

    public void Dispose() => _simulation.Dispose();

    [Fact]
    public void ProcessesAlternateByTime()
    {
        _simulation.Start(Loop("a", 300, 3), "a");
        _simulation.Start(Loop("b", 200, 3), "b");
        RunReport report = _simulation.Run();
        Assert.Equal(["a 0", "b 0", "b 200", "a 300", "b 400", "a 600", "b 600 end", "a 900 end"], _log);
        Assert.Equal(900, report.EndPs);
    }

    [Fact]
    public void PriorityOrdersProcessesAtEqualTimes()
    {
        _simulation.Start(Loop("late", 100, 1), "late", priority: 5);
        _simulation.Start(Loop("early", 100, 1), "early", priority: -5);
        _simulation.Run();
        Assert.Equal(["early 0", "late 0", "early 100 end", "late 100 end"], _log);
    }

    [Fact]
    public void AProcessIsTheEventOfItsEnd()
    {
        Process child = _simulation.Start(Loop("child", 50, 2), "child");
        _simulation.Start(Parent(), "parent");
        _simulation.Run();
        Assert.Equal(["child 0", "child 50", "child 100 end", "parent 100", "parent again 100"], _log);
        Assert.True(child.IsProcessed && child.IsOk && !child.IsAlive);

        IEnumerable<Wait> Parent()
        {
            yield return child;
            Log("parent");

            // What has happened is not waited for.
            yield return child;
            Log("parent again");
        }
    }

    [Fact]
    public void EventsCarryValuesAndWakeInOrderOfWaiting()
    {
        Event door = _simulation.Event("door");
        _simulation.Start(Waiter("first"), "first");
        _simulation.Start(Waiter("second"), "second");
        door.AddCallback(source => Log($"callback {source.Value}"));
        _simulation.Start(Opener(), "opener");
        _simulation.Run();
        Assert.Equal(["callback open 10", "first open 10", "second open 10"], _log);
        Assert.Throws<InvalidOperationException>(() => door.Succeed());
        Assert.Throws<InvalidOperationException>(() => door.AddCallback(_ => { }));

        IEnumerable<Wait> Waiter(string name)
        {
            yield return door;
            Log($"{name} {door.Value}");
        }

        IEnumerable<Wait> Opener()
        {
            yield return Wait.For(10);
            door.Succeed("open");
            Assert.True(door.IsTriggered && !door.IsProcessed);
        }
    }

    [Fact]
    public void ConditionsCombineEvents()
    {
        Timeout early = _simulation.Timeout(10, "early");
        Timeout late = _simulation.Timeout(30);
        Event never = _simulation.Event();
        _simulation.Start(Body(), "body");
        _simulation.Run();
        Assert.Equal(["any 10", "all 30", "mixed 30", "empty 30"], _log);
        Assert.Equal("early", early.Value);
        Assert.Throws<InvalidOperationException>(() => early.Succeed());

        IEnumerable<Wait> Body()
        {
            yield return early | never;
            Log("any");
            Assert.False(late.IsTriggered);
            yield return early & late;
            Log("all");
            yield return (never & late) | early;
            Log("mixed");
            yield return _simulation.AllOf();
            yield return _simulation.AnyOf();
            Log("empty");
        }
    }

    [Fact]
    public void ACancelledTimeoutNeverHappens()
    {
        Timeout timeout = _simulation.Timeout(1000);
        Assert.True(timeout.Cancel());
        Assert.Equal(0, _simulation.Run().EndPs);
        Assert.False(timeout.IsTriggered);
    }

    [Fact]
    public void AFailedEventIsAFaultOfTheWaitingProcess()
    {
        Event request = _simulation.Event("request");
        _simulation.Start(Body(), "body");
        request.Fail(new InvalidDataException("bad data"));
        _simulation.Run();
        Assert.Equal(["bad data 0", "end 7"], _log);

        IEnumerable<Wait> Body()
        {
            yield return request;
            Assert.True(_simulation.ActiveProcess!.HandleFault(out Exception? fault));
            Log(fault.Message);
            Assert.False(_simulation.ActiveProcess!.HandleFault());
            yield return Wait.For(7);
            Log("end");
        }
    }

    [Fact]
    public void AConditionFailsWithItsFirstFailedEvent()
    {
        Event bad = _simulation.Event();
        _simulation.Start(Body(), "body");
        bad.Fail(new InvalidDataException("bad"));
        _simulation.Run();
        Assert.Equal(["InvalidDataException 0"], _log);

        IEnumerable<Wait> Body()
        {
            yield return _simulation.Timeout(100) & bad;
            Assert.True(_simulation.ActiveProcess!.HandleFault(out Exception? fault));
            Log(fault.GetType().Name);
        }
    }

    [Fact]
    public void AFaultThatIsNotHandledFailsTheProcessAndEndsTheRun()
    {
        Event request = _simulation.Event("request");
        _simulation.Start(Body(), "careless");
        _simulation.Start(FailAt(25), "failer");
        SimulationException exception = Assert.Throws<SimulationException>(() => _simulation.Run());
        Assert.Contains("'careless'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("25 ps", exception.Message, StringComparison.Ordinal);
        Assert.Equal((25L, "careless"), (exception.TimePs, exception.ProcessName));
        Assert.IsType<UnhandledFaultException>(exception.InnerException);
        Assert.Equal("no answer", exception.InnerException.InnerException!.Message);
        Assert.Equal(["cleaned up 25"], _log);

        IEnumerable<Wait> Body()
        {
            try
            {
                yield return request;
                yield return Wait.For(10);
                Log("never");
            }
            finally
            {
                Log("cleaned up");
            }
        }

        IEnumerable<Wait> FailAt(long timePs)
        {
            yield return Wait.For(timePs);
            request.Fail(new InvalidDataException("no answer"));
        }
    }

    [Fact]
    public void AThrowingBodyEndsTheRunUnlessSomebodyWaits()
    {
        _simulation.Start(Throw(), "thrower");
        SimulationException exception = Assert.Throws<SimulationException>(() => _simulation.Run());
        Assert.Contains("At 5 ps process 'thrower' failed", exception.Message, StringComparison.Ordinal);
        Assert.Equal("broken", exception.InnerException!.Message);
        Assert.Equal(["finally 5"], _log);

        _simulation.Start(Watch(), "watcher");
        _simulation.Run();
        Assert.Equal(["finally 5", "finally 10", "saw broken 10"], _log);

        IEnumerable<Wait> Throw()
        {
            try
            {
                yield return Wait.For(5);
                throw new InvalidOperationException("broken");
            }
            finally
            {
                Log("finally");
            }
        }

        IEnumerable<Wait> Watch()
        {
            yield return _simulation.Start(Throw(), "watched");
            Assert.True(_simulation.ActiveProcess!.HandleFault(out Exception? fault));
            Log($"saw {fault.Message}");
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void ABodyThatThrowsDisturbsNobodyElseAtTheSameTime(int delayedBefore)
    {
        Event door = _simulation.Event("door");
        for (int i = 0; i < delayedBefore; i++)
            _simulation.Start(Loop($"before {i}", 10, 2), "before");
        Process thrower = _simulation.Start(Throw(Wait.For(10)), "thrower");
        Process first = _simulation.Start(Throw(door), "first at the door");
        _simulation.Start(Loop("after", 10, 2), "after");
        _simulation.Start(Pass(), "second at the door");
        _simulation.Start(Watch(thrower, first), "watcher");
        door.Succeed();
        RunReport report = _simulation.Run();
        string[] before = [.. Enumerable.Range(0, delayedBefore).Select(i => $"before {i} ")];
        Assert.Equal(
            [.. before.Select(name => name + "0"), "after 0", "broken 0", "passed 0", .. before.Select(name => name + "10"), "broken 10",
                "after 10", "saw broken 10", .. before.Select(name => name + "20 end"), "after 20 end"],
            _log);
        Assert.Null(_simulation.ActiveProcess);
        Assert.Equal(14 + (4 * delayedBefore), report.EventsProcessed);

        IEnumerable<Wait> Throw(Wait wait)
        {
            yield return wait;
            Log("broken");
            throw new InvalidOperationException("broken");
        }

        IEnumerable<Wait> Pass()
        {
            yield return door;
            Log("passed");
        }

        IEnumerable<Wait> Watch(params Process[] watched)
        {
            foreach (Process process in watched.Reverse())
            {
                yield return process;
                Assert.True(_simulation.ActiveProcess!.HandleFault(out Exception? fault));
                if (ReferenceEquals(process, thrower))
                    Log($"saw {fault.Message}");
            }
        }
    }

    [Fact]
    public void AStepInWhichABodyThrowsIsAStep()
    {
        Process thrower = _simulation.Start(Throw(), "thrower");
        thrower.AddCallback(ended => Log(ended.Exception!.Message));
        Assert.True(_simulation.Step());
        Assert.True(_simulation.Step());
        Assert.False(thrower.IsAlive);
        Assert.Null(_simulation.ActiveProcess);
        Assert.True(_simulation.Step());
        Assert.False(_simulation.Step());
        Assert.Equal(["broken 5"], _log);

        static IEnumerable<Wait> Throw()
        {
            yield return Wait.For(5);
            throw new InvalidOperationException("broken");
        }
    }

    [Fact]
    public void AnEventOfOnesOwnClassHandlesWhatIsScheduledForIt()
    {
        Doorbell bell = new(_simulation);
        _simulation.Schedule(3, bell, new EventPayload(7, 8, 9));
        _simulation.Run();
        Assert.Equal(new EventPayload(7, 8, 9), bell.Handled);
    }

    [Fact]
    public void AFailedEventThatNobodyWaitsForEndsTheRun()
    {
        _simulation.Event("alarm").Fail(new InvalidDataException("fire"));
        SimulationException exception = Assert.Throws<SimulationException>(() => _simulation.Run());
        Assert.Contains("event 'alarm'", exception.Message, StringComparison.Ordinal);
        Assert.Null(exception.ProcessName);
    }

    [Fact]
    public void AnInterruptEndsADelayAtOnceAndBeforeOtherEvents()
    {
        Process sleeper = _simulation.Start(Sleep(), "sleeper", priority: 3);
        _simulation.Start(Interrupter(), "interrupter");
        _simulation.Schedule(40, new Recorder(), default, Simulation.MaxPriority);
        RunReport report = _simulation.Run();
        Assert.Equal(["interrupted by alarm 40", "same time 40", "awake 45"], _log);
        Assert.Equal(45, report.EndPs);
        Assert.Throws<InvalidOperationException>(() => sleeper.Interrupt());

        IEnumerable<Wait> Sleep()
        {
            yield return Wait.For(1_000_000);
            Assert.True(_simulation.ActiveProcess!.HandleInterrupt(out object? cause));
            Log($"interrupted by {cause}");
            yield return Wait.For(5);
            Assert.False(_simulation.ActiveProcess!.HandleInterrupt(out _));
            Log("awake");
        }

        IEnumerable<Wait> Interrupter()
        {
            yield return Wait.For(40);
            _simulation.Start(Note("same time"), "note", Simulation.MinPriority);
            sleeper.Interrupt("alarm");
            Assert.Throws<InvalidOperationException>(() => _simulation.ActiveProcess!.Interrupt());
        }
    }

    [Fact]
    public void AnInterruptedProcessNoLongerWaitsForItsEventButMayWaitAgain()
    {
        Event door = _simulation.Event("door");
        Process waiter = _simulation.Start(Body(), "waiter");
        _simulation.Run(10);
        waiter.Interrupt(1);
        waiter.Interrupt(2);
        _simulation.Run(20);
        Assert.Same(door, waiter.Target);
        door.Succeed();
        _simulation.Run();
        Assert.Equal(["1 10", "2 10", "door 20"], _log);

        IEnumerable<Wait> Body()
        {
            while (!door.IsProcessed)
            {
                yield return door;
                Log(_simulation.ActiveProcess!.HandleInterrupt(out object? cause) ? $"{cause}" : "door");
            }
        }
    }

    [Fact]
    public void AProcessInterruptedBeforeItsStartRunsToItsFirstWaitFirst()
    {
        Process process = _simulation.Start(Body(), "body");
        process.Interrupt("early");
        _simulation.Run();
        Assert.Equal(["started 0", "early 0"], _log);

        IEnumerable<Wait> Body()
        {
            Log("started");
            yield return Wait.For(100);
            Assert.True(_simulation.ActiveProcess!.HandleInterrupt(out object? cause));
            Log($"{cause}");
        }
    }

    [Fact]
    public void AnInterruptInsideUsingAndFinallyReleasesTheResource()
    {
        Resource resource = new(_simulation, 1, "tool");
        Process holder = _simulation.Start(Hold(), "holder");
        Process queued = _simulation.Start(Hold(), "queued");
        Process last = _simulation.Start(Hold(), "last");
        _simulation.Run(10);
        Assert.Equal((1, 2), (resource.InUse, resource.QueueLength));
        queued.Interrupt();
        _simulation.Run(20);
        Assert.Equal((1, 1), (resource.InUse, resource.QueueLength));
        holder.Interrupt();
        _simulation.Run(30);
        Assert.Equal((1, 0), (resource.InUse, resource.QueueLength));
        Assert.True(last.IsAlive);
        _simulation.Dispose();
        Assert.Equal((0, 0), (resource.InUse, resource.QueueLength));
        Assert.Equal(["finally 10", "finally 20", "finally 30"], _log);

        IEnumerable<Wait> Hold()
        {
            try
            {
                using Request request = resource.Request();
                yield return request;
                if (_simulation.ActiveProcess!.HandleFault())
                    yield break;
                yield return Wait.For(1000);
                if (_simulation.ActiveProcess!.HandleFault())
                    yield break;
                Log("never");
            }
            finally
            {
                Log("finally");
            }
        }
    }

    [Fact]
    public void DisposeEndsAllBodiesEvenIfOneThrows()
    {
        _simulation.Start(Body("a", fail: true), "a");
        _simulation.Start(Body("b", fail: false), "b");
        _simulation.Start(Body("c", fail: true), "c");
        _simulation.Run(10);
        AggregateException exception = Assert.Throws<AggregateException>(_simulation.Dispose);
        Assert.Equal(2, exception.InnerExceptions.Count);
        Assert.Equal(["a 10", "b 10", "c 10"], _log);
        Assert.Throws<ObjectDisposedException>(() => _simulation.Start(Note("x"), "x"));

        IEnumerable<Wait> Body(string name, bool fail)
        {
            try
            {
                yield return _simulation.Event();
            }
            finally
            {
                CleanUp(name, fail);
            }
        }
    }

    [Fact]
    public void ABlockedRunTellsWhoWaitsForWhatSinceWhen()
    {
        Resource fork1 = new(_simulation, 1, "fork 1");
        Resource fork2 = new(_simulation, 1, "fork 2");
        Store<int> food = new(_simulation, 3, "food");
        _simulation.Start(Eat(fork1, fork2), "Plato");
        _simulation.Start(Eat(fork2, fork1), "Kant");
        _simulation.Start(Take(), "Hume");
        _simulation.Start(Never(), "Marx");
        RunReport report = _simulation.Run();
        Assert.True(report.IsBlocked && report.IsExhausted);
        Assert.Equal(
            """
            Run ended at 10 ps after 9 events; no event is left. 4 processes still wait:
              process 'Plato' waits for resource 'fork 2' (1 of 1 in use, by 'Kant') since 10 ps
              process 'Kant' waits for resource 'fork 1' (1 of 1 in use, by 'Plato') since 10 ps
              process 'Hume' waits for an item from store 'food' (0 items) since 0 ps
              process 'Marx' waits for all of (event 'revolution' and a timeout at 3 ps (done)) since 0 ps
            """.ReplaceLineEndings("\n"),
            report.ToString());

        IEnumerable<Wait> Eat(Resource first, Resource second)
        {
            using Request one = first.Request();
            yield return one;
            yield return Wait.For(10);
            using Request two = second.Request();
            yield return two;
        }

        IEnumerable<Wait> Take()
        {
            yield return food.Get();
        }

        IEnumerable<Wait> Never()
        {
            yield return _simulation.Event("revolution") & _simulation.Timeout(3);
        }
    }

    [Fact]
    public void EventsOfAnotherSimulationAreRefused()
    {
        using Simulation other = new();
        Event foreign = other.Event("foreign");
        Assert.Throws<ArgumentException>(() => _simulation.AllOf(foreign));
        _simulation.Start(Body(), "body");
        Assert.Throws<SimulationException>(() => _simulation.Run());

        IEnumerable<Wait> Body()
        {
            yield return foreign;
        }
    }

    [Fact]
    public void NegativeDelaysAreRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => Wait.For(-1));

    private IEnumerable<Wait> Loop(string name, long periodPs, int count)
    {
        for (int i = 0; i < count; i++)
        {
            Log(name);
            yield return Wait.For(periodPs);
        }

        _log.Add($"{name} {_simulation.NowPs} end");
    }

    private void CleanUp(string name, bool fail)
    {
        Log(name);
        if (fail)
            throw new InvalidDataException(name);
    }

    private IEnumerable<Wait> Note(string text)
    {
        Log(text);
        yield break;
    }

    private void Log(string text) => _log.Add($"{text} {_simulation.NowPs}");

    private sealed class Doorbell(Simulation simulation) : Event(simulation, "doorbell"), IEventHandler
    {
        public EventPayload Handled { get; private set; }

        void IEventHandler.Handle(Simulation simulation, in EventPayload payload) => Handled = payload;
    }
}
