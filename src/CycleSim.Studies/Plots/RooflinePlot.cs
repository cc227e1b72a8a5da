using CycleSim.Platform;
using CycleSim.Studies.Reports;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;

namespace CycleSim.Studies.Plots;

/// <summary>
/// The roofline of a result (Williams, Waterman, Patterson, 2009): multiply-accumulates per DRAM byte against multiply-accumulates per
/// second of each GEMM, under the roofs of DRAM bandwidth and array. A GEMM that moves no DRAM data has no such intensity: it stands by
/// itself at the right, hollow.
/// </summary>
public static class RooflinePlot
{
    /// <summary>Width of the picture, pixels.</summary>
    public const int Width = 1000;

    /// <summary>Height of the picture, pixels.</summary>
    public const int Height = 640;

    private const int Labelled = 8;

    private static readonly (string Pass, string Name, OxyColor Colour, MarkerType Marker)[] Passes =
    [
        ("forward", "forward", PlotStyle.Blue, MarkerType.Circle),
        ("input_gradient", "input gradient", PlotStyle.Orange, MarkerType.Triangle),
        ("weight_gradient", "weight gradient", PlotStyle.Green, MarkerType.Square),
    ];

    /// <summary>Draws a result.</summary>
    /// <exception cref="InputException">The result has no GEMM.</exception>
    public static PlotModel Draw(StepReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        ReportedOperation[] gemms = [.. report.Operations.Where(operation => operation is { Macs: > 0, Cycles.Total: > 0 })];
        if (gemms.Length == 0)
            throw new InputException($"{report.Title}: has no GEMM, so there is no roofline to draw");
        double roof = report.Machine.MacsPerCycle() * 1e12 / report.Machine.ClockPeriodPs;
        double bytesPerSecond = report.Machine.DramPeakGbPerS * 1e9;
        double ridge = roof / bytesPerSecond;
        double[] intensities = [.. gemms.Where(gemm => gemm.DramBytes > 0).Select(IntensityOf).Append(ridge)];
        (double left, double noTraffic, double right) = (intensities.Min() / 2, intensities.Max() * 4, intensities.Max() * 8);
        Point[] points = [.. gemms.Select(gemm => PointOf(gemm, report, noTraffic))];
        var model = new PlotModel
        {
            Title = $"{report.Title}: roofline of the GEMMs of a training step",
            TitleFontSize = 14,
            DefaultFont = PlotStyle.Font,
            Background = OxyColors.White,
        };
        model.Axes.Add(Axis(AxisPosition.Bottom, "multiply-accumulates per DRAM byte", left, right));
        model.Axes.Add(Axis(AxisPosition.Left, "multiply-accumulates per second", points.Min(point => point.Rate) / 3, roof * 2));
        model.Legends.Add(new Legend
        {
            LegendPosition = LegendPosition.BottomRight,
            LegendBackground = OxyColors.White,
            LegendBorder = OxyColors.LightGray,
        });
        var line = new LineSeries { Color = OxyColors.Black, StrokeThickness = 2, RenderInLegend = false };
        line.Points.AddRange([new DataPoint(left, left * bytesPerSecond), new DataPoint(ridge, roof), new DataPoint(right, roof)]);
        model.Series.Add(line);
        AddText(model, Math.Sqrt(ridge * right), roof * 1.25, FormattableString.Invariant($"array: {roof / 1e12:0.##} T MAC/s"));
        AddText(model, left * 4, left * 4 * bytesPerSecond * 2.2,
            FormattableString.Invariant($"DRAM: {report.Machine.DramPeakGbPerS:0.##} GB/s"));
        foreach ((string pass, string name, OxyColor colour, MarkerType marker) in Passes)
            AddPoints(model, [.. points.Where(point => point.Pass == pass)], name, colour, marker);
        AddLabels(model, points);
        return model;
    }

    private static LogarithmicAxis Axis(AxisPosition position, string title, double minimum, double maximum) => new()
    {
        Position = position,
        Title = title,
        Minimum = minimum,
        Maximum = maximum,
        MajorGridlineStyle = LineStyle.Dot,
        UseSuperExponentialFormat = true,
    };

    private static double IntensityOf(ReportedOperation operation) => (double)operation.Macs / operation.DramBytes;

    private static Point PointOf(ReportedOperation operation, StepReport report, double noTraffic) => new(
        operation.Layer, operation.Pass, operation.DramBytes > 0 ? IntensityOf(operation) : noTraffic, operation.DramBytes > 0,
        operation.Macs * 1e12 / ((double)operation.Cycles.Total * report.Machine.ClockPeriodPs), operation.Cycles.Total);

    private static void AddPoints(PlotModel model, Point[] points, string name, OxyColor colour, MarkerType marker)
    {
        AddSeries(model, [.. points.Where(point => point.UsesDram)], new ScatterSeries
        {
            Title = name,
            MarkerType = marker,
            MarkerFill = colour,
            MarkerStroke = OxyColors.Black,
            MarkerStrokeThickness = 0.4,
        });
        AddSeries(model, [.. points.Where(point => !point.UsesDram)], new ScatterSeries
        {
            Title = $"{name}, no DRAM traffic",
            MarkerType = marker,
            MarkerFill = OxyColors.Transparent,
            MarkerStroke = colour,
            MarkerStrokeThickness = 1.5,
        });
    }

    private static void AddSeries(PlotModel model, Point[] points, ScatterSeries series)
    {
        series.MarkerSize = 5;
        series.Points.AddRange(points.Select(point => new ScatterPoint(point.Intensity, point.Rate)));
        if (points.Length > 0)
            model.Series.Add(series);
    }

    /// <summary>The operations that take longest have their layer's name, as long as no other name stands there.</summary>
    private static void AddLabels(PlotModel model, Point[] points)
    {
        var placed = new List<Point>();
        foreach (Point point in points.OrderByDescending(point => point.Cycles))
        {
            if (placed.Count == Labelled || placed.Any(other => Near(other, point)))
                continue;
            placed.Add(point);
            AddText(model, point.Intensity * 1.1, point.Rate * 0.72, point.Layer);
        }
    }

    private static bool Near(Point a, Point b) =>
        Math.Abs(Math.Log10(a.Intensity / b.Intensity)) < 0.25 && Math.Abs(Math.Log10(a.Rate / b.Rate)) < 0.12;

    private static void AddText(PlotModel model, double x, double y, string text) => model.Annotations.Add(new TextAnnotation
    {
        Text = text,
        TextPosition = new DataPoint(x, y),
        TextHorizontalAlignment = HorizontalAlignment.Center,
        TextVerticalAlignment = VerticalAlignment.Middle,
        Stroke = OxyColors.Transparent,
        FontSize = 11,
    });

    private sealed record Point(string Layer, string Pass, double Intensity, bool UsesDram, double Rate, long Cycles);
}
