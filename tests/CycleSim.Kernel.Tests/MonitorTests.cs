namespace CycleSim.Kernel.Tests;

public sealed class MonitorTests
{
    [Fact]
    public void SampleStatisticsAreExactOnASmallSet()
    {
        SampleMonitor monitor = new();
        foreach (double value in new[] { 15.0, 20, 35, 40, 50 })
            monitor.Add(value);
        Assert.Equal((5L, 32.0, 15.0, 50.0), (monitor.Count, monitor.Mean, monitor.Min, monitor.Max));
        Assert.Equal(207.5, monitor.Variance, 12);

        // The textbook example of the nearest-rank method.
        Assert.Equal([15.0, 20, 20, 35, 50, 15], new double[] { 5, 30, 40, 50, 100, 0 }.Select(monitor.Percentile));
        monitor.Add(1);
        Assert.Equal(1, monitor.Percentile(0));
    }

    [Fact]
    public void VarianceSurvivesALargeMean()
    {
        SampleMonitor samples = new(keepSamples: false);
        using Simulation simulation = new();
        TimeWeightedMonitor level = new(simulation, 1e9 + 4);
        foreach (double value in new[] { 4.0, 7, 13, 16 })
        {
            level.Set(1e9 + value);
            samples.Add(1e9 + value);
            simulation.Run(simulation.NowPs + 10);
        }

        Assert.Equal(30, samples.Variance, 9);
        Assert.Equal(22.5, level.Variance, 9);
        Assert.Equal(1e9 + 10, level.Mean);
    }

    [Fact]
    public void EmptyMonitorsSayNaNAndHaveNoPercentiles()
    {
        SampleMonitor monitor = new();
        Assert.True(double.IsNaN(monitor.Mean) && double.IsNaN(monitor.Variance) && double.IsNaN(monitor.Min));
        Assert.Throws<InvalidOperationException>(() => monitor.Percentile(50));
        Assert.Throws<ArgumentOutOfRangeException>(() => monitor.Add(double.NaN));
        monitor.Add(3);
        Assert.True(double.IsNaN(monitor.Variance));
        Assert.Throws<ArgumentOutOfRangeException>(() => monitor.Percentile(101));
        Assert.Throws<InvalidOperationException>(() => new SampleMonitor(keepSamples: false).Percentile(5));
        using Simulation simulation = new();
        TimeWeightedMonitor level = new(simulation, 3);
        Assert.True(double.IsNaN(level.Mean));
        Assert.Throws<InvalidOperationException>(() => level.Percentile(50));
    }

    [Fact]
    public void LevelsCountWithTheTimeThatTheyLast()
    {
        using Simulation simulation = new();
        simulation.Run(1000);
        TimeWeightedMonitor level = new(simulation, 2);
        simulation.Run(1100);
        level.Set(100);
        level.Add(-96);
        simulation.Run(1400);

        // 2 for 100 ps and 4 for 300 ps; 100 for no time at all.
        Assert.Equal(3.5, level.Mean);
        Assert.Equal(0.75, level.Variance);
        Assert.Equal((2.0, 100.0, 2L, 400L), (level.Min, level.Max, level.Count, level.ObservedPs));
        Assert.Equal([2.0, 2, 4, 4], new double[] { 0, 25, 26, 100 }.Select(level.Percentile));

        level.Reset();
        simulation.Run(1500);
        Assert.Equal((4.0, 0.0, 4.0), (level.Mean, level.Variance, level.Max));
    }

    [Fact]
    public void HooksReachTheirObserversInOrderUntilDisposed()
    {
        Hook<OccupancyChange> hook = new();
        List<string> log = [];
        hook.Emit(default);
        Assert.False(hook.IsObserved);
        IDisposable first = hook.Subscribe((in OccupancyChange change) => log.Add($"first {change.Level}"));
        hook.Subscribe((in OccupancyChange change) => log.Add($"second {change.Level}"));
        hook.Emit(new OccupancyChange(0, 1, 0));
        first.Dispose();
        first.Dispose();
        hook.Emit(new OccupancyChange(0, 2, 0));
        Assert.Equal(["first 1", "second 1", "second 2"], log);
        Assert.True(hook.IsObserved);
    }
}
