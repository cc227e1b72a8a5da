using System.Text;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Steps;
using CycleSim.Arrays.Models;
using CycleSim.Configuration;
using CycleSim.Studies.Reports;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Networks;

namespace CycleSim.Studies.Tests;

/// <summary>Reports are written byte for byte as before, read back whole, and damaged ones are refused by key and line.</summary>
public sealed class StepReportTests
{
    [Fact]
    public void What_is_read_is_written_again_to_the_same_bytes()
    {
        Assert.Equal(TestReports.StepText, Written(TestReports.Step));
        Assert.True(TestReports.Step.AddsUp);
    }

    [Fact]
    public void A_run_is_written_as_version_0_1_wrote_it()
    {
        StepProgram program = TrainingStepLowering.Lower(NetworkLoader.Load("lenet5-28x28-mnist"), 1);
        var simulator = new TrainingStepSimulator(program, MachineLoader.Load("paper"), MemoryTechnology.Load("stt-mram"), 256 << 10);
        Assert.Equal(TestReports.StepText, Written(StepReport.Of(simulator.Run(), 1, "0.1.0")));
    }

    [Fact]
    public void Keys_of_a_newer_version_are_skipped()
    {
        string newer = TestReports.StepText.Replace("\"batch\": 1,", "\"batch\": 1, \"new\": { \"a\": [1, null] },", StringComparison.Ordinal);
        Assert.Equal(TestReports.StepText, Written(StepReportFile.Parse(newer, "newer.json")));
    }

    [Theory]
    [InlineData("\"batch\": 1,", "\"batch\": \"x\",", "r.json(5,15): batch: must be a whole number from 1 to 4611686018427387904")]
    [InlineData("\"batch\": 1,", "\"batch\": 0,", "r.json(5,13): batch: must be a whole number from 1 to 4611686018427387904")]
    [InlineData("\"batch\": 1,", "\"batch\": 1.5,", "r.json(5,15): batch: must be a whole number from 1 to 4611686018427387904")]
    [InlineData("\"batch\": 1,", "\"batch\": 1, \"batch\": 2,", "r.json(5,23): batch: Duplicate property 'batch'")]
    [InlineData("\"batch\": 1,", "", "lacks 'batch', which a report of a step has")]
    [InlineData("\"rows\": 256,", "", "machine: lacks 'rows', which a report of a step has")]
    [InlineData("\"seed\": 1,", "\"seed\": -1,", "r.json(8,13): seed: is of another kind than a report of a step has there")]
    [InlineData("\"network\": \"", "\"network\": \"\\u001b[31m", "network: must be text without control characters")]
    [InlineData("\"network\": \"", "\"network\": \"\\ud800", "network: is of another kind than a report of a step has there")]
    [InlineData("\"machine\": {", "\"machine\": null, \"x\": {", "machine: is of another kind than a report of a step has there")]
    [InlineData("\"dram_peak_gb_per_s\": 12.8", "\"dram_peak_gb_per_s\": 0", "machine.dram_peak_gb_per_s: must be a number from 1E-06 to 1E+30")]
    [InlineData("\"operations\": [", "\"operations\": [null, ", "null stands in it where an object should")]
    [InlineData("\"operations\": [", "\"operations\": 5, \"x\": [", "operations: is of another kind than a report of a step has there")]
    [InlineData("\"total_pj\": ", "\"total_pj\": -", "totals.energy.total_pj: must be a number from 0 to 1E+27")]
    [InlineData("\"total_pj\": ", "\"total_pj\": 1e99, \"x\": ", "totals.energy.total_pj: must be a number from 0 to 1E+27")]
    [InlineData("{\n  \"tool_version\"", "<", "r.json(1,1): '<' is an invalid start of a value")]
    public void Damage_is_named_by_line_and_key(string text, string damaged, string message)
    {
        string report = TestReports.StepText;
        int at = report.IndexOf(text, StringComparison.Ordinal);
        report = report[..at] + damaged + report[(at + text.Length)..];
        InputException problem = Assert.Throws<InputException>(() => StepReportFile.Parse(report, "r.json"));
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("CycleSim", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[1, 2]")]
    [InlineData("5")]
    public void What_is_no_report_is_refused(string text) => Assert.StartsWith(
        "r.json", Assert.Throws<InputException>(() => StepReportFile.Parse(text, "r.json")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("\"vector\": ")]
    [InlineData("\"write_accesses\": ")]
    [InlineData("\"refreshes\": ")]
    [InlineData("\"leakage_pj\": ")]
    public void A_changed_number_does_not_add_up(string key)
    {
        int at = TestReports.StepText.IndexOf(key, StringComparison.Ordinal) + key.Length;
        StepReport changed = StepReportFile.Parse(TestReports.StepText.Insert(at, "1"), "r.json");
        Assert.False(changed.AddsUp);
    }

    private static string Written(StepReport report)
    {
        using var stream = new MemoryStream();
        StepReportFile.Write(stream, report);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
