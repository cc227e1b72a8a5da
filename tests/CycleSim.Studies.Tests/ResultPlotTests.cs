using CycleSim.Platform;
using CycleSim.Studies.Plots;
using CycleSim.Studies.Reports;
using CycleSim.Traces;
using OxyPlot.Series;

namespace CycleSim.Studies.Tests;

/// <summary>Roofline, energy and heat map show the numbers of their input.</summary>
public class ResultPlotTests
{
    private static readonly StepReport Report = TestReports.Step with
    {
        Network = "net",
        Machine = TestReports.Step.Machine with { ClockPeriodPs = 1000, Rows = 256, Columns = 256, DramPeakGbPerS = 12.8 },
        Totals = TestReports.Step.Totals with { Energy = new(55e9m, 1e9m, 2e9m, 3e9m, 4e9m, 5e9m, 6e9m, 7e9m, 8e9m, 9e9m, 10e9m) },
        Operations =
        [
            Operation("conv1", "forward", 1000, 5_000_000, 2000), Operation("conv1.bn", "forward", 500, null, 100),
            Operation("fc", "weight_gradient", 100, 1000, 0),
        ],
    };

    [Fact]
    public void Energy_bars_stack_to_the_total()
    {
        OxyPlot.PlotModel plot = EnergyPlot.Draw(
            [Report, Report with { Totals = Report.Totals with { Energy = Report.Totals.Energy + Report.Totals.Energy } }]);
        RectangleBarItem[] bars = [.. plot.Series.Cast<RectangleBarSeries>().SelectMany(series => series.Items)];
        Assert.Equal(55, bars.Where(bar => bar.X1 < 0.5).Max(bar => bar.Y1), 1e-9);
        Assert.Equal(110, bars.Where(bar => bar.X0 > 0.5).Max(bar => bar.Y1), 1e-9);
        Assert.Equal(55, bars.Where(bar => bar.X1 < 0.5).Sum(bar => bar.Y1 - bar.Y0), 1e-9);
    }

    [Fact]
    public void A_gemm_stands_at_its_intensity_and_rate_and_one_without_dram_traffic_by_itself_at_the_right()
    {
        OxyPlot.PlotModel plot = RooflinePlot.Draw(Report);
        ScatterSeries[] series = [.. plot.Series.OfType<ScatterSeries>()];
        Assert.Equal(["forward", "weight gradient, no DRAM traffic"], series.Select(one => one.Title));
        ScatterPoint resident = Assert.Single(series[1].Points);
        Assert.Equal((plot.Axes[0].Maximum / 2, 1000 / 0.1e-6), (resident.X, resident.Y));
        ScatterPoint point = Assert.Single(series[0].Points);
        Assert.Equal(2500, point.X, 1e-9);
        Assert.True(resident.X >= 4 * point.X);
        Assert.Equal(5_000_000 / 1e-6, point.Y, 1);
        LineSeries roof = Assert.Single(RooflinePlot.Draw(Report).Series.OfType<LineSeries>());
        Assert.Equal(65536e9, roof.Points.Max(corner => corner.Y), 1e3);
        Assert.Equal(65536e9 / 12.8e9, roof.Points[1].X, 1e-6);
        StepReport two = Report with { Machine = Report.Machine with { Arrays = 2 } };
        Assert.Equal(2 * 65536e9, Assert.Single(RooflinePlot.Draw(two).Series.OfType<LineSeries>()).Points.Max(corner => corner.Y), 1e3);
        Assert.Throws<InputException>(() => RooflinePlot.Draw(Report with { Operations = [] }));
        OxyPlot.PlotModel none = RooflinePlot.Draw(Report with { Operations = [Report.Operations[2]] });
        Assert.Single(none.Series.OfType<ScatterSeries>());
    }

    [Theory]
    [InlineData(HeatmapQuantity.Accesses)]
    [InlineData(HeatmapQuantity.Conflicts)]
    public void A_heat_map_counts_every_access(HeatmapQuantity quantity)
    {
        using TraceFile file = TraceFile.Open(Path.Combine(AppContext.BaseDirectory, "traces", "lenet5-batch8.cst"));
        var map = (HeatMapSeries)Assert.Single(BankHeatmapPlot.Draw(file, TraceComponent.Error, quantity, 0, long.MaxValue).Series);
        double cyclesPerBin = (double)file.EndCycle / map.Data.GetLength(0);
        int expected = file.Accesses(TraceComponent.Error, 0, long.MaxValue)
            .Count(access => quantity == HeatmapQuantity.Accesses || access.WaitedCycles > 0);
        Assert.Equal(expected, map.Data.Cast<double>().Sum() * cyclesPerBin, 1e-3);
        Assert.Throws<InputException>(() => BankHeatmapPlot.Draw(file, TraceComponent.Error, quantity, 0, 1_000_000));
        Assert.Throws<InputException>(() => BankHeatmapPlot.Draw(file, TraceComponent.Error, quantity, 1_000_000_000_000, long.MaxValue));
    }

    private static ReportedOperation Operation(string layer, string pass, long cycles, long? macs, long dramBytes) =>
        TestReports.Step.Operations[0] with
        {
            Layer = layer,
            Pass = pass,
            Cycles = ReportedCycles.None with { Total = cycles },
            Gemm = macs is { } count ? new ReportedGemm(1, 1, 1, 1, count, "rows_first", 0) : null,
            Dram = ReportedDram.None with { ReadBytes = dramBytes },
        };
}
