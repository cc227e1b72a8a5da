using System.Globalization;
using CycleSim.Accelerator.Steps;
using CycleSim.Configuration.Text;
using CycleSim.Studies.Timeline;
using CycleSim.Workloads.Lowering;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;

namespace CycleSim.Studies.Plots;

/// <summary>
/// Draws an activity timeline: which layer works, and one row for each component, height = activity against the row's scale, colour = pass.
/// </summary>
public static class ActivityPlot
{
    /// <summary>Width of the picture, pixels.</summary>
    public const int Width = 1400;

    /// <summary>Height of the picture, pixels.</summary>
    public const int Height = 780;

    private const int BinCount = 1000;
    private const double RowHeight = 0.8;

    // The layers take a share at the top of the plot area; its width follows from the picture's, its height is about 640 pixels.
    private const double LayerShare = 0.13;
    private const double LeftMargin = 170;
    private const double RightMargin = 20;
    private const double PlotWidth = Width - LeftMargin - RightMargin - 20;
    private const double LayerHeight = 80;

    private static readonly (Pass Pass, string Name, OxyColor Colour)[] Passes =
    [
        (Pass.Forward, "forward", PlotStyle.Blue),
        (Pass.InputGradient, "input gradient", PlotStyle.Orange),
        (Pass.WeightGradient, "weight gradient", PlotStyle.Green),
        (Pass.Update, "update", PlotStyle.Pink),
    ];

    /// <summary>Draws the timeline of a run.</summary>
    /// <param name="timeline">What was observed.</param>
    /// <param name="result">The run's result.</param>
    public static PlotModel Draw(StepActivity timeline, StepResult result)
    {
        ArgumentNullException.ThrowIfNull(timeline);
        ArgumentNullException.ThrowIfNull(result);
        long cycles = result.Cycles.Total;
        double[,,] bins = timeline.Bins(result.Program, cycles, BinCount);
        (double unitPs, string unitName) = PlotStyle.TimeUnit(result.TimeS * 1e12);
        double unit = unitPs * 1e-12;
        var model = new PlotModel
        {
            Title = $"{result.Program.Network.Name}, batch {result.Program.Batch}: one training step, {result.Memory} " +
                ByteSize.Format(result.CapacityBytes),
            DefaultFont = PlotStyle.Font,
            TitleFontSize = 16,
            Background = OxyColors.White,
            PlotMargins = new OxyThickness(LeftMargin, double.NaN, RightMargin, double.NaN),
            SubtitleFontSize = 11,
        };
        model.Axes.Add(new LinearAxis
        {
            Position = AxisPosition.Bottom,
            Title = $"time ({unitName})",
            Minimum = 0,
            Maximum = result.TimeS / unit,
            MajorGridlineStyle = LineStyle.Dot,
        });
        var rows = new CategoryAxis { Position = AxisPosition.Left, MinorTickSize = 0, GapWidth = 0, EndPosition = 1 - LayerShare };
        model.Axes.Add(rows);
        model.Legends.Add(new Legend
        {
            LegendPlacement = LegendPlacement.Outside,
            LegendPosition = LegendPosition.BottomCenter,
            LegendOrientation = LegendOrientation.Horizontal,
        });
        double[] scales = AddLabels(rows, bins, result);
        foreach ((Pass pass, string name, OxyColor colour) in Passes)
            model.Series.Add(Bars(bins, scales, pass, name, colour, result.TimeS / unit / BinCount));
        DrawLayers(model, timeline, result, unit);
        return model;
    }

    private static void DrawLayers(PlotModel model, StepActivity timeline, StepResult result, double unit)
    {
        long cycles = Math.Max(1, result.Cycles.Total);
        var band = new LayerBand(model, 1 - LayerShare, PlotWidth, LayerHeight, cycles, result.TimeS / unit / cycles);
        int nameless = band.Draw(
            OperationSpan.Of(result, timeline), operation => Passes.First(pass => pass.Pass == operation.Pass).Colour);
        if (nameless > 0)
        {
            model.Subtitle = (nameless == 1 ? "one layer is too narrow for its name" : $"{nameless} layers are too narrow for their names")
                + "; the timeline as .html names all";
        }
    }

    private static double[] AddLabels(CategoryAxis axis, double[,,] bins, StepResult result)
    {
        var scales = new double[bins.GetLength(0)];
        double peakGbPerS = result.Machine.DramPeakGbPerS;
        double linesPerCycle = StepActivity.PeakDramLinesPerCycle(result.Machine);
        foreach (ActivityRow row in Enum.GetValues<ActivityRow>())
        {
            double highest = Highest(bins, row);
            (scales[(int)row], string label) = row switch
            {
                ActivityRow.Array => (1, "array\n(full: no stall)"),
                ActivityRow.VectorUnit => (1, "vector unit\n(full: no stall)"),
                ActivityRow.Dram => (linesPerCycle, FormattableString.Invariant($"DRAM\n(full: {peakGbPerS:0.0} GB/s)")),
                _ => (highest, string.Create(
                    CultureInfo.InvariantCulture,
                    $"{row.ToString().Replace("Scratchpad", "", StringComparison.Ordinal).ToLowerInvariant()} scratchpad\n" +
                    $"(full: {highest:0.##} lines/cycle)")),
            };
            axis.Labels.Add(label);
        }

        return scales;
    }

    private static double Highest(double[,,] bins, ActivityRow row)
    {
        double highest = 0;
        for (int bin = 0; bin < BinCount; bin++)
        {
            double sum = 0;
            foreach ((Pass pass, _, _) in Passes)
                sum += bins[(int)row, (int)pass, bin];
            highest = Math.Max(highest, sum);
        }

        return highest;
    }

    private static RectangleBarSeries Bars(
        double[,,] bins, double[] scales, Pass pass, string name, OxyColor colour, double width)
    {
        var series = new RectangleBarSeries { Title = name, FillColor = colour, StrokeThickness = 0 };
        foreach (ActivityRow row in Enum.GetValues<ActivityRow>())
        {
            if (scales[(int)row] <= 0)
                continue;
            for (int bin = 0; bin < BinCount; bin++)
            {
                double height = Math.Min(1, bins[(int)row, (int)pass, bin] / scales[(int)row]) * RowHeight;
                if (height < 1e-4)
                    continue;
                double below = (int)row - RowHeight / 2;
                for (int earlier = 0; Passes[earlier].Pass != pass; earlier++)
                    below += bins[(int)row, (int)Passes[earlier].Pass, bin] / scales[(int)row] * RowHeight;
                series.Items.Add(new RectangleBarItem(bin * width, below, (bin + 1) * width, below + height));
            }
        }

        return series;
    }
}
