using CycleSim.Configuration;
using CycleSim.Studies.Reports;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;

namespace CycleSim.Studies.Plots;

/// <summary>Energy of one or several results, stacked by component.</summary>
public static class EnergyPlot
{
    /// <summary>Height of the picture, pixels.</summary>
    public const int Height = 640;

    private const int MostLetters = 18;

    /// <summary>Components that are told apart: those of a report, joined so that the eye can hold them.</summary>
    private static readonly (string Name, string[] Parts, OxyColor Colour)[] Groups =
    [
        ("DRAM: activate, read, write", ["dram_activate", "dram_read", "dram_write"], PlotStyle.Blue),
        ("DRAM: refresh and background", ["dram_refresh", "dram_background"], PlotStyle.Sky),
        ("DRAM: interface and termination", ["dram_interface"], PlotStyle.Green),
        ("scratchpad reads", ["scratchpad_read"], PlotStyle.Orange),
        ("scratchpad writes", ["scratchpad_write"], PlotStyle.Vermilion),
        ("scratchpad leakage", ["leakage"], PlotStyle.Pink),
        ("compute", ["compute"], PlotStyle.Grey),
    ];

    /// <summary>Width of the picture of some results, pixels.</summary>
    public static int Width(int results) => Math.Clamp(420 + 110 * results, 640, 3000);

    /// <summary>Draws results side by side.</summary>
    /// <exception cref="InputException">There is no result.</exception>
    public static PlotModel Draw(IReadOnlyList<StepReportFile> reports)
    {
        ArgumentNullException.ThrowIfNull(reports);
        if (reports.Count == 0)
            throw new InputException("give at least one result of `cyclesim simulate --json FILE`");
        double highest = reports.Max(report => report.EnergyPj.Sum(part => part.Pj));
        (double unit, string unitName) = highest >= 1e12 ? (1e12, "J") : (1e9, "mJ");
        var model = new PlotModel
        {
            Title = "Energy of one training step",
            TitleFontSize = 14,
            DefaultFont = PlotStyle.Font,
            Background = OxyColors.White,
        };
        model.Axes.Add(new LinearAxis
        {
            Position = AxisPosition.Left,
            Title = $"energy ({unitName})",
            Minimum = 0,
            Maximum = highest / unit * 1.05,
            MajorGridlineStyle = LineStyle.Dot,
        });
        var labels = new CategoryAxis { Position = AxisPosition.Bottom, GapWidth = 0.6 };
        labels.Labels.AddRange(reports.Select(report => Wrapped(report.Name)));
        model.Axes.Add(labels);
        model.Legends.Add(new Legend { LegendPlacement = LegendPlacement.Outside, LegendPosition = LegendPosition.RightTop });
        var below = new double[reports.Count];
        foreach ((string name, string[] parts, OxyColor colour) in Groups)
            model.Series.Add(Bars(reports, name, parts, colour, unit, below));
        return model;
    }

    private static RectangleBarSeries Bars(
        IReadOnlyList<StepReportFile> reports, string name, string[] parts, OxyColor colour, double unit, double[] below)
    {
        var series = new RectangleBarSeries { Title = name, FillColor = colour, StrokeThickness = 0.5, StrokeColor = OxyColors.White };
        for (int i = 0; i < reports.Count; i++)
        {
            double energy = reports[i].EnergyPj.Where(part => parts.Contains(part.Component)).Sum(part => part.Pj) / unit;
            series.Items.Add(new RectangleBarItem(i - 0.32, below[i], i + 0.32, below[i] + energy));
            below[i] += energy;
        }

        return series;
    }

    private static string Wrapped(string name)
    {
        var lines = new List<string> { "" };
        foreach (string word in name.Split(' '))
        {
            if (lines[^1].Length > 0 && lines[^1].Length + word.Length >= MostLetters)
                lines.Add("");
            lines[^1] = lines[^1].Length == 0 ? word : $"{lines[^1]} {word}";
        }

        return string.Join('\n', lines);
    }
}
