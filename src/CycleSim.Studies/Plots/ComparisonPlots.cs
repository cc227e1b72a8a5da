using CycleSim.Studies.Comparisons;
using CycleSim.Studies.Plans;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;

namespace CycleSim.Studies.Plots;

/// <summary>Pictures of comparisons: improvement over size, energy by component, ratios of components.</summary>
public static class ComparisonPlots
{
    /// <summary>Width of a panel, pixels.</summary>
    public const int PanelWidth = 680;

    /// <summary>Height of a panel, pixels.</summary>
    public const int PanelHeight = 470;

    private static readonly MarkerType[] Markers = [MarkerType.Circle, MarkerType.Square, MarkerType.Triangle, MarkerType.Diamond];

    private static readonly (string Name, Func<PointResult, double> Joule, OxyColor Colour)[] Components =
    [
        ("DRAM", result => result.DramJ, PlotStyle.Blue),
        ("leakage", result => result.LeakageJ, PlotStyle.Pink),
        ("scratchpad accesses", result => result.AccessJ, PlotStyle.Vermilion),
        ("compute", result => result.ComputeJ, PlotStyle.Grey),
    ];

    /// <summary>A component of machines that have the buffer.</summary>
    private static readonly (string Name, Func<PointResult, double> Joule, OxyColor Colour) Accumulators =
        ("accumulator buffer", result => result.AccumulatorJ, PlotStyle.Green);

    /// <summary>Energy of the baseline over that of the others; a line for each network and memory.</summary>
    /// <param name="title">Title.</param>
    /// <param name="comparisons">Comparisons of one kind.</param>
    public static PlotModel Improvement(string title, IReadOnlyList<Comparison> comparisons)
    {
        ArgumentNullException.ThrowIfNull(comparisons);
        PlotModel model = Model(title);
        model.Axes.Add(SizeAxis.Of(comparisons[0].Iso));
        double most = comparisons.SelectMany(
            comparison => Enumerable.Range(1, comparison.Memories.Length - 1).Select(memory => comparison.Best(memory)?.Improvement ?? 1))
            .Append(1).Max();
        model.Axes.Add(new LinearAxis
        {
            Position = AxisPosition.Left,
            Title = "energy improvement (x)",
            Minimum = 0,
            Maximum = most * 1.15,
            AxisTitleDistance = 8,
            MajorGridlineStyle = LineStyle.Dot
        });
        bool severalMemories = comparisons.Any(comparison => comparison.Memories.Length > 2);
        int index = 0;
        foreach (Comparison comparison in comparisons)
        {
            for (int memory = 1; memory < comparison.Memories.Length; memory++)
            {
                string name = comparisons.Count == 1 ? comparison.Memories[memory]
                    : severalMemories ? $"{comparison.Network}, {comparison.Memories[memory]}" : comparison.Network;
                int other = memory;
                model.Series.Add(Line(name, index++, comparison, size => comparison.Improvement(size, other)));
            }
        }

        return model;
    }

    /// <summary>A quantity over size: a line for each machine and memory, with memories in their own colours.</summary>
    /// <param name="title">Title.</param>
    /// <param name="axis">Quantity and unit.</param>
    /// <param name="comparisons">Comparisons of one network on several machines.</param>
    /// <param name="quantity">What is drawn; above 0.</param>
    public static PlotModel Quantities(
        string title, string axis, IReadOnlyList<Comparison> comparisons, Func<PointResult, double> quantity)
    {
        ArgumentNullException.ThrowIfNull(comparisons);
        ArgumentNullException.ThrowIfNull(quantity);
        PlotModel model = Model(title);
        model.Axes.Add(SizeAxis.Of(comparisons[0].Iso));
        model.Axes.Add(new LogarithmicAxis
        {
            Position = AxisPosition.Left,
            Title = axis,
            MajorGridlineStyle = LineStyle.Dot,
            StringFormat = "0.#####",
            AxisTitleDistance = 8,
        });
        LineStyle[] styles = [LineStyle.Solid, LineStyle.Dash, LineStyle.Dot, LineStyle.DashDot, LineStyle.LongDash, LineStyle.DashDotDot];
        for (int machine = 0; machine < comparisons.Count; machine++)
        {
            Comparison comparison = comparisons[machine];
            for (int memory = 0; memory < comparison.Memories.Length; memory++)
            {
                int shown = memory;
                LineSeries line = Line(
                    $"{comparison.Machine}, {comparison.Memories[memory]}", memory, comparison,
                    size => comparison.Result(size, shown) is { } result ? quantity(result) : null);
                line.LineStyle = styles[machine % styles.Length];
                model.Series.Add(line);
            }
        }

        return model;
    }

    /// <summary>Energy by component, as a share of the baseline's energy at the same size: bars of all memories side by side.</summary>
    /// <param name="title">Title.</param>
    /// <param name="comparison">The comparison.</param>
    public static PlotModel Breakdown(string title, Comparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        PlotModel model = Model(title);
        int[] sizes = [.. comparison.Complete];
        int memories = comparison.Memories.Length;
        var labels = new CategoryAxis
        {
            Position = AxisPosition.Bottom,
            Title = SizeAxis.TitleOf(comparison.Iso),
            Angle = sizes.Length > 8 ? 45 : 0,
            GapWidth = 0.3
        };
        labels.Labels.AddRange(sizes.Select(size => SizeAxis.Text(comparison.Iso, comparison.Sizes[size])));
        model.Axes.Add(labels);
        double most = sizes.SelectMany(size =>
            Enumerable.Range(0, memories).Select(memory => Share(comparison, size, memory, result => result.EnergyJ))).Append(1).Max();
        model.Axes.Add(new LinearAxis
        {
            Position = AxisPosition.Left,
            Title = $"energy / energy of {comparison.Memories[0]}",
            Minimum = 0,
            Maximum = most * 1.05,
            AxisTitleDistance = 8,
            MajorGridlineStyle = LineStyle.Dot
        });
        model.Subtitle = $"bars of each size from the left: {string.Join(", ", comparison.Memories)}";
        double width = 0.8 / memories;
        var below = new double[sizes.Length, memories];
        foreach ((string name, Func<PointResult, double> joule, OxyColor colour) in ComponentsOf(comparison))
        {
            var bars = new RectangleBarSeries { Title = name, FillColor = colour, StrokeThickness = 0.5, StrokeColor = OxyColors.White };
            for (int i = 0; i < sizes.Length; i++)
            {
                for (int memory = 0; memory < memories; memory++)
                {
                    double height = Share(comparison, sizes[i], memory, joule);
                    double left = i - 0.4 + memory * width;
                    bars.Items.Add(new RectangleBarItem(left, below[i, memory], left + width * 0.94, below[i, memory] + height));
                    below[i, memory] += height;
                }
            }

            model.Series.Add(bars);
        }

        return model;
    }

    /// <summary>Each component of the baseline over that of the last memory: above 1 the baseline takes more.</summary>
    /// <param name="title">Title.</param>
    /// <param name="comparison">The comparison.</param>
    public static PlotModel Ratios(string title, Comparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        int memory = comparison.Memories.Length - 1;
        (string Name, Func<PointResult, double> Joule, OxyColor Colour)[] lines =
            [.. Components.SkipLast(1), ("total", result => result.EnergyJ, OxyColors.Black)];
        double[] bounds = [1,
            .. comparison.Complete.SelectMany(size => lines.Select(line => comparison.Ratio(size, memory, line.Joule))).OfType<double>()];
        PlotModel model = Model(title);
        model.Axes.Add(SizeAxis.Of(comparison.Iso));
        model.Axes.Add(new LogarithmicAxis
        {
            Position = AxisPosition.Left,
            Title = $"energy of {comparison.Memories[0]} / {comparison.Memories[^1]}",
            MajorGridlineStyle = LineStyle.Dot,
            StringFormat = "0.###",
            AxisTitleDistance = 8,
            Minimum = 0.8 * bounds.Min(),
            Maximum = 1.25 * bounds.Max(),
        });
        for (int i = 0; i < lines.Length; i++)
        {
            LineSeries line = Line(lines[i].Name, i, comparison, size => comparison.Ratio(size, memory, lines[i].Joule));
            (line.Color, line.MarkerFill, line.MarkerStroke) = (lines[i].Colour, lines[i].Colour, lines[i].Colour);
            model.Series.Add(line);
        }

        model.Annotations.Add(new OxyPlot.Annotations.LineAnnotation
        {
            Type = OxyPlot.Annotations.LineAnnotationType.Horizontal,
            Y = 1,
            Color = OxyColors.Gray,
            LineStyle = LineStyle.Dash,
        });
        return model;
    }

    /// <summary>The components that a comparison has.</summary>
    private static (string Name, Func<PointResult, double> Joule, OxyColor Colour)[] ComponentsOf(Comparison comparison) =>
        comparison.Cells.SelectMany(cells => cells).Any(cell => cell.Result is { AccumulatorJ: > 0 })
            ? [.. Components, Accumulators]
            : Components;

    private static double Share(Comparison comparison, int size, int memory, Func<PointResult, double> joule) =>
        joule(comparison.Result(size, memory)!) / comparison.Result(size, 0)!.EnergyJ;

    private static LineSeries Line(string name, int index, Comparison comparison, Func<int, double?> value)
    {
        OxyColor colour = PlotStyle.Lines[index % PlotStyle.Lines.Count];
        var line = new LineSeries
        {
            Title = name,
            Color = colour,
            MarkerType = Markers[index % Markers.Length],
            MarkerSize = 3.5,
            MarkerFill = colour,
            MarkerStroke = colour,
            StrokeThickness = 1.8,
            LineStyle = index < PlotStyle.Lines.Count ? LineStyle.Solid : LineStyle.Dash,
        };
        for (int size = 0; size < comparison.Sizes.Length; size++)
            line.Points.Add(value(size) is { } y ? new DataPoint(comparison.Sizes[size], y) : DataPoint.Undefined);
        return line;
    }

    internal static PlotModel Model(string title)
    {
        var model = new PlotModel
        {
            Title = title,
            TitleFontSize = 14,
            SubtitleFontSize = 11,
            TitleFontWeight = FontWeights.Normal,
            DefaultFont = PlotStyle.Font,
            Background = OxyColors.White,
        };
        model.Legends.Add(new Legend
        {
            LegendPlacement = LegendPlacement.Outside,
            LegendPosition = LegendPosition.BottomCenter,
            LegendOrientation = LegendOrientation.Horizontal,
            LegendBorder = OxyColors.LightGray,
            // Long enough to tell dashes from lines beside the marker.
            LegendSymbolLength = 36,
        });
        return model;
    }
}
