namespace CycleSim.Kernel.Tests.Models;

/// <summary>
/// Cars refuel at two pumps from one tank; when the tank runs low a truck comes and fills it. One unit of time is a
/// second, written as 1 ps.
/// </summary>
public sealed class GasStationTests
{
    private const double StationLitres = 200;
    private const double CarLitres = 50;
    private const double LitresPerSecond = 2;
    private const double CallTruckBelow = 0.25;
    private const long TruckSeconds = 300;
    private const long EndSeconds = 20_000;

    [Fact]
    public void FuelIsConservedAndTheResultIsThatOfTheSeed()
    {
        using Simulation simulation = new(seed: 42);
        Resource pumps = new(simulation, 2, "pumps");
        Container tank = new(simulation, StationLitres, StationLitres, "tank");
        double pumped = 0;
        double delivered = 0;
        double minLevel = double.MaxValue;
        int arrived = 0;
        int refuelled = 0;
        int deliveries = 0;
        int pumping = 0;
        int maxPumping = 0;
        SampleMonitor stay = new();
        tank.Changed.Subscribe((in OccupancyChange change) => minLevel = Math.Min(minLevel, change.Level));
        simulation.Start(Arrive(), "arrivals");
        simulation.Start(Control(), "control");

        simulation.Run(EndSeconds);

        Assert.Equal(StationLitres + delivered - pumped, tank.Level, 9);
        Assert.True(minLevel >= 0);
        Assert.Equal(2, maxPumping);
        Assert.InRange(stay.Min, 1, EndSeconds);
        Assert.Equal(arrived - refuelled, pumps.InUse + pumps.QueueLength);
        Assert.Equal((111, 111, 20), (arrived, refuelled, deliveries));
        Assert.Equal((3862.0, 13.0, 249.0), (pumped, stay.Min, stay.Max));

        IEnumerable<Wait> Arrive()
        {
            RandomStream random = simulation.Random("cars");
            while (true)
            {
                yield return Wait.For(random.Integer(30, 301));
                arrived++;
                simulation.Start(Car(CarLitres - random.Integer(5, 26)), "car");
            }
        }

        IEnumerable<Wait> Car(double litres)
        {
            long start = simulation.NowPs;
            using Request pump = pumps.Request();
            yield return pump;
            maxPumping = Math.Max(maxPumping, ++pumping);
            yield return tank.Get(litres);
            pumped += litres;
            yield return Wait.For((long)Math.Ceiling(litres / LitresPerSecond));
            pumping--;
            refuelled++;
            stay.Add(simulation.NowPs - start);
        }

        IEnumerable<Wait> Control()
        {
            while (true)
            {
                if (tank.Level < CallTruckBelow * StationLitres)
                    yield return simulation.Start(Truck(), "truck");
                yield return Wait.For(10);
            }
        }

        IEnumerable<Wait> Truck()
        {
            yield return Wait.For(TruckSeconds);
            double amount = StationLitres - tank.Level;
            yield return tank.Put(amount);
            delivered += amount;
            deliveries++;
        }
    }
}
