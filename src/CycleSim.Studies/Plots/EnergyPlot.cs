using CycleSim.Platform;
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

    private const int MaxLetters = 18;

    /// <summary>Components that are told apart: those of a report, joined so that the eye can hold them.</summary>
    private static readonly (string Name, Func<ReportedEnergy, decimal>[] Parts, OxyColor Colour)[] Groups =
    [
        (
            "DRAM: activate, read, write", [energy => energy.DramActivatePj, energy => energy.DramReadPj, energy => energy.DramWritePj],
            PlotStyle.Blue),
        ("DRAM: refresh and background", [energy => energy.DramRefreshPj, energy => energy.DramBackgroundPj], PlotStyle.Sky),
        ("DRAM: interface and termination", [energy => energy.DramInterfacePj], PlotStyle.Green),
        ("scratchpad reads", [energy => energy.ScratchpadReadPj], PlotStyle.Orange),
        ("scratchpad writes", [energy => energy.ScratchpadWritePj], PlotStyle.Vermilion),
        ("scratchpad leakage", [energy => energy.LeakagePj], PlotStyle.Pink),
        ("compute", [energy => energy.ComputePj], PlotStyle.Grey),
    ];

    private static readonly (string Name, Func<ReportedEnergy, decimal>[] Parts, OxyColor Colour) Accumulators =
        ("accumulator buffer", [energy => energy.AccumulatorPj ?? 0], OxyColors.Black);

    /// <summary>The groups that some results have: all, and the buffer of machines with one.</summary>
    private static (string Name, Func<ReportedEnergy, decimal>[] Parts, OxyColor Colour)[] GroupsOf(
        IReadOnlyList<StepReport> reports) =>
        reports.Any(report => report.Totals.Energy.AccumulatorPj is > 0) ? [.. Groups, Accumulators] : Groups;

    /// <summary>Width of the picture of some results, pixels.</summary>
    public static int Width(int results) => Math.Clamp(420 + 110 * results, 640, 3000);

    /// <summary>Draws results side by side.</summary>
    /// <exception cref="InputException">There is no result.</exception>
    public static PlotModel Draw(IReadOnlyList<StepReport> reports)
    {
        ArgumentNullException.ThrowIfNull(reports);
        if (reports.Count == 0)
            throw new InputException("give at least one result of `cyclesim simulate --json=FILE`");
        (string Name, Func<ReportedEnergy, decimal>[] Parts, OxyColor Colour)[] groups = GroupsOf(reports);
        double highest = reports.Max(report => groups.SelectMany(group => group.Parts).Sum(part => (double)part(report.Totals.Energy)));
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
        labels.Labels.AddRange(reports.Select(report => Wrapped(report.Title)));
        model.Axes.Add(labels);
        model.Legends.Add(new Legend { LegendPlacement = LegendPlacement.Outside, LegendPosition = LegendPosition.RightTop });
        var below = new double[reports.Count];
        foreach ((string name, Func<ReportedEnergy, decimal>[] parts, OxyColor colour) in groups)
            model.Series.Add(Bars(reports, name, parts, colour, unit, below));
        return model;
    }

    private static RectangleBarSeries Bars(
        IReadOnlyList<StepReport> reports, string name, Func<ReportedEnergy, decimal>[] parts, OxyColor colour, double unit, double[] below)
    {
        var series = new RectangleBarSeries { Title = name, FillColor = colour, StrokeThickness = 0.5, StrokeColor = OxyColors.White };
        for (int i = 0; i < reports.Count; i++)
        {
            double energy = parts.Sum(part => (double)part(reports[i].Totals.Energy)) / unit;
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
            if (lines[^1].Length > 0 && lines[^1].Length + word.Length >= MaxLetters)
                lines.Add("");
            lines[^1] = lines[^1].Length == 0 ? word : $"{lines[^1]} {word}";
        }

        return string.Join('\n', lines);
    }
}
