namespace CycleSim.Kernel.Tests;

public sealed class ScheduleTests
{
    [Fact]
    public void EventsHappenInOrderOfTimePriorityAndScheduling()
    {
        using Simulation simulation = new();
        Recorder recorder = new();
        simulation.Schedule(5, recorder, new EventPayload(0, 1));
        simulation.Schedule(3, recorder, new EventPayload(0, 2));
        simulation.Schedule(5, recorder, new EventPayload(0, 3), priority: -1);
        simulation.Schedule(5, recorder, new EventPayload(0, 4), priority: Simulation.MaxPriority);
        simulation.Schedule(5, recorder, new EventPayload(0, 5), priority: Simulation.MinPriority);
        simulation.Schedule(5, recorder, new EventPayload(0, 6));

        RunReport report = simulation.Run();

        Assert.Equal([(3, 2), (5, 5), (5, 3), (5, 1), (5, 6), (5, 4)], recorder.Seen);
        Assert.Equal(new { EndPs = 5L, Events = 6L }, new { report.EndPs, Events = report.EventsProcessed });
        Assert.True(report.IsExhausted);
        Assert.Empty(report.Waiting);
    }

    [Fact]
    public void RunUntilLeavesEventsAtTheLimitAndSetsTheClock()
    {
        using Simulation simulation = new();
        Recorder recorder = new();
        simulation.Schedule(999, recorder, new EventPayload(0, 1));
        simulation.Schedule(1000, recorder, new EventPayload(0, 2));
        simulation.Schedule(5_000_000_000, recorder, new EventPayload(0, 3));

        RunReport first = simulation.Run(1000);
        Assert.Equal([1], recorder.Labels);
        Assert.Equal(1000, simulation.NowPs);
        Assert.False(first.IsExhausted);
        Assert.Equal(1000, simulation.Peek());

        simulation.Run(4_000_000_000);
        Assert.Equal([1, 2], recorder.Labels);
        Assert.Equal(5_000_000_000, simulation.Peek());

        // Scheduling before the next event, after a stop, must not be overtaken by it.
        simulation.Schedule(1, recorder, new EventPayload(0, 4));
        simulation.Schedule(500_000_000, recorder, new EventPayload(0, 5));
        Assert.Equal(4_000_000_001, simulation.Peek());
        simulation.Run();
        Assert.Equal([1, 2, 4, 5, 3], recorder.Labels);
        Assert.Equal(long.MaxValue, simulation.Peek());
    }

    [Fact]
    public void AnIdleRunStillMovesTheClockToItsLimit()
    {
        using Simulation simulation = new();
        Assert.Equal(123, simulation.Run(123).EndPs);
        Assert.Equal(123, simulation.NowPs);
        Assert.Equal(123, simulation.Run().EndPs);
    }

    [Fact]
    public void StepProcessesOneEvent()
    {
        using Simulation simulation = new();
        Recorder recorder = new();
        simulation.Schedule(7, recorder, new EventPayload(0, 1));
        simulation.Schedule(7, recorder, new EventPayload(0, 2));
        Assert.True(simulation.Step());
        Assert.Equal([(7, 1)], recorder.Seen);
        Assert.True(simulation.Step());
        Assert.False(simulation.Step());
        Assert.Equal(2, simulation.EventsProcessed);
    }

    [Fact]
    public void StopEndsARunAfterTheCurrentEvent()
    {
        using Simulation simulation = new();
        Stopper stopper = new();
        simulation.Schedule(10, stopper, default);
        simulation.Schedule(10, stopper, default);
        RunReport report = simulation.Run(1000);
        Assert.Equal((10L, 1L, false), (report.EndPs, report.EventsProcessed, report.IsExhausted));
        Assert.Equal(1, simulation.PendingEvents);
    }

    [Fact]
    public void ACancelledEventNeitherHappensNorMovesTheClock()
    {
        using Simulation simulation = new();
        Recorder recorder = new();
        simulation.Schedule(10, recorder, new EventPayload(0, 1));
        EventHandle later = simulation.ScheduleCancellable(20, recorder, new EventPayload(0, 2));
        EventHandle far = simulation.ScheduleCancellable(1_000_000_000_000, recorder, new EventPayload(0, 3));
        EventHandle first = simulation.ScheduleCancellable(1, recorder, new EventPayload(0, 4));
        Assert.True(simulation.Cancel(first));
        Assert.Equal(10, simulation.Peek());
        Assert.True(simulation.Cancel(later));
        Assert.False(simulation.Cancel(later));
        Assert.True(simulation.Cancel(far));
        Assert.Equal(1, simulation.PendingEvents);
        RunReport report = simulation.Run();
        Assert.Equal((10L, 1L), (report.EndPs, report.EventsProcessed));
        Assert.Equal([1], recorder.Labels);
    }

    [Fact]
    public void AHandleOfAProcessedEventDoesNotCancelItsSuccessorInTheSameNode()
    {
        using Simulation simulation = new();
        Recorder recorder = new();
        EventHandle old = simulation.ScheduleCancellable(1, recorder, new EventPayload(0, 1));
        simulation.Run();
        simulation.ScheduleCancellable(1, recorder, new EventPayload(0, 2));
        Assert.False(simulation.Cancel(old));
        Assert.False(simulation.Cancel(default));
        simulation.Run();
        Assert.Equal([1, 2], recorder.Labels);
    }

    [Fact]
    public void BadArgumentsAreRefusedWithTheirValue()
    {
        using Simulation simulation = new();
        Recorder recorder = new();
        simulation.Schedule(100, recorder, default);
        simulation.Run();
        Assert.Contains("-1", Assert.Throws<ArgumentOutOfRangeException>(() => simulation.Schedule(-1, recorder, default)).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => simulation.Schedule(long.MinValue, recorder, default));
        Assert.Throws<ArgumentOutOfRangeException>(() => simulation.Schedule(Simulation.MaxTimePs - 99, recorder, default));
        Assert.Throws<ArgumentOutOfRangeException>(() => simulation.ScheduleAt(99, recorder, default));
        Assert.Throws<ArgumentOutOfRangeException>(() => simulation.ScheduleAt(long.MaxValue, recorder, default));
        Assert.Throws<ArgumentOutOfRangeException>(() => simulation.Schedule(0, recorder, default, short.MinValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => simulation.Schedule(0, recorder, default, int.MaxValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => simulation.Schedule(0, recorder, default, int.MinValue));
        Assert.Throws<ArgumentNullException>(() => simulation.Schedule(0, null!, default));
        Assert.Throws<ArgumentOutOfRangeException>(() => simulation.Run(99));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Simulation(slotWidthLog2: 41));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Simulation(slotWidthLog2: -1));
        Assert.Equal(0, simulation.PendingEvents);

        simulation.ScheduleAt(Simulation.MaxTimePs, recorder, default);
        Assert.Equal(Simulation.MaxTimePs, simulation.Run().EndPs);
    }

    [Fact]
    public void ARunCannotBeStartedWithinARunNorAfterDisposal()
    {
        Simulation simulation = new();
        simulation.Schedule(1, new Nested(), default);
        Assert.Throws<InvalidOperationException>(() => simulation.Run());
        simulation.Dispose();
        Assert.Throws<ObjectDisposedException>(() => simulation.Run());
    }

    [Fact]
    public void AnExceptionOfAHandlerLeavesTheRestRunnable()
    {
        using Simulation simulation = new();
        Recorder recorder = new();
        simulation.Schedule(1, new Nested(), default);
        simulation.Schedule(2, recorder, new EventPayload(0, 1));
        Assert.Throws<InvalidOperationException>(() => simulation.Run());
        Assert.Equal(1, simulation.EventsProcessed);
        simulation.Run();
        Assert.Equal([(2, 1)], recorder.Seen);
    }

    private sealed class Stopper : IEventHandler
    {
        public void Handle(Simulation simulation, in EventPayload payload) => simulation.Stop();
    }

    private sealed class Nested : IEventHandler
    {
        public void Handle(Simulation simulation, in EventPayload payload) => simulation.Run();
    }
}
