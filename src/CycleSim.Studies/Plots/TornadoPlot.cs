using System.Globalization;
using CycleSim.Studies.Sensitivity;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace CycleSim.Studies.Plots;

/// <summary>How far other readings of open assumptions move a ratio: bars from the default, the longest on top.</summary>
internal static class TornadoPlot
{
    /// <summary>Width of a panel, pixels.</summary>
    public const int PanelWidth = 860;

    /// <summary>Height of a panel, pixels.</summary>
    public const int PanelHeight = 560;

    /// <summary>Draws one ratio.</summary>
    /// <param name="title">Title.</param>
    /// <param name="results">Results, the default first.</param>
    /// <param name="ratio">The ratio.</param>
    public static PlotModel Draw(string title, IReadOnlyList<SensitivityResult> results, Func<SensitivityResult, double?> ratio)
    {
        ArgumentNullException.ThrowIfNull(results);
        ArgumentNullException.ThrowIfNull(ratio);
        double standard = ratio(results[0]) ?? 0;
        (string Name, double Value)[] bars =
        [
            .. results.Skip(1).Where(result => ratio(result) is not null)
                .Select(result => ($"{result.Name}: {result.Other}", ratio(result)!.Value)).OrderBy(bar => Math.Abs(bar.Item2 - standard)),
        ];
        PlotModel model = ComparisonPlots.Model(title);
        model.Subtitle = string.Create(CultureInfo.InvariantCulture, $"default {standard:0.0}x; a bar ends at the other reading");
        double least = bars.Select(bar => bar.Value).Append(standard).Min();
        double most = bars.Select(bar => bar.Value).Append(standard).Max();
        double margin = 0.08 * Math.Max(most - least, 0.1 * standard);
        model.Axes.Add(new LinearAxis
        {
            Position = AxisPosition.Bottom,
            Title = "max energy improvement (x)",
            Minimum = least - margin,
            Maximum = most + margin,
            MajorGridlineStyle = LineStyle.Dot,
            AxisTitleDistance = 8,
        });
        var names = new CategoryAxis { Position = AxisPosition.Left, GapWidth = 0.3 };
        names.Labels.AddRange(bars.Select(bar => string.Create(CultureInfo.InvariantCulture, $"{bar.Name}  {bar.Value:0.0}x")));
        model.Axes.Add(names);
        var series = new RectangleBarSeries { StrokeThickness = 0 };
        for (int i = 0; i < bars.Length; i++)
        {
            series.Items.Add(new RectangleBarItem(Math.Min(standard, bars[i].Value), i - 0.33, Math.Max(standard, bars[i].Value), i + 0.33)
            {
                Color = bars[i].Value >= standard ? PlotStyle.Blue : PlotStyle.Vermilion,
            });
        }

        model.Series.Add(series);
        model.Annotations.Add(new OxyPlot.Annotations.LineAnnotation
        {
            Type = OxyPlot.Annotations.LineAnnotationType.Vertical,
            X = standard,
            Color = OxyColors.Black,
            LineStyle = LineStyle.Solid,
        });
        return model;
    }
}
