using CycleSim.Device.Junction;
using CycleSim.Device.Retention;
using CycleSim.Device.Variation;
using CycleSim.Platform;

namespace CycleSim.Device.Tests;

/// <summary>Mean loss of bits of cells that differ.</summary>
public sealed class PopulationRetentionTests
{
    private static readonly MagneticTunnelJunction Cell =
        JunctionScaling.To(JunctionLoader.Load("P55"), 30, ScalingPath.Area).At(350);

    [Theory]
    [InlineData(1e-6)]
    [InlineData(1e-3)]
    [InlineData(3e8)]
    public void Equal_cells_lose_what_one_loses(double timeS) => Assert.Equal(
        1, new PopulationRetention(Cell, new CellSpread()).MeanLoss(timeS) /
            RetentionTime.Loss(Cell.ThermalStability, timeS, Cell.CharacteristicTimeS), 1e-9);

    /// <summary>The trapezoidal rule over one property: each cell has its own geometry, barrier and time scale.</summary>
    [Theory]
    [InlineData(0.025, 0, 1e-7)]
    [InlineData(0.025, 0, 1e-4)]
    [InlineData(0, 0.01, 1e-5)]
    public void The_mean_is_that_of_many_cells(double diameter, double anisotropy, double timeS)
    {
        const double step = 0.01;
        double sum = 0;
        for (int i = -700; i <= 700; i++)
        {
            double x = i * step;
            MagneticTunnelJunction cell = Cell with
            {
                LengthM = Cell.LengthM * (1 + diameter * x),
                WidthM = Cell.WidthM * (1 + diameter * x),
                InterfacialAnisotropyJPerM2 = Cell.InterfacialAnisotropyJPerM2 * (1 + anisotropy * x),
            };
            sum += step * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI) *
                RetentionTime.Loss(cell.ThermalStability, timeS, cell.CharacteristicTimeS);
        }

        CellSpread spread = new() { Diameter = diameter, Anisotropy = anisotropy, Current = 0.03 };
        Assert.Equal(1, new PopulationRetention(Cell, spread).MeanLoss(timeS) / sum, 1e-4);
    }

    [Fact]
    public void Weak_cells_make_a_population_lose_more_than_the_nominal_cell()
    {
        double typical = new PopulationRetention(Cell, VariationFile.Load("typical").Spread(PopulationDrive.Current)).MeanLoss(1e-6);
        Assert.True(typical > 2 * RetentionTime.Loss(Cell.ThermalStability, 1e-6, Cell.CharacteristicTimeS));
    }

    [Fact]
    public void No_time_loses_nothing_and_a_negative_one_is_refused()
    {
        PopulationRetention cells = new(Cell, new CellSpread());
        Assert.Equal(0, cells.MeanLoss(0));
        Assert.Throws<InputException>(() => cells.MeanLoss(-1));
        Assert.Throws<InputException>(() => cells.MeanLoss(double.NaN));
    }
}
