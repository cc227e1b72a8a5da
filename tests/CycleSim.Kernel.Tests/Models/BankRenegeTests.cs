namespace CycleSim.Kernel.Tests.Models;

/// <summary>
/// Customers of a bank with one counter, who leave unserved when their patience ends. Times are in ps, the scale is 1000
/// per minute.
/// </summary>
public sealed class BankRenegeTests
{
    private const int Customers = 1000;
    private const double MeanBetweenArrivals = 10_000;
    private const double MeanService = 12_000;

    [Fact]
    public void EveryCustomerIsServedOrLeavesAndTheResultIsThatOfTheSeed()
    {
        using Simulation simulation = new(seed: 42);
        Resource counter = new(simulation, 1, "counter");
        TimeWeightedMonitor busy = new(simulation);
        counter.Changed.Subscribe((in OccupancyChange change) => busy.Set(change.Level));
        int served = 0;
        int left = 0;
        long serviceTotal = 0;
        SampleMonitor waits = new();
        simulation.Start(Arrive(), "arrivals");

        RunReport report = simulation.Run();

        Assert.True(report.IsExhausted && !report.IsBlocked);
        Assert.Equal(Customers, served + left);
        Assert.Equal(served, waits.Count);
        Assert.InRange(waits.Max, 0, 30_000);
        Assert.Equal((0, 0), (counter.InUse, counter.QueueLength));

        // The counter is busy exactly while it serves.
        Assert.Equal(serviceTotal, busy.Mean * busy.ObservedPs, 0);
        Assert.Equal("served 652, left 348, end 10063700", $"served {served}, left {left}, end {report.EndPs}");

        IEnumerable<Wait> Arrive()
        {
            RandomStream random = simulation.Random("arrivals");
            for (int i = 0; i < Customers; i++)
            {
                simulation.Start(Customer(), $"customer {i}");
                yield return Wait.For((long)Math.Round(random.Exponential(MeanBetweenArrivals)));
            }
        }

        IEnumerable<Wait> Customer()
        {
            long arrivedPs = simulation.NowPs;
            RandomStream random = simulation.Random("customers");
            long patiencePs = random.Integer(10_000, 30_000);
            using Request request = counter.Request();
            Timeout patience = simulation.Timeout(patiencePs);
            yield return request | patience;
            patience.Cancel();
            if (!request.IsGranted)
            {
                Assert.Equal(patiencePs, simulation.NowPs - arrivedPs);
                left++;
                yield break;
            }

            waits.Add(simulation.NowPs - arrivedPs);
            long servicePs = (long)Math.Round(random.Exponential(MeanService));
            serviceTotal += servicePs;
            yield return Wait.For(servicePs);
            served++;
        }
    }
}
