using CycleSim.Device.Variation;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;

namespace CycleSim.Studies.Plots;

/// <summary>Distribution of the write error rate over the cells of populations: the share of cells beyond a rate, over the rate.</summary>
public static class PopulationPlot
{
    private const double MinShare = 1e-10;
    private const int PointsPerDecade = 6;

    private static readonly (double Share, string Text)[] Levels =
    [
        (0.5, "median"),
        (1.3499e-3, "3 sigma"),
        (6.6e-7, "worst of 2^20 cells"),
        (9.866e-10, "6 sigma"),
    ];

    /// <summary>Draws the distributions; a diamond marks the share of cells beyond the mean rate.</summary>
    /// <param name="title">Title.</param>
    /// <param name="populations">The populations with their names in the legend.</param>
    /// <param name="currentUa">Current of the nominal cell in uA.</param>
    /// <param name="pulseNs">Pulse width in ns.</param>
    /// <exception cref="Platform.InputException">An argument, or a cell of a population, is out of range.</exception>
    public static PlotModel Draw(
        string title, IReadOnlyList<(string Name, CellPopulation Population)> populations, double currentUa, double pulseNs)
    {
        ArgumentNullException.ThrowIfNull(populations);
        double[] shares = [.. Shares()];
        double[][] rates = [.. populations.Select(item => item.Population.RatesExceededBy(currentUa, pulseNs, shares).ToArray())];
        double min = rates.Min(row => row[0]);
        PlotModel model = DevicePlotStyle.Model(
            title,
            FormattableString.Invariant($"{currentUa:G6} uA, {pulseNs:G4} ns; the shipped spreads are assumptions; diamonds: ")
            + "mean over the cells",
            DevicePlotStyle.RateAxis(Math.Pow(10, Math.Floor(Math.Log10(Math.Max(min, 1e-30))))),
            new LogarithmicAxis
            {
                Title = "share of cells beyond the rate",
                Minimum = MinShare,
                Maximum = 1,
                UseSuperExponentialFormat = true,
            },
            LegendPosition.LeftBottom);
        for (int k = 0; k < populations.Count; k++)
        {
            LineSeries line = DevicePlotStyle.Line(populations[k].Name, DevicePlotStyle.Colour(k));
            line.Points.AddRange(shares.Zip(rates[k], (share, rate) => new DataPoint(rate, share)));
            model.Series.Add(line);
            AddMean(model, line, populations[k].Population.MeanRate(currentUa, pulseNs), shares, rates[k]);
        }

        foreach ((double share, string text) in Levels)
            DevicePlotStyle.AddHorizontalLine(model, share, text);
        return model;
    }

    private static IEnumerable<double> Shares()
    {
        foreach (double share in (double[])[0.999, 0.99, 0.95, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2])
            yield return share;
        for (int k = PointsPerDecade; k <= -PointsPerDecade * Math.Log10(MinShare); k++)
            yield return Math.Pow(10, -(double)k / PointsPerDecade);
    }

    private static void AddMean(PlotModel model, LineSeries line, double mean, double[] shares, double[] rates)
    {
        int after = Array.FindIndex(rates, rate => rate > mean);
        if (after <= 0)
            return;
        double part = Math.Log(mean / rates[after - 1]) / Math.Log(rates[after] / rates[after - 1]);
        var mark = new ScatterSeries { MarkerType = MarkerType.Diamond, MarkerSize = 6, MarkerFill = line.Color };
        mark.Points.Add(new(mean, shares[after - 1] * Math.Pow(shares[after] / shares[after - 1], part)));
        model.Series.Add(mark);
    }
}
