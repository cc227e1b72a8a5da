using System.Globalization;
using CycleSim.Configuration.Text;
using CycleSim.Studies.Comparisons;
using CycleSim.Studies.Heterogeneous;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace CycleSim.Studies.Plots;

/// <summary>Figure 15 of the paper: write energy of heterogeneous scratchpads.</summary>
internal static class HeterogeneousPlots
{
    /// <summary>Draws write energy over capacity, and the improvement over the write error rate of the mantissa.</summary>
    public static IReadOnlyList<PlotModel> Draw(WriteEnergyStudy study)
    {
        ArgumentNullException.ThrowIfNull(study);
        return [Energy(study), Improvement(study)];
    }

    private static PlotModel Energy(WriteEnergyStudy study)
    {
        PlotModel model = ComparisonPlots.Model($"{study.Network}: scratchpad write energy of a step");
        model.Axes.Add(SizeAxis.Of(IsoKind.Capacity));
        model.Axes.Add(new LogarithmicAxis
        {
            Position = AxisPosition.Left,
            Title = "write energy (J)",
            MajorGridlineStyle = LineStyle.Dot,
            UseSuperExponentialFormat = true,
            AxisTitleDistance = 8
        });
        Add("SRAM", OxyColors.Black, row => row.SramJ, LineStyle.Dash);
        Add("STT-MRAM, all bits safe", PlotStyle.Vermilion, row => row.BaseJ, LineStyle.Solid);
        for (int rate = 0; rate < WriteEnergyStudy.Rates.Length; rate += 3)
        {
            int index = rate;
            Add($"mantissa at {Rate(rate)}", Shade(rate), row => row.HeterogeneousJ[index], LineStyle.Solid);
        }

        return model;

        void Add(string title, OxyColor colour, Func<WriteEnergyRow, double> value, LineStyle style)
        {
            LineSeries line = Line(title, colour, style);
            line.Points.AddRange(study.Rows.Where(row => value(row) > 0).Select(row => new DataPoint(row.CapacityBytes, value(row))));
            model.Series.Add(line);
        }
    }

    private static PlotModel Improvement(WriteEnergyStudy study)
    {
        PlotModel model = ComparisonPlots.Model($"improvement over STT-MRAM with all bits safe, {WriteEnergyStudy.PulseNs:0} ns");
        model.Axes.Add(new LogarithmicAxis
        {
            Position = AxisPosition.Bottom,
            Title = "write error rate of the mantissa",
            MajorGridlineStyle = LineStyle.Dot,
            UseSuperExponentialFormat = true,
            AxisTitleDistance = 8
        });
        model.Axes.Add(new LinearAxis
        {
            Position = AxisPosition.Left,
            Title = "write energy improvement (x)",
            MajorGridlineStyle =
            LineStyle.Dot,
            MaximumPadding = 0.05,
            MinimumPadding = 0.05,
            AxisTitleDistance = 8
        });
        for (int i = 0; i < study.Rows.Length; i += Math.Max(1, study.Rows.Length / 5))
        {
            WriteEnergyRow row = study.Rows[i];
            LineSeries line = Line(ByteSize.Format(row.CapacityBytes), PlotStyle.Lines[model.Series.Count % PlotStyle.Lines.Count],
                LineStyle.Solid);
            for (int rate = 0; rate < WriteEnergyStudy.Rates.Length; rate++)
                line.Points.Add(new(WriteEnergyStudy.Rates[rate], row.Improvement(rate)));
            model.Series.Add(line);
        }

        return model;
    }

    private static string Rate(int rate) => WriteEnergyStudy.Rates[rate].ToString("0.#e+0", CultureInfo.InvariantCulture);

    private static OxyColor Shade(int rate) => rate switch
    {
        0 => PlotStyle.Orange,
        < 6 => PlotStyle.Green,
        _ => PlotStyle.Blue,
    };

    private static LineSeries Line(string title, OxyColor colour, LineStyle style) => new()
    {
        Title = title,
        Color = colour,
        LineStyle = style,
        StrokeThickness = 1.8,
        MarkerType = MarkerType.Circle,
        MarkerSize = 3,
        MarkerFill = colour,
    };
}
