using CsCheck;
using CycleSim.Device.FokkerPlanck;
using CycleSim.Device.Variation;
using CycleSim.Device.Writing;
using CycleSim.Platform;
using CycleSim.Properties;

namespace CycleSim.Device.Tests;

/// <summary>The shipped table of rates of cells: it is what the builder makes, and good between its points.</summary>
public sealed class RateTableTests
{
    /// <summary>Where to write the table anew; tools/cell-rates sets it.</summary>
    private static readonly string? WritePath = Environment.GetEnvironmentVariable("CYCLESIM_CELL_RATES");

    [Fact]
    public void Shipped_table_is_what_the_builder_makes()
    {
        if (WritePath is not null)
        {
            using FileStream file = File.Create(WritePath);
            RateTableBuilder.Build().Save(file);
            return;
        }

        foreach ((int barrier, int overdrive) in ((int, int)[])[(4, 12), (5, 3), (9, 20), (12, 30)])
        {
            float[] solved = RateTableBuilder.Column(barrier, overdrive);
            int start = ((barrier - RateGrid.FirstBarrier) * RateGrid.Overdrives + overdrive - RateGrid.FirstOverdrive) * RateGrid.Times;
            for (int k = 0; k < RateGrid.Times; k++)
                Assert.Equal(solved[k], RateTable.Shipped.Corrections[start + k], 1e-5 * Math.Max(1, Math.Abs(solved[k])));
        }
    }

    // Barriers, overdrives and times of any cell that matters: between the table's points, at rates down to 1e-18.
    [Fact]
    public void Rates_between_its_points_are_those_of_the_solver() =>
        Gen.Select(Gen.Double[Math.Log(12), Math.Log(200)], Gen.Double[Math.Log(0.1), Math.Log(8)], Gen.Double[0, 40]).ForAll(
            (logStability, logTime, exponent) =>
            {
                (double stability, double time) = (Math.Exp(logStability), Math.Exp(logTime));
                double overdrive = 0.5;
                while (ClosedForm.LogExponent(stability, overdrive, time) > -exponent)
                    overdrive *= 1.02;
                if (overdrive > 30)
                    return;
                double rate = 1 - Math.Exp(-Math.Exp(RateTable.Shipped.LogExponent(new(stability, overdrive, time))));
                if (rate < 1e-8)
                    rate = Math.Exp(RateTable.Shipped.LogExponent(new(stability, overdrive, time)));
                double solved = SwitchingSolver.Solve(stability, [new(new(overdrive), time)], 2e-4).End.Remaining;
                Assert.Equal(1, rate / solved, 3e-3);
            },
            cases: 60,
            slowCases: 2000);

    [Theory]
    [InlineData(8.4, 2, 2)]
    [InlineData(1100, 2, 2)]
    [InlineData(55, 1001, 2)]
    [InlineData(55, -0.01, 2)]
    [InlineData(55, 2, 45.1)]
    [InlineData(55, 2, 0.003)]
    [InlineData(double.NaN, 2, 2)]
    [InlineData(55, double.NaN, 2)]
    [InlineData(55, 2, double.PositiveInfinity)]
    public void Outside_its_range_it_refuses(double stability, double overdrive, double time) =>
        Assert.Throws<InputException>(() => RateTable.Shipped.LogExponent(new(stability, overdrive, time)));
}
