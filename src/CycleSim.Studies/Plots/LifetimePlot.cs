using CycleSim.Configuration.Text;
using CycleSim.Platform;
using CycleSim.Studies.Reports;
using CycleSim.Workloads.Lowering;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;

namespace CycleSim.Studies.Plots;

/// <summary>For how long the words of each scratchpad must last: shares of the words over the time that they stay.</summary>
public static class LifetimePlot
{
    /// <summary>Width of the picture, pixels.</summary>
    public const int Width = 900;

    /// <summary>Height of the picture, pixels.</summary>
    public const int Height = 560;

    /// <summary>Draws the lifetimes of a step.</summary>
    /// <exception cref="InputException">The report has none.</exception>
    public static PlotModel Draw(StepReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (report.Lifetimes is not { Stays.Count: > 0 } lifetimes)
            throw new InputException("the result has no lifetimes; make it with `cyclesim simulate --lifetimes --json=FILE`");
        var model = new PlotModel
        {
            Title = $"Time for which data stay on-chip: {report.Title}",
            TitleFontSize = 14,
            DefaultFont = PlotStyle.Font,
            Background = OxyColors.White,
        };
        model.Axes.Add(new LogarithmicAxis
        {
            Position = AxisPosition.Bottom,
            Title = "time from write or load to last read (s)",
            MajorGridlineStyle = LineStyle.Dot,
        });
        model.Axes.Add(new LinearAxis
        {
            Position = AxisPosition.Left,
            Title = "share of the words that stay no longer (%)",
            Minimum = 0,
            Maximum = 100,
            MajorGridlineStyle = LineStyle.Dot,
        });
        model.Legends.Add(new Legend { LegendPosition = LegendPosition.LeftTop });
        foreach (TensorRole role in TensorRoles.All)
            if (Steps([.. lifetimes.Stays.Where(stay => stay.Scratchpad == EnumName.Of(role))], role) is { } series)
                model.Series.Add(series);
        return model;
    }

    private static StairStepSeries? Steps(ReportedStay[] stays, TensorRole role)
    {
        ReportedStay[] lasting = [.. stays.Where(stay => stay.LifetimeS > 0).OrderBy(stay => stay.LifetimeS)];
        if (lasting.Length == 0)
            return null;
        var series = new StairStepSeries
        {
            Title = $"{EnumName.Of(role)} scratchpad",
            Color = PlotStyle.Lines[(int)role],
            StrokeThickness = 2,
            VerticalStrokeThickness = 2,
        };
        double words = lasting.Sum(stay => (double)stay.Words);
        double so = 0;
        series.Points.Add(new DataPoint(lasting[0].LifetimeS, 0));
        foreach (ReportedStay stay in lasting)
        {
            so += stay.Words;
            series.Points.Add(new DataPoint(stay.LifetimeS, 100 * so / words));
        }

        return series;
    }
}
