using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;

namespace CycleSim.Studies.Plots;

/// <summary>What the device figures have in common: size, axes, colours that are distinct without colour vision (Okabe and Ito).</summary>
public static class DevicePlotStyle
{
    /// <summary>Width of a picture, pixels.</summary>
    public const int Width = 1100;

    /// <summary>Height of a picture, pixels.</summary>
    public const int Height = 720;

    private static readonly OxyColor[] Colours =
    [
        OxyColor.FromRgb(0x00, 0x72, 0xB2), OxyColor.FromRgb(0xD5, 0x5E, 0x00), OxyColor.FromRgb(0x00, 0x9E, 0x73),
        OxyColor.FromRgb(0xCC, 0x79, 0xA7), OxyColor.FromRgb(0xE6, 0x9F, 0x00), OxyColor.FromRgb(0x56, 0xB4, 0xE9),
    ];

    internal static OxyColor Colour(int index) => Colours[index % Colours.Length];

    internal static PlotModel Model(string title, string subtitle, Axis bottom, Axis left, LegendPosition legend)
    {
        var model = new PlotModel
        {
            Title = title,
            Subtitle = subtitle,
            DefaultFont = "DejaVu Sans",
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

    internal static void AddVerticalLine(PlotModel model, double x, string text) => model.Annotations.Add(new LineAnnotation
    {
        Type = LineAnnotationType.Vertical,
        X = x,
        Text = text,
        Color = OxyColors.Gray,
        LineStyle = LineStyle.Dash,
        TextColor = OxyColors.DimGray,
        TextLinePosition = 0.55,
    });

    internal static void AddHorizontalLine(PlotModel model, double y, string text) => model.Annotations.Add(new LineAnnotation
    {
        Type = LineAnnotationType.Horizontal,
        Y = y,
        Text = text,
        Color = OxyColors.Gray,
        LineStyle = LineStyle.Dash,
        TextColor = OxyColors.DimGray,
        TextHorizontalAlignment = HorizontalAlignment.Right,
        TextLinePosition = 0.99,
    });

    internal static void AddMark(PlotModel model, double x, double y, string text, HorizontalAlignment side) =>
        model.Annotations.Add(new PointAnnotation
        {
            X = x,
            Y = y,
            Text = text,
            Shape = MarkerType.Diamond,
            Size = 6,
            Fill = OxyColors.Black,
            TextColor = OxyColors.Black,
            TextHorizontalAlignment = side,
            TextVerticalAlignment = VerticalAlignment.Middle,
            TextMargin = 10,
        });
}
