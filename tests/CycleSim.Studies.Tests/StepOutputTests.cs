using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Files;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Steps;
using CycleSim.Arrays.Models;
using CycleSim.Dram.Parts;
using CycleSim.Platform;
using CycleSim.Studies.Pages;
using CycleSim.Studies.Plots;
using CycleSim.Studies.Reports;
using CycleSim.Studies.Timeline;
using CycleSim.Workloads.Files;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Studies.Tests;

/// <summary>What a run leaves behind: report, timeline and plot.</summary>
public sealed class StepOutputTests : IDisposable
{
    private static readonly (StepResult Result, StepActivity Timeline) Run = Simulate();
    private readonly string _folder = Directory.CreateTempSubdirectory("cyclesim-plot-").FullName;

    [Fact]
    public void Operations_of_the_report_add_up_to_its_totals_exactly()
    {
        using JsonDocument report = JsonDocument.Parse(Report());
        JsonElement totals = report.RootElement.GetProperty("totals");
        JsonElement[] operations = [.. report.RootElement.GetProperty("operations").EnumerateArray()];
        Assert.Equal(Run.Result.Operations.Length, operations.Length);
        int compared = 0;
        foreach (string part in new[] { "cycles", "scratchpads", "dram", "energy" })
            compared += AssertSums(totals.GetProperty(part), [.. operations.Select(operation => operation.GetProperty(part))]);
        Assert.Equal(7 + 3 * 6 + 11 + 11, compared);
        Assert.Equal(
            totals.GetProperty("macs").GetInt64(),
            operations.Sum(operation => operation.TryGetProperty("gemm", out JsonElement gemm) ? gemm.GetProperty("macs").GetInt64() : 0));
    }

    [Fact]
    public void Totals_of_the_report_are_sums_of_their_parts()
    {
        using JsonDocument report = JsonDocument.Parse(Report());
        foreach (JsonElement part in report.RootElement.GetProperty("operations").EnumerateArray()
            .Append(report.RootElement.GetProperty("totals")))
        {
            AssertTotal(part.GetProperty("cycles"), "total");
            AssertTotal(part.GetProperty("energy"), "total_pj");
            JsonElement dram = part.GetProperty("dram");
            Assert.Equal(64 * Number(dram, "read_bursts"), Number(dram, "read_bytes"));
            Assert.Equal(64 * Number(dram, "write_bursts"), Number(dram, "write_bytes"));
        }
    }

    [Fact]
    public void The_report_says_what_ran_and_is_the_same_every_time()
    {
        string text = Encoding.UTF8.GetString(Report());
        using JsonDocument report = JsonDocument.Parse(text);
        JsonElement root = report.RootElement;
        Assert.Equal("lenet5-28x28-mnist", root.GetProperty("network").GetString());
        Assert.Equal((4, 42), (root.GetProperty("batch").GetInt32(), root.GetProperty("seed").GetInt32()));
        JsonElement machine = root.GetProperty("machine");
        Assert.Equal(("physical", "fp32"), (machine.GetProperty("drain").GetString(), machine.GetProperty("data_type").GetString()));
        Assert.Equal(262144, root.GetProperty("memory").GetProperty("capacity_bytes").GetInt64());
        Assert.Equal("weight_gradient", root.GetProperty("operations").EnumerateArray()
            .First(operation => operation.GetProperty("part").GetString() == "wgrad").GetProperty("pass").GetString());
        Assert.EndsWith("}\n", text, StringComparison.Ordinal);
        using var again = new MemoryStream();
        StepReportFile.Write(again, StepReport.Of(Simulate().Result, 42, "1.2.3"));
        Assert.Equal(text, Encoding.UTF8.GetString(again.ToArray()));
    }

    [Fact]
    public void The_timeline_has_no_gaps_and_bins_keep_every_event()
    {
        (StepResult result, StepActivity timeline) = Run;
        long cycle = 0;
        foreach (PhaseInterval phase in timeline.Phases)
        {
            Assert.Equal(cycle, phase.StartCycle);
            Assert.True(phase.EndCycle >= phase.StartCycle);
            cycle = phase.EndCycle;
        }

        Assert.Equal(result.Cycles.Total, cycle);
        foreach (int bins in new[] { 1, 7, 1000 })
        {
            double[,,] activity = timeline.Bins(result.Program, result.Cycles.Total, bins);
            AssertEvents(ActivityRow.Dram, result.Dram.Bursts);
            AssertEvents(ActivityRow.ActivationScratchpad, Accesses(TensorRole.Activation));
            AssertEvents(ActivityRow.WeightScratchpad, Accesses(TensorRole.Weight));
            AssertEvents(ActivityRow.ErrorScratchpad, Accesses(TensorRole.Error));
            AssertEvents(ActivityRow.Array, result.Cycles.Compute + result.Cycles.FillDrain);
            AssertEvents(ActivityRow.VectorUnit, result.Cycles.Vector);

            long Accesses(TensorRole role) => result.Scratchpads.Of(role).ReadAccesses + result.Scratchpads.Of(role).WriteAccesses;

            void AssertEvents(ActivityRow row, long expected)
            {
                double sum = 0;
                for (int pass = 0; pass < activity.GetLength(1); pass++)
                    for (int bin = 0; bin < bins; bin++)
                        sum += activity[(int)row, pass, bin];
                double events = sum * result.Cycles.Total / bins;
                Assert.True(Math.Abs(events - expected) <= 1e-6 * expected, $"{row}, {bins} bins: {events} instead of {expected}");
            }
        }
    }

    [Fact]
    public void Each_pass_has_its_own_share_of_a_bin()
    {
        (StepResult result, StepActivity timeline) = Run;
        double[,,] activity = timeline.Bins(result.Program, result.Cycles.Total, 1);
        foreach (Pass pass in Enum.GetValues<Pass>())
        {
            long steps = result.Operations.Where(operation => operation.Pass == pass)
                .Sum(operation => operation.Cycles.Compute + operation.Cycles.FillDrain);
            Assert.Equal(steps, activity[(int)ActivityRow.Array, (int)pass, 0] * result.Cycles.Total, 1e-6 * Math.Max(1, steps));
        }
    }

    [Fact]
    public void The_plot_is_a_png_of_the_size_asked_for()
    {
        string path = Path.Combine(_folder, "timeline.PNG");
        PlotFile.Write(ActivityPlot.Draw(Run.Timeline, Run.Result), path, 800, 400);
        byte[] png = File.ReadAllBytes(path);
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], png[..8]);
        Assert.Equal("IHDR", Encoding.ASCII.GetString(png, 12, 4));
        Assert.Equal(800, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)));
        Assert.Equal(400, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));
        Assert.Equal("IEND", Encoding.ASCII.GetString(png, png.Length - 8, 4));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void The_plot_is_an_svg_with_its_rows_and_passes()
    {
        string path = Path.Combine(_folder, "timeline.svg");
        PlotFile.Write(ActivityPlot.Draw(Run.Timeline, Run.Result), path, ActivityPlot.Width, ActivityPlot.Height);
        XElement svg = XDocument.Load(path).Root!;
        Assert.Equal(("svg", $"{ActivityPlot.Width}"), (svg.Name.LocalName, svg.Attribute("width")!.Value));
        string all = string.Join(
            '\n', svg.Descendants().Where(element => element.Name.LocalName is "text" or "tspan").Select(element => element.Value));
        foreach (string expected in new[]
        {
            "forward", "input gradient", "weight gradient", "update", "array", "vector unit", "DRAM", "(full: 12.8 GB/s)",
            "activation scratchpad", "weight scratchpad", "error scratchpad", "lenet5-28x28-mnist, batch 4", "time (",
            "layer", "conv1", "conv2", "pool1",
        })
        {
            Assert.Contains(expected, all, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Bars_stay_within_their_rows_and_the_time_axis()
    {
        OxyPlot.PlotModel model = ActivityPlot.Draw(Run.Timeline, Run.Result);
        double end = model.Axes[0].Maximum;
        OxyPlot.Series.RectangleBarItem[] bars =
            [.. model.Series.Cast<OxyPlot.Series.RectangleBarSeries>().Where(series => series.YAxisKey is null)
                .SelectMany(series => series.Items)];
        Assert.NotEmpty(bars);
        foreach (OxyPlot.Series.RectangleBarItem bar in bars)
        {
            Assert.True(bar.X0 >= 0 && bar.X1 <= end * (1 + 1e-9) && bar.X1 > bar.X0);
            double row = Math.Round((bar.Y0 + bar.Y1) / 2);
            Assert.True(bar.Y0 >= row - 0.4 - 1e-9 && bar.Y1 <= row + 0.4 + 1e-6, $"{bar.Y0} to {bar.Y1}");
        }
    }

    [Theory]
    [InlineData("paper")]
    [InlineData("sensible")]
    public void Names_of_layers_stand_within_the_bars_of_their_layers_and_do_not_touch(string machine)
    {
        (StepResult result, StepActivity timeline) = machine == "paper" ? Run : Simulate(machine);
        OxyPlot.PlotModel model = ActivityPlot.Draw(timeline, result);
        OxyPlot.Annotations.TextAnnotation[] names = [.. model.Annotations.Cast<OxyPlot.Annotations.TextAnnotation>()];
        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.Contains(name.Text, result.Operations.Select(operation => operation.Layer)));
        double perPixel = model.Axes[0].Maximum / 1190;
        (double Left, double Right)[] boxes = [.. names.Select(name =>
        {
            double half = (name.TextRotation == 0 ? name.Text!.Length * 6 : 11) * perPixel / 2;
            return (name.TextPosition.X - half, name.TextPosition.X + half);
        })];
        for (int i = 1; i < boxes.Length; i++)
            Assert.True(boxes[i - 1].Right <= boxes[i].Left, $"{names[i - 1].Text} and {names[i].Text}");
    }

    /// <summary>Activity counts lines, whatever the bytes of a burst: all bytes of the run are there.</summary>
    [Theory]
    [InlineData("hbm1-1000-4gb")]
    [InlineData("lpddr4-2400-8gb-x16")]
    [InlineData("ddr3-1600-4gb-x8")]
    public void The_DRAM_row_has_the_bytes_of_the_run(string part)
    {
        (StepResult result, StepActivity timeline) = Simulate("paper", part);
        QuantityRow row = StepTimeline.Of(result, timeline, 50).Rows.OfType<QuantityRow>().Single(row => row.Name == "DRAM");
        double binNs = result.Cycles.Total * result.Machine.ClockPeriodPs * 1e-3 / 50;
        double bytes = row.Quantities.Sum(pass => pass.Values.Sum()) * binNs;
        double moved = (double)result.Dram.Bursts * result.Machine.Dram.BurstBytes;
        int lineBytes = result.Machine.Scratchpad.LineBytes;
        Assert.InRange(bytes, moved * lineBytes / Math.Max(lineBytes, result.Machine.Dram.BurstBytes) * (1 - 1e-9), moved * (1 + 1e-9));
    }

    [Fact]
    public void The_timeline_of_a_run_as_a_page_has_its_title_every_layer_and_every_component()
    {
        (StepResult result, StepActivity timeline) = Run;
        TimelineModel model = StepTimeline.Of(result, timeline, 500);
        Assert.Equal("lenet5-28x28-mnist, batch 4, stt-mram 256 KiB, machine paper", model.Title);
        Assert.Equal(500, model.BinCount);
        using var stream = new MemoryStream();
        TimelineHtml.Write(stream, model);
        string page = Encoding.UTF8.GetString(stream.ToArray());
        Assert.Contains($"<title>{model.Title}</title>", page, StringComparison.Ordinal);
        foreach (OperationResult operation in result.Operations)
            Assert.Contains($"\"{operation.Layer} {operation.Part}\"", page, StringComparison.Ordinal);
        foreach (string row in new[] { "operations", "array", "vector unit", "DRAM", "activation accesses", "weight held" })
            Assert.Contains($"\"name\":\"{row}\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.png")]
    [InlineData("folder/a.SVG")]
    public void Known_endings_are_accepted(string path) => PlotFile.CheckName(path);

    [Theory]
    [InlineData("a.pdf")]
    [InlineData("png")]
    [InlineData("")]
    public void Other_endings_are_errors(string path)
    {
        InputException problem = Assert.Throws<InputException>(() => PlotFile.CheckName(path));
        Assert.Equal($"{path}: a plot is written as .png or .svg", problem.Message);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static int AssertSums(JsonElement total, JsonElement[] parts)
    {
        int compared = 0;
        foreach (JsonProperty property in total.EnumerateObject())
        {
            JsonElement[] values = [.. parts.Select(part => part.GetProperty(property.Name))];
            if (property.Value.ValueKind == JsonValueKind.Object)
            {
                compared += AssertSums(property.Value, values);
                continue;
            }

            Assert.Equal(property.Value.GetDecimal(), values.Sum(value => value.GetDecimal()));
            compared++;
        }

        return compared;
    }

    private static void AssertTotal(JsonElement parts, string total) => Assert.Equal(
        Number(parts, total),
        parts.EnumerateObject().Where(property => property.Name != total).Sum(property => property.Value.GetDecimal()));

    private static decimal Number(JsonElement parent, string name) => parent.GetProperty(name).GetDecimal();

    private static byte[] Report()
    {
        using var stream = new MemoryStream();
        StepReportFile.Write(stream, StepReport.Of(Run.Result, 42, "1.2.3"));
        return stream.ToArray();
    }

    private static (StepResult Result, StepActivity Timeline) Simulate(string machine = "paper", string? part = null)
    {
        StepProgram program = TrainingStepLowering.Lower(NetworkLoader.Load("lenet5-28x28-mnist"), 4);
        MachineSpec spec = MachineLoader.Load(machine);
        var simulator = new TrainingStepSimulator(
            program, part is null ? spec : spec with { Dram = DramLoader.Load(part) }, MemoryTechnologyLoader.Load("stt-mram"), 256 << 10);
        var timeline = new StepActivity(simulator);
        return (simulator.Run(), timeline);
    }
}
