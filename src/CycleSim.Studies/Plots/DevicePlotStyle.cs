using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;

namespace CycleSim.Studies.Plots;

/// <summary>What the device figures have in common: size and axes.</summary>
public static class DevicePlotStyle
{
    /// <summary>Width of a picture, pixels.</summary>
    public const int Width = 1100;

    /// <summary>Height of a picture, pixels.</summary>
    public const int Height = 720;

    private const double LabelGapPx = 9;

    internal static OxyColor Colour(int index) => PlotStyle.Lines[index % PlotStyle.Lines.Count];

    internal static PlotModel Model(string title, string subtitle, Axis bottom, Axis left, LegendPosition legend)
    {
        var model = new PlotModel
        {
            Title = title,
            Subtitle = subtitle,
            DefaultFont = PlotStyle.Font,
            TitleFontSize = 17,
            SubtitleFontSize = 12,
            Background = OxyColors.White,
        };
        bottom.Position = AxisPosition.Bottom;
        left.Position = AxisPosition.Left;
        foreach (Axis axis in new[] { bottom, left })
        {
            axis.AxisTitleDistance = 8;
            axis.MajorGridlineStyle = LineStyle.Dot;
            axis.MajorGridlineColor = OxyColor.FromRgb(0xCC, 0xCC, 0xCC);
            model.Axes.Add(axis);
        }

        model.Legends.Add(new Legend { LegendPosition = legend, LegendBackground = OxyColors.White, LegendBorder = OxyColors.LightGray });
        return model;
    }

    internal static LogarithmicAxis RateAxis(double least) => new()
    {
        Title = "write error rate",
        Minimum = least,
        Maximum = 2,
        UseSuperExponentialFormat = true,
    };

    internal static LineSeries Line(string? title, OxyColor colour, LineStyle style = LineStyle.Solid) => new()
    {
        Title = title,
        Color = colour,
        LineStyle = style,
        StrokeThickness = style == LineStyle.Solid ? 2 : 1.3,
    };

    /// <summary>Adds points with vertical intervals; a point without a value is shown as the upper end of its interval.</summary>
    internal static void AddPoints(
        PlotModel model, string? title, OxyColor colour, IEnumerable<(double X, double Y, double Low, double High)> points, double least)
    {
        var values = new ScatterSeries { Title = title, MarkerType = MarkerType.Circle, MarkerSize = 3.5, MarkerFill = colour };
        var limits = new ScatterSeries
        {
            MarkerType = MarkerType.Custom,
            MarkerOutline = [new(0, 1), new(-1, -0.7), new(1, -0.7)],
            MarkerSize = 4,
            MarkerFill = OxyColors.Transparent,
            MarkerStroke = colour,
            MarkerStrokeThickness = 1,
        };
        var intervals = new LineSeries { Color = colour, StrokeThickness = 1.2 };
        foreach ((double x, double y, double low, double high) in points)
        {
            if (y <= least)
            {
                limits.Points.Add(new(x, high));
                continue;
            }

            values.Points.Add(new(x, y));
            intervals.Points.Add(new(x, Math.Max(low, least)));
            intervals.Points.Add(new(x, high));
            intervals.Points.Add(DataPoint.Undefined);
        }

        model.Series.Add(intervals);
        model.Series.Add(values);
        if (limits.Points.Count > 0)
            model.Series.Add(limits);
    }

    /// <summary>A line across the picture, named beside its upper end.</summary>
    internal static void AddVerticalLine(PlotModel model, double x, string text, HorizontalAlignment side)
    {
        model.Annotations.Add(new LineAnnotation
        {
            Type = LineAnnotationType.Vertical,
            X = x,
            Color = OxyColors.Gray,
            LineStyle = LineStyle.Dash,
        });
        double top = model.Axes[1].Maximum;
        AddText(model, new(x, top), text, OxyColors.DimGray, side, VerticalAlignment.Top);
    }

    /// <summary>A line across the picture, named above its right end.</summary>
    internal static void AddHorizontalLine(PlotModel model, double y, string text)
    {
        model.Annotations.Add(new LineAnnotation
        {
            Type = LineAnnotationType.Horizontal,
            Y = y,
            Color = OxyColors.Gray,
            LineStyle = LineStyle.Dash,
        });
        double right = model.Axes[0].Maximum;
        AddText(model, new(right, y), text, OxyColors.DimGray, HorizontalAlignment.Right, VerticalAlignment.Bottom);
    }

    /// <summary>A point with a name beside it, above or below the point's height, so that no line through it strikes the name.</summary>
    internal static void AddMark(
        PlotModel model, double x, double y, string text, HorizontalAlignment side, VerticalAlignment height = VerticalAlignment.Bottom)
    {
        model.Annotations.Add(new PointAnnotation { X = x, Y = y, Shape = MarkerType.Diamond, Size = 6, Fill = OxyColors.Black });
        AddText(model, new(x, y), text, OxyColors.Black, side, height);
    }

    // On white, since curves may pass behind it.
    private static void AddText(
        PlotModel model, DataPoint at, string text, OxyColor colour, HorizontalAlignment side, VerticalAlignment height) =>
        model.Annotations.Add(new TextAnnotation
        {
            Text = text,
            TextPosition = at,
            TextColor = colour,
            TextHorizontalAlignment = side,
            TextVerticalAlignment = height,
            Background = OxyColor.FromAColor(200, OxyColors.White),
            Stroke = OxyColors.Transparent,
            Padding = new OxyThickness(2, 0, 2, 0),
            Offset = new ScreenVector(
                side == HorizontalAlignment.Right ? -LabelGapPx : LabelGapPx, height == VerticalAlignment.Top ? 4 : -4),
        });
}
