using System.Globalization;
using CycleSim.Studies.Timeline;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;

namespace CycleSim.Studies.Plots;

/// <summary>Draws a timeline as a picture: every row has its own band and axis over the common axis of time.</summary>
public static class TimelinePlot
{
    /// <summary>Width of the picture, pixels.</summary>
    public const int Width = 1600;

    private const double Gap = 0.012;
    private const double MinLabelShare = 0.02;
    private const double MinLabelHeight = 11;
    private const string TimeKey = "time";

    /// <summary>Cells across the picture.</summary>
    private const int Cells = 1200;

    /// <summary>Bins that a picture is made of: several to a cell, so that highest and lowest are seen beside the mean.</summary>
    public const int BinCount = 8 * Cells;

    /// <summary>Height of the picture of a timeline, pixels.</summary>
    public static int Height(TimelineModel timeline)
    {
        ArgumentNullException.ThrowIfNull(timeline);
        return 130 + (int)timeline.Rows.Sum(Weight);
    }

    /// <summary>Draws a timeline.</summary>
    public static PlotModel Draw(TimelineModel timeline)
    {
        ArgumentNullException.ThrowIfNull(timeline);
        (double unit, string unitName) = PlotStyle.TimeUnit(timeline.ToPs - timeline.FromPs);
        var model = new PlotModel
        {
            Title = timeline.Title,
            TitleFontSize = 15,
            DefaultFont = PlotStyle.Font,
            DefaultFontSize = 11,
            Background = OxyColors.White,
            PlotMargins = new OxyThickness(190, double.NaN, 20, double.NaN),
        };
        model.Axes.Add(new LinearAxis
        {
            Key = TimeKey,
            Position = AxisPosition.Bottom,
            Title = $"time ({unitName})",
            Minimum = timeline.FromPs / unit,
            Maximum = timeline.ToPs / unit,
            MajorGridlineStyle = LineStyle.Dot,
        });
        model.Legends.Add(new Legend
        {
            LegendPlacement = LegendPlacement.Outside,
            LegendPosition = LegendPosition.BottomCenter,
            LegendOrientation = LegendOrientation.Horizontal,
            LegendFontSize = 11,
        });
        var legend = new HashSet<string>();
        double total = timeline.Rows.Sum(Weight);
        double top = 1;
        for (int i = 0; i < timeline.Rows.Count; i++)
        {
            double bottom = top - Weight(timeline.Rows[i]) / total;
            var band = new Band(model, timeline, $"row{i}", bottom + Gap / 2, top - Gap / 2, unit, legend);
            Draw(band, timeline.Rows[i]);
            top = bottom;
        }

        return model;
    }

    /// <summary>Height of a row, pixels.</summary>
    private static double Weight(TimelineRow row) => row switch
    {
        IntervalRow interval => interval.Lanes == 1 ? 34 : Math.Clamp(14 * interval.Lanes, 34, 320),
        HeatRow => 90,
        _ => 62,
    };

    private static void Draw(in Band band, TimelineRow row)
    {
        switch (row)
        {
            case IntervalRow intervals:
                DrawIntervals(band, intervals);
                break;
            case QuantityRow quantities:
                DrawQuantities(band, quantities);
                break;
            case HeatRow heat:
                DrawHeat(band, heat);
                break;
        }
    }

    /// <summary>An axis whose middle tick carries the row's name; numbers, if any, stand at its ends.</summary>
    private static void AddAxis(in Band band, string title, double top, bool showNumbers) => band.Model.Axes.Add(new LinearAxis
    {
        Key = band.Key,
        Position = AxisPosition.Left,
        StartPosition = band.Bottom,
        EndPosition = band.Top,
        Minimum = 0,
        Maximum = top,
        MajorStep = top / 2,
        MinorTickSize = 0,
        TickStyle = showNumbers ? TickStyle.Outside : TickStyle.None,
        AxislineStyle = LineStyle.Solid,
        LabelFormatter = value => Math.Abs(value - top / 2) < top / 8 ? title
            : showNumbers && value > top / 2 ? value.ToString("0.###", CultureInfo.InvariantCulture) : "",
    });

    private static void AddLegend(in Band band, TimelineRow row, string name, OxyColor colour)
    {
        string title = $"{row.Group}: {name}";
        if (row.Group.Length > 0 && band.Legend.Add(title))
            band.Model.Series.Add(new RectangleBarSeries { YAxisKey = band.Key, FillColor = colour, StrokeThickness = 0, Title = title });
    }

    private static void DrawIntervals(in Band band, IntervalRow row)
    {
        AddAxis(band, row.Name, row.Lanes, showNumbers: false);
        double window = band.Timeline.ToPs - band.Timeline.FromPs;
        for (int category = 0; category < row.Categories.Count; category++)
        {
            TimelineInterval[] own = [.. row.Intervals.Where(interval => interval.Category == category)];
            if (own.Length == 0)
                continue;
            AddLegend(band, row, row.Categories[category], ColourOf(row, category));
            var series = new RectangleBarSeries
            {
                YAxisKey = band.Key,
                FillColor = ColourOf(row, category),
                StrokeThickness = own.Length < 200 ? 0.5 : 0,
                StrokeColor = OxyColors.White,
                RenderInLegend = false,
            };
            foreach (TimelineInterval interval in own)
                series.Items.Add(new RectangleBarItem(
                    Math.Max(interval.StartPs, band.Timeline.FromPs) / band.Unit, interval.Lane + 0.06,
                    Math.Min(interval.EndPs, band.Timeline.ToPs) / band.Unit, interval.Lane + 0.94));
            band.Model.Series.Add(series);
        }

        if (Weight(row) / row.Lanes < MinLabelHeight)
            return;
        foreach (TimelineInterval interval in row.Intervals)
            AddLabel(band, interval, window);
    }

    private static void AddLabel(in Band band, in TimelineInterval interval, double window)
    {
        double start = Math.Max(interval.StartPs, band.Timeline.FromPs);
        double end = Math.Min(interval.EndPs, band.Timeline.ToPs);
        // About 6.5 pixels a letter: a label that does not fit its interval is left out.
        if ((end - start) / window < Math.Max(MinLabelShare, interval.Name.Length * 6.5 / (Width - 210)))
            return;
        band.Model.Annotations.Add(new TextAnnotation
        {
            Text = interval.Name,
            YAxisKey = band.Key,
            XAxisKey = TimeKey,
            TextPosition = new DataPoint((start + end) / 2 / band.Unit, interval.Lane + 0.5),
            TextHorizontalAlignment = HorizontalAlignment.Center,
            TextVerticalAlignment = VerticalAlignment.Middle,
            Stroke = OxyColors.Transparent,
            FontSize = 10,
            TextColor = OxyColors.Black,
        });
    }

    /// <summary>Light tones of the palette, so that black labels stay readable.</summary>
    private static OxyColor ColourOf(IntervalRow row, int category)
    {
        OxyColor colour = row.Categories.Count == 1 ? PlotStyle.Sky : PlotStyle.Areas[category];
        return OxyColor.Interpolate(colour, OxyColors.White, 0.35);
    }

    private static void DrawQuantities(in Band band, QuantityRow row)
    {
        double[] sums = [.. Enumerable.Range(0, band.Timeline.BinCount)
            .Select(bin => row.Quantities.Sum(quantity => quantity.Values[bin]))];
        double top = row.Top > 0 ? row.Top : NiceTop(sums.Max());
        AddAxis(band, $"{row.Name}\n({row.Unit})", top, showNumbers: true);
        var below = new double[band.CellCount];
        for (int i = 0; i < row.Quantities.Count; i++)
        {
            AddLegend(band, row, row.Quantities[i].Name, PlotStyle.Areas[i]);
            var area = new AreaSeries
            {
                YAxisKey = band.Key,
                StrokeThickness = 0,
                Color = PlotStyle.Areas[i],
                Fill = PlotStyle.Areas[i],
                RenderInLegend = false,
            };
            AddSteps(area, band, band.Reduce(row.Quantities[i].Values, values => values.Average()), below);
            band.Model.Series.Add(area);
        }

        if (band.BinsPerCell == 1)
            return;
        AddExtremes(band, band.Reduce(sums, values => values.Max()), LineStyle.Solid);
        AddExtremes(band, band.Reduce(sums, values => values.Min()), LineStyle.Dot);
    }

    /// <summary>The highest or lowest bin under each cell, so that no peak is lost by averaging.</summary>
    private static void AddExtremes(in Band band, double[] values, LineStyle style)
    {
        var line = new LineSeries
        {
            YAxisKey = band.Key,
            Color = OxyColor.FromAColor(140, OxyColors.Black),
            StrokeThickness = 0.7,
            LineStyle = style,
            RenderInLegend = false,
        };
        double width = band.CellPs / band.Unit;
        double from = band.Timeline.FromPs / band.Unit;
        for (int cell = 0; cell < values.Length; cell++)
        {
            line.Points.Add(new DataPoint(from + cell * width, values[cell]));
            line.Points.Add(new DataPoint(from + (cell + 1) * width, values[cell]));
        }

        band.Model.Series.Add(line);
    }

    /// <summary>Cells as steps; runs of equal cells are one.</summary>
    private static void AddSteps(AreaSeries area, in Band band, double[] values, double[] below)
    {
        double width = band.CellPs / band.Unit;
        double from = band.Timeline.FromPs / band.Unit;
        for (int bin = 0; bin < values.Length; bin++)
        {
            double low = below[bin];
            double high = low + values[bin];
            if (bin > 0 && bin < values.Length - 1 && Same(bin - 1) && Same(bin + 1))
                continue;
            foreach (double x in new[] { from + bin * width, from + (bin + 1) * width })
            {
                area.Points.Add(new DataPoint(x, high));
                area.Points2.Add(new DataPoint(x, low));
            }

            bool Same(int other) => values[other] == values[bin] && below[other] == below[bin];
        }

        for (int bin = 0; bin < values.Length; bin++)
            below[bin] += values[bin];
    }

    private static void DrawHeat(Band band, HeatRow row)
    {
        double[][] values = [.. row.Values.Select(lane => band.Reduce(lane, values => values.Max()))];
        double highest = row.Top > 0 ? row.Top : Math.Max(1e-12, values.Max(lane => lane.Max()));
        AddAxis(band, FormattableString.Invariant($"{row.Name}: {row.Lanes.Count} rows\n(highest; dark: {highest:G3}\n{row.Unit})"),
            row.Lanes.Count, showNumbers: false);
        string key = band.Key + "colour";
        band.Model.Axes.Add(new LinearColorAxis
        {
            Key = key,
            Position = AxisPosition.None,
            Minimum = 0,
            Maximum = highest,
            Palette = PlotStyle.Heat,
        });
        var data = new double[band.CellCount, row.Lanes.Count];
        for (int lane = 0; lane < row.Lanes.Count; lane++)
            for (int cell = 0; cell < band.CellCount; cell++)
                data[cell, lane] = Math.Min(highest, values[lane][cell]);
        double half = band.CellPs / band.Unit / 2;
        band.Model.Series.Add(new HeatMapSeries
        {
            YAxisKey = band.Key,
            ColorAxisKey = key,
            X0 = band.Timeline.FromPs / band.Unit + half,
            X1 = (band.Timeline.FromPs + band.CellCount * band.CellPs) / band.Unit - half,
            Y0 = 0.5,
            Y1 = row.Lanes.Count - 0.5,
            Data = data,
            Interpolate = false,
            RenderMethod = HeatMapRenderMethod.Bitmap,
        });
    }

    private static double NiceTop(double highest)
    {
        if (highest <= 0)
            return 1;
        double power = Math.Pow(10, Math.Floor(Math.Log10(highest)));
        return new[] { 1, 2, 2.5, 5, 10 }.First(step => step * power >= highest * 0.9999) * power;
    }

    /// <summary>The place of a row in the picture.</summary>
    private readonly record struct Band(
        PlotModel Model, TimelineModel Timeline, string Key, double Bottom, double Top, double Unit, HashSet<string> Legend)
    {
        internal int BinsPerCell => (Timeline.BinCount + Cells - 1) / Cells;

        internal int CellCount => (Timeline.BinCount + BinsPerCell - 1) / BinsPerCell;

        internal double CellPs => Timeline.BinPs * BinsPerCell;

        /// <summary>One value for the bins of each cell; the last cell may have fewer bins.</summary>
        internal double[] Reduce(double[] bins, Func<double[], double> combine) => [.. bins.Chunk(BinsPerCell).Select(combine)];
    }
}
