using CycleSim.Kernel.Samples;

namespace CycleSim.Kernel.Tests.Models;

/// <summary>What must hold in the sample of the gas station, whatever its numbers.</summary>
public sealed class GasStationTests
{
    private const long EndSeconds = 20_000;

    [Theory]
    [InlineData(42)]
    [InlineData(43)]
    public void FuelIsConserved(ulong seed)
    {
        using Simulation simulation = new(seed);
        GasStation station = new(simulation, TextWriter.Null);
        double minLevel = double.MaxValue;
        double maxPumping = 0;
        station.Tank.Changed.Subscribe((in OccupancyChange change) => minLevel = Math.Min(minLevel, change.Level));
        station.Pumps.Changed.Subscribe((in OccupancyChange change) => maxPumping = Math.Max(maxPumping, change.Level));

        simulation.Run(EndSeconds);

        Assert.Equal(GasStation.StationLitres + station.DeliveredLitres - station.PumpedLitres, station.Tank.Level, 9);
        Assert.InRange(minLevel, 0, 50);
        Assert.Equal(2, maxPumping);
        Assert.InRange(station.StaySeconds.Min, 1, EndSeconds);
        Assert.InRange(station.Refuelled, 50, 200);
        Assert.Equal(station.Arrived - station.Refuelled, station.Pumps.InUse + station.Pumps.QueueLength);
    }
}
