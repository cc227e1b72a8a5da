using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using CycleSim.Accelerator.Files;
using CycleSim.Accelerator.Steps;
using CycleSim.Arrays.Models;
using CycleSim.Studies.Pages;
using CycleSim.Studies.Reports;
using CycleSim.Studies.Timeline;
using CycleSim.Workloads.Files;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Studies.Tests.Pages;

public sealed partial class StepPageTests
{
    private const long CapacityBytes = 256 << 10;

    private static readonly Dictionary<string, (StepReport Report, string Text)> Pages = new[] { "paper", "sensible" }
        .ToDictionary(machine => machine, Page);

    [Theory]
    [InlineData("paper", "Where the time went", "cycles")]
    [InlineData("sensible", "Where the time went", "cycles")]
    [InlineData("sensible", "Array and vector unit", "cycles")]
    [InlineData("sensible", "DMA channel", "cycles")]
    public void Parts_add_up_to_the_step(string machine, string heading, string unit)
    {
        (StepReport report, string text) = Pages[machine];
        string section = text[text.IndexOf($"<h2>{heading}</h2>", StringComparison.Ordinal)..];
        section = section[..section.IndexOf("</table>", StringComparison.Ordinal)];
        Assert.Contains($"<th>{unit}</th>", section, StringComparison.Ordinal);
        long[] cells = [.. Cell().Matches(section).Select(match => long.Parse(
            match.Groups[1].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture))];
        Assert.Equal(report.Totals.Cycles.Total, cells[^1]);
        Assert.Equal(cells[^1], cells[..^1].Sum());
        double[] widths = [.. Width().Matches(section).Select(match => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))];
        Assert.Equal(cells.Length - 1, widths.Length);
        Assert.Equal(100, widths.Sum(), 0.01 * widths.Length);
    }

    [Theory]
    [InlineData("paper", false)]
    [InlineData("sensible", true)]
    public void Times_of_array_and_channel_are_shown_where_they_overlap(string machine, bool shown) =>
        Assert.Equal(shown, Pages[machine].Text.Contains("<h2>DMA channel</h2>", StringComparison.Ordinal));

    [Theory]
    [InlineData("paper")]
    [InlineData("sensible")]
    public void Every_layer_and_every_operation_has_a_row(string machine)
    {
        (StepReport report, string text) = Pages[machine];
        Assert.All(report.Operations, operation =>
        {
            Assert.Contains($"<td>{operation.Layer}</td>", text, StringComparison.Ordinal);
            Assert.Contains($"<td>{operation.Layer} {operation.Part}</td>", text, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("paper")]
    [InlineData("sensible")]
    public void The_timeline_moves_what_the_step_moved(string machine)
    {
        (StepReport report, string text) = Pages[machine];
        JsonElement data = Data(text);
        double spanNs = data.GetProperty("toPs").GetInt64() * 1e-3;
        Assert.Equal(report.Totals.TimeS * 1e9, spanNs, 1e-3);
        double Sum(string row, double scale) => RowOf(data, row).GetProperty("quantities").EnumerateArray()
            .Sum(quantity => Values(quantity.GetProperty("data").GetString()!).Sum()) / data.GetProperty("bins").GetInt32() * scale;
        Close(report.Totals.Dram.ReadBytes + report.Totals.Dram.WriteBytes, Sum("DRAM", spanNs));
        Close(Accesses(report.Totals.Scratchpads.Weight), Sum("weight accesses", report.Totals.Cycles.Total));
        Close(Accesses(report.Totals.Scratchpads.Error), Sum("error accesses", report.Totals.Cycles.Total));
        Close(Accesses(report.Totals.Scratchpads.Activation), Sum("activation accesses", report.Totals.Cycles.Total));
        double busy = report.Totals.Cycles.Compute + report.Totals.Cycles.FillDrain;
        Assert.InRange(Sum("array", report.Totals.Cycles.Total) / 100, 0.9 * busy, 1.1 * busy + 1);
    }

    // Tensors that make room for each other within an operation count both.
    [Theory]
    [InlineData("paper")]
    [InlineData("sensible")]
    public void No_scratchpad_holds_more_than_its_room_and_what_leaves(string machine)
    {
        const double MaxBytes = 2 * CapacityBytes / 3.0;
        JsonElement data = Data(Pages[machine].Text);
        foreach (string row in new[] { "activation held", "weight held", "error held" })
        {
            double[] held = Values(RowOf(data, row).GetProperty("quantities")[0].GetProperty("data").GetString()!);
            Assert.All(held, mib => Assert.InRange(mib * (1 << 20), 0, MaxBytes));
        }

        Assert.Contains(Values(RowOf(data, "weight held").GetProperty("quantities")[0].GetProperty("data").GetString()!), mib => mib > 0);
    }

    [Fact]
    public void A_page_needs_no_network_and_names_cannot_become_markup()
    {
        StepResult result = Simulated("paper", out StepActivity activity);
        StepReport report = StepReport.Of(result, 1, "0.1.0") with { Network = "<script>alert(1)</script>" };
        string text = Written(result, report, activity);
        Assert.DoesNotContain("<script>alert(1)", text, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)", text, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", text, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", text[..text.IndexOf("<script id=\"data\"", StringComparison.Ordinal)], StringComparison.Ordinal);
        Assert.Equal(text, Written(result, report, activity));
    }

    private static (StepReport Report, string Text) Page(string machine)
    {
        StepResult result = Simulated(machine, out StepActivity activity);
        var report = StepReport.Of(result, 1, "0.1.0");
        return (report, Written(result, report, activity));
    }

    private static StepResult Simulated(string machine, out StepActivity activity)
    {
        var simulator = new TrainingStepSimulator(
            TrainingStepLowering.Lower(NetworkLoader.Load("lenet5-28x28-mnist"), 4), MachineLoader.Load(machine),
            MemoryTechnologyLoader.Load("stt-mram"), CapacityBytes);
        activity = new StepActivity(simulator);
        return simulator.Run();
    }

    private static string Written(StepResult result, StepReport report, StepActivity activity)
    {
        using var stream = new MemoryStream();
        StepPage.Write(stream, result, report, activity);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static JsonElement Data(string text)
    {
        const string Start = "<script id=\"data\" type=\"application/json\">";
        string json = text[(text.IndexOf(Start, StringComparison.Ordinal) + Start.Length)..];
        return JsonDocument.Parse(json[..json.IndexOf("</script>", StringComparison.Ordinal)]).RootElement;
    }

    private static JsonElement RowOf(JsonElement data, string name) =>
        data.GetProperty("rows").EnumerateArray().Single(row => row.GetProperty("name").GetString() == name);

    private static double[] Values(string packed)
    {
        byte[] bytes = Convert.FromBase64String(packed);
        return [.. bytes.Chunk(sizeof(float)).Select(value => (double)BitConverter.ToSingle(value))];
    }

    private static long Accesses(ReportedScratchpad pad) => pad.ReadAccesses + pad.WriteAccesses;

    private static void Close(double expected, double actual) => Assert.InRange(actual, 0.9999 * expected, 1.0001 * expected);

    [GeneratedRegex("</td><td>([0-9,]+)</td><td>")]
    private static partial Regex Cell();

    [GeneratedRegex("<div style=\"width:([0-9.]+)%")]
    private static partial Regex Width();
}
