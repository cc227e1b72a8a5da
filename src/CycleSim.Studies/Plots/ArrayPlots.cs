using CycleSim.Studies.Arrays;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;

namespace CycleSim.Studies.Plots;

/// <summary>Draws metrics of memory arrays over their capacity: one panel for each, both axes logarithmic.</summary>
public static class ArrayPlots
{
    /// <summary>Width of a panel in pixels.</summary>
    public const int PanelWidth = 460;

    /// <summary>Height of a panel in pixels.</summary>
    public const int PanelHeight = 340;

    /// <summary>Panels in a row.</summary>
    public const int Columns = 3;

    private const double LinePx = 1.5;
    private const double MarkerSizePx = 3;
    private const double OpenMarkerPx = 1.5;
    private const double MarkerStrokePx = 1.2;

    // Curves may coincide: the later ones have gaps and open markers, through which the others are seen.
    private static readonly LineStyle[] Dashes =
        [LineStyle.Solid, LineStyle.Solid, LineStyle.Dash, LineStyle.Dot, LineStyle.DashDot];

    private static readonly MarkerType[] Markers =
        [MarkerType.Circle, MarkerType.Square, MarkerType.Triangle, MarkerType.Diamond, MarkerType.Plus];

    /// <summary>Maximum number of technologies in a plot.</summary>
    public static int MaxCurves => Markers.Length;

    /// <summary>What figure 7 of the paper shows: everything over capacity.</summary>
    public static IReadOnlyList<ArrayPanel> Figure7 { get; } =
    [
        new("area (mm²)", metrics => metrics.AreaMm2),
        new("read latency (ns)", metrics => metrics.ReadLatencyNs),
        new("write latency (ns)", metrics => metrics.WriteLatencyNs),
        new("leakage (mW)", metrics => metrics.LeakageMw),
        new("read energy (pJ/access)", metrics => metrics.ReadEnergyPj),
        new("write energy (pJ/access)", metrics => metrics.WriteEnergyPj),
    ];

    /// <summary>What figure 8 of the paper shows: what cheaper writes change.</summary>
    public static IReadOnlyList<ArrayPanel> Figure8 { get; } =
    [
        new("write latency (ns)", metrics => metrics.WriteLatencyNs),
        new("write energy (pJ/access)", metrics => metrics.WriteEnergyPj),
        new("read + write energy (pJ)", metrics => metrics.ReadEnergyPj + metrics.WriteEnergyPj),
    ];

    /// <summary>Draws curves: a plot for each panel, to be laid out by <see cref="PlotGrid"/>.</summary>
    /// <param name="panels">The panels.</param>
    /// <param name="curves">A curve for each technology, at most five.</param>
    public static IReadOnlyList<PlotModel> Draw(IReadOnlyList<ArrayPanel> panels, IReadOnlyList<ArrayCurve> curves)
    {
        ArgumentNullException.ThrowIfNull(panels);
        ArgumentNullException.ThrowIfNull(curves);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(curves.Count, Markers.Length);
        return [.. panels.Select((panel, index) => Draw(panel, curves, withLegend: index == 0))];
    }

    private static PlotModel Draw(ArrayPanel panel, IReadOnlyList<ArrayCurve> curves, bool withLegend)
    {
        var model = new PlotModel
        {
            Title = panel.Title,
            DefaultFont = PlotStyle.Font,
            TitleFontSize = 13,
            TitleFontWeight = FontWeights.Normal,
            Background = OxyColors.White,
        };
        if (withLegend)
            model.Legends.Add(new Legend { LegendPosition = LegendPosition.BottomRight, LegendBackground = OxyColors.White });
        model.Axes.Add(SizeAxis.OfCapacity("capacity", labelEvery: 4));
        model.Axes.Add(ValueAxis());
        for (int i = 0; i < curves.Count; i++)
        {
            var line = new LineSeries
            {
                Title = curves[i].Name,
                Color = PlotStyle.Lines[i],
                MarkerFill = IsOpen(i) ? OxyColors.Transparent : PlotStyle.Lines[i],
                MarkerStroke = PlotStyle.Lines[i],
                MarkerType = Markers[i],
                MarkerSize = MarkerSizePx + (IsOpen(i) ? OpenMarkerPx : 0),
                MarkerStrokeThickness = MarkerStrokePx,
                LineStyle = Dashes[i],
                StrokeThickness = LinePx,
            };
            line.Points.AddRange(curves[i].Points.Select(metrics => new DataPoint(metrics.CapacityBytes, panel.Value(metrics))));
            model.Series.Add(line);
        }

        return model;
    }

    private static bool IsOpen(int curve) => Dashes[curve] != LineStyle.Solid;

    private static LogarithmicAxis ValueAxis() => new()
    {
        Position = AxisPosition.Left,
        MajorGridlineStyle = LineStyle.Dot,
        MinorTickSize = 2,
        StringFormat = "0.#####",
    };
}
