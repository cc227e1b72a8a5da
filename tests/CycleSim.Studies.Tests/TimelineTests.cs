using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using CsCheck;
using CycleSim.Platform;
using CycleSim.Properties;
using CycleSim.Studies.Plots;
using CycleSim.Studies.Timeline;
using CycleSim.Traces;

namespace CycleSim.Studies.Tests;

/// <summary>A timeline keeps every event of its window, whatever the bins.</summary>
public sealed partial class TimelineTests : IDisposable
{
    private static readonly string Sample = Path.Combine(AppContext.BaseDirectory, "traces", "lenet5-batch8.cst");
    private static readonly string Overlapped = Path.Combine(AppContext.BaseDirectory, "traces", "lenet5-overlapped.cst");
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    [Trait("kind", "property")]
    public void Bins_keep_what_lies_in_their_window() =>
        Gen.Select(Gen.Long[0, 1000], Gen.Long[1, 5000], Gen.Int[1, 60], Gen.Long[0, 7000], Gen.Long[1, 3000], Gen.Double[0.1, 100]).ForAll(
            AssertKept);

    // The end of the window over the width of a bin, 48 / (48 / 59), rounds to below 59.
    [Fact]
    public void A_point_at_the_end_of_the_window_is_outside_whatever_the_quotient_rounds_to() => AssertKept(31, 48, 59, 79, 3, 38.5);

    private static void AssertKept(long from, long length, int count, long start, long span, double amount)
    {
        var bins = new Bins(from, from + length, count);
        double[] values = bins.New();
        bins.AddInterval(values, start, start + span, amount);
        long inside = Math.Max(0, Math.Min(from + length, start + span) - Math.Max(from, start));
        Assert.Equal(amount * inside / span, values.Sum(), 1e-9 * amount);
        double[] points = bins.New();
        bins.AddPoint(points, start, 1);
        Assert.Equal(start >= from && start < from + length ? 1 : 0, points.Sum());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(37)]
    [InlineData(4096)]
    public void Rows_add_up_to_the_trace(int bins)
    {
        using TraceFile file = TraceFile.Open(Sample);
        TimelineModel timeline = TimelineBuilder.Read(file, 0, long.MaxValue, bins);
        Assert.Equal((0L, file.EndCycle * 1000), (timeline.FromPs, timeline.ToPs));
        TracePhase[] phases = [.. file.Phases(0, long.MaxValue)];
        AssertShares("array", TracePhaseKind.Array);
        AssertShares("vector unit", TracePhaseKind.Vector);
        Assert.Equal((double)file.End.DramBursts * 5000, Sum("DRAM data bus") * timeline.BinPs, 1);
        AssertBandwidth("DRAM bandwidth", (long)file.End.DramBursts * 64);
        foreach ((TraceComponent pad, string name) in TraceNames.ScratchpadComponents.Zip(["activation", "weight", "error"]))
        {
            AssertBandwidth($"{name} bandwidth", file.Accesses(pad, 0, long.MaxValue).Sum(access => access.Bytes));
            HeatRow banks = timeline.Rows.OfType<HeatRow>().Single(row => row.Name == $"{name} banks");
            Assert.Equal(
                file.Accesses(pad, 0, long.MaxValue).Count(),
                banks.Values.Sum(lane => lane.Sum()) * timeline.BinPs / 1000 * 16,
                1e-3);
        }

        double Sum(string row) =>
            timeline.Rows.OfType<QuantityRow>().Single(r => r.Name == row).Quantities.Sum(quantity => quantity.Values.Sum());

        void AssertBandwidth(string row, long bytes) => Assert.Equal(bytes, Sum(row) * timeline.BinPs * 1e-3, 1e-6 * bytes);

        void AssertShares(string row, TracePhaseKind kind)
        {
            IReadOnlyList<TimelineQuantity> shares = timeline.Rows.OfType<QuantityRow>().Single(r => r.Name == row).Quantities;
            long[] expected =
            [
                phases.Where(phase => phase.Kind == kind).Sum(phase => phase.Cycles - phase.StallCycles),
                phases.Where(phase => phase.Kind == kind).Sum(phase => phase.ConflictStallCycles),
                phases.Where(phase => phase.Kind == kind).Sum(phase => phase.LatencyStallCycles),
            ];
            for (int i = 0; i < expected.Length; i++)
                Assert.Equal(expected[i], shares[i].Values.Sum() * timeline.BinPs / 1000, 1e-3);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(4096)]
    public void Shares_of_array_vector_unit_and_waits_fill_the_time(int bins)
    {
        using TraceFile file = TraceFile.Open(Overlapped);
        TimelineModel timeline = TimelineBuilder.Read(file, 0, long.MaxValue, bins);
        QuantityRow[] rows = [.. timeline.Rows.OfType<QuantityRow>().Where(row => row.Name is "array" or "vector unit" or "array waits")];
        Assert.Equal(3, rows.Length);
        for (int bin = 0; bin < timeline.BinCount; bin++)
            Assert.Equal(1, rows.Sum(row => row.Quantities.Sum(quantity => quantity.Values[bin])), 1e-9);
        IntervalRow waits = timeline.Rows.OfType<IntervalRow>().Single(row => row.Group == "wait for");
        if (bins == 4096)
            Assert.Contains(waits.Intervals, wait => wait.Name == "load of A (images), tile 0 of conv1 fwd" && wait.Lane == 1);
    }

    [Theory]
    [InlineData("lenet5-batch8.cst")]
    [InlineData("lenet5-overlapped.cst")]
    public void Intervals_of_a_lane_never_overlap_and_name_their_tensor(string name)
    {
        using TraceFile file = TraceFile.Open(Path.Combine(AppContext.BaseDirectory, "traces", name));
        TimelineModel timeline = TimelineBuilder.Read(file, 0, long.MaxValue, 1000);
        foreach (IntervalRow row in timeline.Rows.OfType<IntervalRow>())
        {
            Assert.NotEmpty(row.Intervals);
            foreach (IGrouping<int, TimelineInterval> lane in row.Intervals.GroupBy(interval => interval.Lane))
            {
                Assert.InRange(lane.Key, 0, row.Lanes - 1);
                foreach ((TimelineInterval before, TimelineInterval after) in lane.Zip(lane.Skip(1)))
                    Assert.True(after.StartPs >= before.EndPs, $"{row.Name}: {before.Name} and {after.Name}");
            }

            Assert.All(row.Intervals, interval => Assert.InRange(interval.Category, 0, row.Categories.Count - 1));
        }

        Assert.Contains(timeline.Rows.OfType<IntervalRow>().Single(row => row.Name == "weight tensors").Intervals,
            interval => interval.Name == "fc1.weight" || interval.Name == "conv2.weight");
    }

    [Fact]
    public void A_window_is_a_part_of_the_whole()
    {
        using TraceFile file = TraceFile.Open(Sample);
        // Bins of one cycle, so that both have the same edges.
        TimelineModel whole = TimelineBuilder.Read(file, 0, long.MaxValue, int.MaxValue / 4096);
        TimelineModel part = TimelineBuilder.Read(file, 64_000_000, 70_000_000, int.MaxValue / 4096);
        Assert.Equal((170_982, 6000), (whole.BinCount, part.BinCount));
        foreach (QuantityRow row in part.Rows.OfType<QuantityRow>())
        {
            QuantityRow all = whole.Rows.OfType<QuantityRow>().Single(other => other.Name == row.Name);
            foreach (TimelineQuantity quantity in row.Quantities)
            {
                double[] expected = all.Quantities.Single(other => other.Name == quantity.Name).Values[64_000..70_000];
                Assert.All(expected.Zip(quantity.Values), pair => Assert.Equal(pair.First, pair.Second, 1e-6 * Math.Max(1, pair.First)));
            }
        }
    }

    [Fact]
    public void A_selection_is_shown_over_its_window_without_rows_of_what_was_not_recorded()
    {
        using TraceFile folds = TraceFile.Open(Path.Combine(AppContext.BaseDirectory, "traces", "vgg16-conv11-folds.cst"));
        TimelineModel window = TimelineBuilder.Read(folds, null, null, 100);
        Assert.Equal((1_100_000_000, 1_350_000_000), (window.FromPs, window.ToPs));
        using TraceFile dram = TraceFile.Open(Path.Combine(AppContext.BaseDirectory, "traces", "lenet5-dram.cst"));
        TimelineModel rows = TimelineBuilder.Read(dram, null, null, 100);
        Assert.Contains(rows.Rows, row => row.Name == "DRAM banks");
        Assert.DoesNotContain(rows.Rows, row => row.Name == "weight bandwidth");
    }

    [Fact]
    public void No_share_of_time_exceeds_one_at_the_finest_scale()
    {
        using TraceFile file = TraceFile.Open(Sample);
        foreach (QuantityRow row in TimelineBuilder.Read(file, 100_000_000, 100_500_000, 1 << 20).Rows.OfType<QuantityRow>()
            .Where(row => row.Unit == "share of time"))
            for (int bin = 0; bin < 500; bin++)
                Assert.InRange(row.Quantities.Sum(quantity => quantity.Values[bin]), 0, 1 + 1e-9);
    }

    [Fact]
    public void A_window_behind_the_end_and_a_trace_without_phases_are_errors()
    {
        using TraceFile file = TraceFile.Open(Sample);
        Assert.Contains("the run ends at 170.982 us",
            Assert.Throws<InputException>(() => TimelineBuilder.Read(file, 1_000_000_000, long.MaxValue, 10)).Message,
            StringComparison.Ordinal);
        using (FileStream stream = File.Create(_path))
        using (var writer = new TraceWriter(stream, new Traces.Format.Header()))
            writer.Complete();
        using TraceFile empty = TraceFile.Open(_path);
        Assert.Contains("no phases", Assert.Throws<InputException>(() => TimelineBuilder.Read(empty, 0, long.MaxValue, 10)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_figure_shows_every_row_and_keeps_the_peaks()
    {
        using TraceFile file = TraceFile.Open(Sample);
        TimelineModel timeline = TimelineBuilder.Read(file, 0, long.MaxValue, TimelinePlot.BinCount);
        OxyPlot.PlotModel figure = TimelinePlot.Draw(timeline);
        string svg = Path.ChangeExtension(_path, ".svg");
        PlotFile.Write(figure, svg, TimelinePlot.Width, TimelinePlot.Height(timeline));
        string text = string.Join('\n',
            XDocument.Load(svg).Descendants().Where(e => e.Name.LocalName is "text" or "tspan").Select(e => e.Value));
        File.Delete(svg);
        foreach (TimelineRow row in timeline.Rows)
            Assert.Contains(row.Name, text, StringComparison.Ordinal);
        string[] expectedTexts =
            ["pass: forward", "stall: bank conflict", "transfer: load", "command: ACT", "time (us)", "pool2.out"];
        foreach (string expected in expectedTexts)
            Assert.Contains(expected, text, StringComparison.Ordinal);
        double peak = timeline.Rows.OfType<QuantityRow>().Single(row => row.Name == "weight bandwidth") is var bandwidth
            ? Enumerable.Range(0, timeline.BinCount).Max(bin => bandwidth.Quantities.Sum(quantity => quantity.Values[bin]))
            : 0;
        Assert.Contains(figure.Series.OfType<OxyPlot.Series.LineSeries>(),
            line => Math.Abs(line.Points.Max(point => point.Y) - peak) < 1e-9 * peak);
    }

    [Fact]
    public void The_page_is_self_contained_and_holds_the_numbers()
    {
        using TraceFile file = TraceFile.Open(Sample);
        TimelineModel timeline = TimelineBuilder.Read(file, 0, long.MaxValue, 500) with { Title = "</script><b>\"" };
        using var stream = new MemoryStream();
        TimelineHtml.Write(stream, timeline);
        string page = Encoding.UTF8.GetString(stream.ToArray());
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
        Assert.DoesNotMatch(OutsideResource(), ScriptBody().Replace(page, "$1"));
        Assert.DoesNotContain("<title></script>", page, StringComparison.Ordinal);
        Match data = DataElement().Match(page);
        using var json = JsonDocument.Parse(data.Groups[1].Value);
        JsonElement[] rows = [.. json.RootElement.GetProperty("rows").EnumerateArray()];
        Assert.Equal(timeline.Rows.Select(row => row.Name), rows.Select(row => row.GetProperty("name").GetString()));
        int array = timeline.Rows.ToList().FindIndex(row => row.Name == "array");
        byte[] packed = Convert.FromBase64String(rows[array].GetProperty("quantities")[0].GetProperty("data").GetString()!);
        float[] expected = [.. ((QuantityRow)timeline.Rows[array]).Quantities[0].Values.Select(value => (float)value)];
        Assert.Equal(expected, Enumerable.Range(0, packed.Length / 4).Select(i => BitConverter.ToSingle(packed, 4 * i)));
        JsonElement layers = rows[0];
        Assert.Equal(((IntervalRow)timeline.Rows[0]).Intervals.Count, layers.GetProperty("intervals").GetArrayLength());
    }

    [GeneratedRegex("<(script|link|img)[^>]*(src|href)\\s*=", RegexOptions.IgnoreCase)]
    private static partial Regex OutsideResource();

    [GeneratedRegex("(<script[^>]*>).*?</script>", RegexOptions.Singleline)]
    private static partial Regex ScriptBody();

    [GeneratedRegex("<script id=\"data\" type=\"application/json\">(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex DataElement();
}
