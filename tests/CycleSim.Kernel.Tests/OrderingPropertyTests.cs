using CsCheck;
using CycleSim.Properties;

namespace CycleSim.Kernel.Tests;

/// <summary>The queue against a sorted set, for random programs of insertions, also during processing.</summary>
public sealed class OrderingPropertyTests
{
    // Delays from "same time" over "same slot" and "same block" to far beyond the wheel; many of them collide.
    private static readonly Gen<long> Delay = Gen.OneOf(
        Gen.Long[0, 3],
        Gen.Long[0, 1100],
        Gen.Long[0, 12].Select(cycles => cycles * 1000),
        Gen.Long[0, 70_000],
        Gen.Long[0, 5_000_000],
        Gen.Long[4_100_000, 4_300_000],
        Gen.Long[0, 20_000_000_000]);

    private static readonly Gen<int> Priority = Gen.Frequency((4, Gen.Const(0)), (1, Gen.Int[-2, 2]));

    private static readonly Gen<Spawn[]> Program =
        Gen.Select(Delay, Priority, (delay, priority) => new Spawn(delay, priority)).Array[1, 120];

    [Theory]
    [Trait("kind", "property")]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(Simulation.DefaultSlotWidthLog2)]
    [InlineData(20)]
    public void OrderIsThatOfASortedSet(int slotWidthLog2) =>
        Gen.Select(Program, Gen.Int[1, 40]).ForAll(
            (program, initial) =>
            {
                List<(long, int)> expected = Reference(program, initial);
                List<(long, int)> whole = Run(program, initial, slotWidthLog2, chunkPs: null);
                Assert.Equal(expected, whole);
            },
            cases: 400);

    [Fact]
    [Trait("kind", "property")]
    public void OrderIsTheSameInManyShortRuns() =>
        Gen.Select(Program, Gen.Int[1, 40], Gen.Long[1, 3_000_000_000]).ForAll(
            (program, initial, chunkPs) =>
                Assert.Equal(Reference(program, initial), Run(program, initial, Simulation.DefaultSlotWidthLog2, chunkPs)),
            cases: 400);

    [Fact]
    [Trait("kind", "property")]
    public void CancelledEventsAreMissingAndTheOthersKeepTheirOrder() =>
        Gen.Select(Delay, Priority, Gen.Bool).Array[1, 200].ForAll(
            events =>
            {
                using Simulation simulation = new();
                Recorder recorder = new();
                List<EventHandle> handles = [];
                for (int i = 0; i < events.Length; i++)
                    handles.Add(simulation.ScheduleCancellable(events[i].Item1, recorder, new EventPayload(0, i), events[i].Item2));
                for (int i = 0; i < events.Length; i++)
                    Assert.True(!events[i].Item3 || simulation.Cancel(handles[i]));

                var expected = events.Select((e, i) => (Time: e.Item1, Priority: e.Item2, Label: (long)i, Cancelled: e.Item3))
                    .Where(e => !e.Cancelled)
                    .OrderBy(e => e.Time).ThenBy(e => e.Priority).ThenBy(e => e.Label)
                    .Select(e => (e.Time, e.Label)).ToList();
                Assert.Equal(expected.Count, simulation.PendingEvents);
                Assert.Equal(expected.Count == 0 ? long.MaxValue : expected[0].Time, simulation.Peek());
                simulation.Run();
                Assert.Equal(expected, recorder.Seen);
                Assert.Equal(expected.Count == 0 ? 0 : expected[^1].Time, simulation.NowPs);
            },
            cases: 400);

    [Fact]
    public void ManyEventsInOneSlotInReverseAreSorted()
    {
        using Simulation simulation = new(slotWidthLog2: 20);
        Recorder recorder = new();
        const int Count = 100_000;
        for (int i = Count; i > 0; i--)
            simulation.Schedule(i, recorder, new EventPayload(0, i));
        simulation.Run();
        Assert.Equal(Enumerable.Range(1, Count).Select(i => ((long)i, (long)i)), recorder.Seen);
    }

    private static List<(long, int)> Run(Spawn[] program, int initial, int slotWidthLog2, long? chunkPs)
    {
        using Simulation simulation = new(slotWidthLog2: slotWidthLog2);
        Interpreter interpreter = new(program);
        for (int i = 0; i < initial; i++)
            interpreter.ScheduleNext(simulation);
        if (chunkPs is { } chunk)
        {
            while (simulation.PendingEvents > 0)
            {
                // Stops short of the next event half of the time, without a million empty runs in between.
                long next = simulation.Peek();
                int before = interpreter.Seen.Count;
                simulation.Run(Math.Max(simulation.NowPs + chunk, next - (chunk / 2)));
                Assert.Equal(next < simulation.NowPs, interpreter.Seen.Count > before);
                Assert.True(simulation.Peek() >= simulation.NowPs);
            }
        }
        else
        {
            simulation.Run();
        }

        return interpreter.Seen;
    }

    // The same program on a sorted set of (time, priority, number).
    private static List<(long, int)> Reference(Spawn[] program, int initial)
    {
        SortedSet<(long Time, int Priority, int Number)> pending = [];
        List<(long, int)> seen = [];
        int scheduled = 0;

        void ScheduleNext(long now)
        {
            if (scheduled < program.Length)
            {
                Spawn spawn = program[scheduled];
                pending.Add((now + spawn.DelayPs, spawn.Priority, scheduled++));
            }
        }

        for (int i = 0; i < initial; i++)
            ScheduleNext(0);
        while (pending.Count > 0)
        {
            (long time, int _, int number) = pending.Min;
            pending.Remove(pending.Min);
            seen.Add((time, number));
            for (int i = 0; i <= number % 3; i++)
                ScheduleNext(time);
        }

        return seen;
    }

    private readonly record struct Spawn(long DelayPs, int Priority);

    /// <summary>Every event schedules the next one to three entries of the program.</summary>
    private sealed class Interpreter(Spawn[] program) : IEventHandler
    {
        private int _scheduled;

        public List<(long, int)> Seen { get; } = [];

        public void ScheduleNext(Simulation simulation)
        {
            if (_scheduled < program.Length)
            {
                Spawn spawn = program[_scheduled];
                simulation.Schedule(spawn.DelayPs, this, new EventPayload(0, _scheduled++), spawn.Priority);
            }
        }

        public void Handle(Simulation simulation, in EventPayload payload)
        {
            Seen.Add((simulation.NowPs, (int)payload.A));
            for (int i = 0; i <= payload.A % 3; i++)
                ScheduleNext(simulation);
        }
    }
}
