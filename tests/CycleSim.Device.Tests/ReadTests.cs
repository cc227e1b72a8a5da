using CycleSim.Device.Junction;
using CycleSim.Device.Reading;
using CycleSim.Device.Retention;
using CycleSim.Platform;
using CycleSim.Reference;
using Xunit.Abstractions;

namespace CycleSim.Device.Tests;

/// <summary>Reads: bits that they change, and bits that they mistake.</summary>
public sealed class ReadTests(ITestOutputHelper output)
{
    private static readonly MagneticTunnelJunction P55 = TestJunctions.P55;

    [Fact]
    public void Disturb_is_that_of_the_reference()
    {
        ReferenceValue closed = new(1e-7);
        ReferenceValue end = new(5e-3);
        ReferenceValue disturb = new(5e-3);
        ReferenceValue steady = new(1e-4);
        foreach (ReferenceRow row in ReferenceFile.Table("reliability/read_disturb.csv")
            .Where((_, index) => CodeTests.Slow || index % 7 == 0))
        {
            MagneticTunnelJunction junction = Of(row);
            closed.Check(row, "ic0_ua", junction.CriticalCurrentA * 1e6);
            closed.Check(row, "tau_d_ns", junction.CharacteristicTimeS * 1e9);
            ReadDisturb read = new ReadDisturbSolver(junction).Single(row.Number("read_current_ua"), row.Number("read_ns"));
            end.Check(row, "p_other_side_at_end_of_read", read.OtherSideAtEnd);
            disturb.Check(row, "p_disturb_per_read_after_relaxing", read.PerRead);
            disturb.Check(row, "p_disturb_after_1e+06_separate_reads", read.AfterReads(1e6));
            disturb.Check(row, "p_disturb_after_1e+15_separate_reads", read.AfterReads(1e15));
            if (row.Text("escape_rate_steady_per_s").Length == 0)
                continue;
            SteadyEscape? escape = new ReadDisturbSolver(junction).Steady(row.Number("read_current_ua"), row.Number("read_ns"));
            steady.Check(row, "escape_rate_steady_per_s", escape?.RatePerS);
            steady.Check(row, "escape_rate_kramers_per_s", escape?.KramersRatePerS);
            steady.Check(row, "p_disturb_from_steady_rate", escape?.Disturb);
        }

        output.WriteLine($"{closed.Largest:G3} {end.Largest:G3} {disturb.Largest:G3} {steady.Largest:G3}");
    }

    [Fact]
    public void Trains_of_reads_disturb_as_in_the_reference()
    {
        ReferenceValue compare = new(5e-3);
        foreach (ReferenceRow row in ReferenceFile.Table("reliability/read_disturb_train.csv")
            .Where((_, index) => CodeTests.Slow || index % 4 == 1))
        {
            ReadDisturbSolver solver = new(Of(row));
            foreach (int gapNs in new[] { 0, 1, 2, 5, 10, 30, 100 })
            {
                compare.Check(row, $"p_disturb_per_read_in_train_gap_{gapNs}ns",
                    solver.PerReadOfTrain(row.Number("read_current_ua"), row.Number("read_ns"), gapNs));
            }
        }

        output.WriteLine($"{compare.Largest:G3}");
    }

    [Fact]
    public void Margins_are_those_of_the_reference()
    {
        ReferenceValue compare = new(1e-7);
        foreach (ReferenceRow row in ReferenceFile.Table("reliability/read_margin.csv"))
        {
            JunctionResistance resistance = P55.Resistance with { TmrRatio = row.Number("tmr_zero_bias_percent") / 100 };
            ReadMargin margin = ReadMargin.Of(
                resistance, row.Number("cell_voltage_v"), row.Number("sigma_r_p_relative"), row.Number("sigma_sense_offset_ua"));
            compare.Check(row, "current_p_ua", margin.CurrentParallelUa);
            compare.Check(row, "current_ap_ua", margin.CurrentAntiparallelUa);
            compare.Check(row, "junction_voltage_ap_v", margin.JunctionVoltageAntiparallelV);
            compare.Check(row, "half_window_ua", margin.HalfWindowUa);
            compare.Check(row, "sigma_total_p_ua", margin.SigmaParallelUa);
            compare.Check(row, "sigma_total_ap_ua", margin.SigmaAntiparallelUa);
            compare.Check(row, "margin_p_sigma", margin.MarginParallel);
            compare.Check(row, "margin_ap_sigma", margin.MarginAntiparallel);
            compare.Check(row, "p_misread_p", margin.MisreadParallel);
            compare.Check(row, "p_misread_ap", margin.MisreadAntiparallel);
        }

        output.WriteLine($"{compare.Largest:G3}");
    }

    /// <summary>A long read is left at the steady rate; reads far apart add up one by one, and those without pause act as one.</summary>
    [Fact]
    public void Long_reads_and_trains_have_the_limits_that_they_must()
    {
        ReadDisturbSolver solver = new(P55);
        double overdrive = 15e-6 / P55.CriticalCurrentA;
        double steady = BarrierEscape.SteadyRate(P55.ThermalStability, overdrive) / P55.CharacteristicTimeS;
        Assert.Equal(1, (solver.Single(15, 400).PerRead - solver.Single(15, 300).PerRead) / (steady * 100e-9), 5e-3);
        Assert.Equal(1, solver.PerReadOfTrain(15, 4, 0) / (steady * 4e-9), 5e-3);
        double single = solver.Single(30, 4).PerRead;
        Assert.Equal(1, solver.PerReadOfTrain(30, 4, 200) / single, 5e-3);
    }

    [Fact]
    public void The_disturb_counts_cells_that_fall_after_the_read()
    {
        ReadDisturbSolver solver = new(P55);
        ReadDisturb read = solver.Single(20, 2);
        Assert.InRange(read.PerRead / read.OtherSideAtEnd, 50, 200);
        Assert.Equal(1, RetentionSolver.ErrorProbability(P55, 2e-9, 20e-6) / read.OtherSideAtEnd, 1e-9);
        Assert.True(solver.Single(0, 5).PerRead > 0);
    }

    [Theory]
    [InlineData(-1, 5)]
    [InlineData(double.NaN, 5)]
    [InlineData(1000, 5)]
    [InlineData(10, 0)]
    [InlineData(10, double.NaN)]
    [InlineData(10, 1e9)]
    public void Impossible_reads_are_refused(double currentUa, double readNs)
    {
        Assert.Contains("allowed", Assert.Throws<InputException>(() => new ReadDisturbSolver(P55).Single(currentUa, readNs)).Message,
            StringComparison.Ordinal);
        Assert.Throws<InputException>(() => new ReadDisturbSolver(P55).PerReadOfTrain(currentUa, readNs, 1));
    }

    [Fact]
    public void Impossible_margins_are_refused()
    {
        Assert.Throws<InputException>(() => ReadMargin.Of(P55.Resistance, 0, 0.05, 1));
        Assert.Throws<InputException>(() => ReadMargin.Of(P55.Resistance, 0.1, -0.05, 1));
        Assert.Throws<InputException>(() => ReadMargin.Of(P55.Resistance, 0.1, 0.05, double.NaN));
        Assert.Equal(0, ReadMargin.Of(P55.Resistance, 0.1, 0, 0).MisreadParallel);
    }

    private static MagneticTunnelJunction Of(ReferenceRow row)
    {
        string cell = row.Text("cell");
        return cell == "P55" ? P55 : JunctionScaling.To(
            P55, row.Number("delta"), Enum.Parse<ScalingPath>(cell.Split('-')[0], ignoreCase: true));
    }
}
