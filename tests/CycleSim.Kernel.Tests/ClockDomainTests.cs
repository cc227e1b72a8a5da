namespace CycleSim.Kernel.Tests;

public sealed class ClockDomainTests
{
    [Fact]
    public void CyclesAndPicosecondsConvertWithRoundingUp()
    {
        using Simulation simulation = new();
        ClockDomain clock = new(simulation, 1250, "ddr");
        Assert.Equal(12_500, clock.CyclesToPs(10));
        Assert.Equal([0L, 1, 1, 2], new long[] { 0, 1, 1250, 1251 }.Select(clock.PsToCycles));
        Assert.Equal(2500, clock.NextEdgePs(1251));
        Assert.Equal(800e6, clock.FrequencyHz);
        Assert.Equal((long.MaxValue / 1250) + 1, clock.PsToCycles(long.MaxValue));
        Assert.Throws<OverflowException>(() => clock.NextEdgePs(long.MaxValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => clock.PsToCycles(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ClockDomain(simulation, 0));
    }

    [Fact]
    public void AwakeComponentsTickInRegistrationOrderOncePerCycle()
    {
        using Simulation simulation = new();
        ClockDomain clock = new(simulation, 1000);
        List<(string, long, long)> log = [];
        Ticker a = new(cycle => { log.Add(("a", cycle, simulation.NowPs)); return cycle < 2; });
        Ticker b = new(cycle => { log.Add(("b", cycle, simulation.NowPs)); return cycle < 1; });
        clock.Register(a);
        clock.Register(b);
        clock.Wake(b);
        clock.Wake(a);
        clock.Wake(b);

        RunReport report = simulation.Run();

        Assert.Equal([("a", 0, 0), ("b", 0, 0), ("a", 1, 1000), ("b", 1, 1000), ("a", 2, 2000)], log);
        Assert.Equal(3, report.EventsProcessed);
        Assert.False(clock.IsAwake);
    }

    [Fact]
    public void WakingDuringATickReachesLaterComponentsInTheSameCycleAndEarlierOnesInTheNext()
    {
        using Simulation simulation = new();
        ClockDomain clock = new(simulation, 10);
        List<string> log = [];
        Ticker first = new(cycle => { log.Add($"first {cycle}"); return false; });
        Ticker last = new(cycle => { log.Add($"last {cycle}"); return false; });
        Ticker middle = null!;
        middle = new(cycle =>
        {
            log.Add($"middle {cycle}");
            if (cycle == 0)
            {
                clock.Wake(first);
                clock.Wake(middle);
                clock.Wake(last);
            }

            return false;
        });
        clock.Register(first);
        clock.Register(middle);
        for (int i = 0; i < 100; i++)
            clock.Register(new Ticker(_ => throw new InvalidOperationException("never woken")));
        clock.Register(last);
        clock.Wake(middle);
        Assert.Equal(2, simulation.Run().EventsProcessed);
        Assert.Equal(["middle 0", "last 0", "first 1", "middle 1"], log);
    }

    [Fact]
    public void DelayedWakesCountFromTheNextEdgeAndCostNothingInBetween()
    {
        using Simulation simulation = new();
        ClockDomain clock = new(simulation, 1000);
        List<long> cycles = [];
        Ticker ticker = new(cycle => { cycles.Add(cycle); return false; });
        int index = clock.Register(ticker);
        simulation.Run(1500);
        clock.Wake(index, 5);
        clock.Wake(index, 5);
        clock.Wake(index, 1_000_000);
        RunReport report = simulation.Run();
        Assert.Equal([7, 1_000_002], cycles);
        Assert.Equal(5, report.EventsProcessed);
    }

    [Fact]
    public void AComponentWokenOnAnEdgeThatHasTickedWaitsForTheNext()
    {
        using Simulation simulation = new();
        ClockDomain clock = new(simulation, 1000);
        List<long> cycles = [];
        Ticker ticker = new(cycle => { cycles.Add(cycle); return false; });
        clock.Register(ticker);
        clock.Wake(ticker);
        simulation.Run();
        Assert.Equal(0, simulation.NowPs);
        clock.Wake(ticker);
        simulation.Run();
        Assert.Equal([0, 1], cycles);
    }

    [Fact]
    public void UnknownComponentsAreRefused()
    {
        using Simulation simulation = new();
        ClockDomain clock = new(simulation, 1000);
        Ticker ticker = new(_ => false);
        Assert.Throws<ArgumentException>(() => clock.Wake(ticker));
        Assert.Throws<ArgumentOutOfRangeException>(() => clock.Wake(0));
        int index = clock.Register(ticker);
        Assert.Throws<ArgumentException>(() => clock.Register(ticker));
        Assert.Throws<ArgumentOutOfRangeException>(() => clock.Wake(index, -1));
    }

    private sealed class Ticker(Func<long, bool> tick) : IClocked
    {
        public bool Tick(long cycle) => tick(cycle);
    }
}
