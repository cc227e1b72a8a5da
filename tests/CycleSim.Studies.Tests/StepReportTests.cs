using System.Text;
using CycleSim.Accelerator.Files;
using CycleSim.Accelerator.Steps;
using CycleSim.Arrays.Models;
using CycleSim.Platform;
using CycleSim.Studies.Reports;
using CycleSim.Workloads.Files;
using CycleSim.Workloads.Lowering;

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
        var simulator = new TrainingStepSimulator(program, MachineLoader.Load("paper"), MemoryTechnologyLoader.Load("stt-mram"), 256 << 10);
        Assert.Equal(TestReports.StepText, Written(StepReport.Of(simulator.Run(), 1, "0.1.0")));
    }

    [Fact]
    public void Keys_of_a_newer_version_are_skipped()
    {
        string newer = TestReports.StepText.Replace("\"batch\": 1,", "\"batch\": 1, \"new\": { \"a\": [1, null] },",
            StringComparison.Ordinal);
        Assert.Equal(TestReports.StepText, Written(StepReportFile.Parse(newer, "newer.json")));
    }

    [Theory]
    [InlineData("\"batch\": 1,", "\"batch\": \"x\",", "r.json(5,12): batch = \"x\": must be a whole number from 1 to 2147483647")]
    [InlineData("\"batch\": 1,", "\"batch\": 0,", "r.json(5,12): batch = 0: must be a whole number from 1 to 2147483647")]
    [InlineData("\"batch\": 1,", "\"batch\": 1.5,", "r.json(5,12): batch = 1.5: must be a whole number from 1 to 2147483647")]
    [InlineData("\"batch\": 1,", "\"batch\": 2147483648,", "r.json(5,12): batch = 2147483648: must be a whole number from 1 to 2147483647")]
    [InlineData("\"batch\": 1,", "\"batch\": NaN,", "r.json(5,12): malformed JSON: 'N' is an invalid start of a value.")]
    [InlineData("\"batch\": 1,", "\"batch\": \"NaN\",", "r.json(5,12): batch = \"NaN\": must be a whole number from 1 to 2147483647")]
    [InlineData("\"batch\": 1,", "\"batch\": 1, \"batch\": 2,", "r.json(5,15): batch: key is given twice")]
    [InlineData("\"batch\": 1,", "", "r.json(1,1): lacks 'batch', which a report of a step has")]
    [InlineData("\"rows\": 256,", "", "machine = {...}: lacks 'rows', which a report of a step has")]
    [InlineData("\"rows\": 256,", "\"rows\": 65537,", "machine.rows = 65537: must be a whole number from 1 to 65536")]
    [InlineData("\"columns\": 256,", "\"columns\": 0,", "machine.columns = 0: must be a whole number from 1 to 65536")]
    [InlineData("\"columns\": 256,", "\"columns\": 1e9999,", "machine.columns = 1e9999: must be a whole number from 1 to 65536")]
    [InlineData(
        "\"clock_period_ps\": ", "\"clock_period_ps\": 1000001, \"x\": ",
        "machine.clock_period_ps = 1000001: must be a whole number from 1 to 1000000")]
    [InlineData("\"trim_edge_folds\": ", "\"trim_edge_folds\": 1, \"x\": ", "machine.trim_edge_folds = 1: must be true or false")]
    [InlineData(
        "\"line_bytes\": ", "\"line_bytes\": 4611686018427387904, \"x\": ",
        "machine.line_bytes = 4611686018427387904: must be a whole number from 0 to 4611686018427387903")]
    [InlineData("\"seed\": 1,", "\"seed\": -1,", "r.json(8,11): seed = -1: must be a whole number from 0 to 18446744073709551615")]
    [InlineData(
        "\"network\": \"", "\"network\": \"\\u001b[31m",
        "r.json(4,14): network = \"\\u001B[31mlenet5-28x28-mnist\": must be text without control characters")]
    [InlineData("\"network\": \"", "\"network\": \"\\ud800", "r.json(4,14): the string has an unpaired surrogate escape")]
    [InlineData("\"network\": ", "\"network\": null, \"x\": ", "r.json(4,14): network = null: must be text without control characters")]
    [InlineData("\"network\": ", "\"network\": [\"a\"], \"x\": ", "r.json(4,14): network = [...]: must be text without control characters")]
    [InlineData("\"machine\": {", "\"machine\": null, \"x\": {", "r.json(9,14): machine = null: must be an object")]
    [InlineData("\"machine\": {", "\"machine\": \"fast\", \"x\": {", "r.json(9,14): machine = \"fast\": must be an object")]
    [InlineData(
        "\"dram_peak_gb_per_s\": 12.8", "\"dram_peak_gb_per_s\": 0",
        "machine.dram_peak_gb_per_s = 0: must be a number from 1E-06 to 1000000000")]
    [InlineData(
        "\"dram_peak_gb_per_s\": 12.8", "\"dram_peak_gb_per_s\": 1e10",
        "machine.dram_peak_gb_per_s = 1e10: must be a number from 1E-06 to 1000000000")]
    [InlineData("\"time_s\": ", "\"time_s\": 1e999, \"x\": ", "totals.time_s = 1e999: must be a number from 0 to 1E+30")]
    [InlineData("\"operations\": [", "\"operations\": [null, ", "operations[0] = null: must be an object")]
    [InlineData("\"operations\": [", "\"operations\": [[], ", "operations[0] = []: must be an object")]
    [InlineData("\"operations\": [", "\"operations\": 5, \"x\": [", "operations = 5: must be an array")]
    [InlineData("\"operations\": [", "\"operations\": {}, \"x\": [", "operations = {...}: must be an array")]
    [InlineData("\"operations\": [", "\"traffic\": [null], \"operations\": [", "traffic[0] = null: must be an object")]
    [InlineData("\"pass\": ", "\"pass\": 7, \"x\": ", "operations[0].pass = 7: must be text without control characters")]
    [InlineData("\"total_pj\": ", "\"total_pj\": -", "totals.energy.total_pj = -")]
    [InlineData("\"total_pj\": ", "\"total_pj\": 1e99, \"x\": ", "totals.energy.total_pj = 1e99: must be a number from 0 to 1E+27")]
    [InlineData("\"total_pj\": ", "\"total_pj\": null, \"x\": ", "totals.energy.total_pj = null: must be a number from 0 to 1E+27")]
    [InlineData("{\n  \"tool_version\"", "<", "r.json(1,1): malformed JSON: '<' is an invalid start of a value")]
    public void Damage_is_named_by_line_key_value_and_what_is_allowed(string text, string damaged, string message)
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
    [InlineData("{}")]
    [InlineData("\0")]
    public void What_is_no_report_is_refused(string text) => Assert.StartsWith(
        "r.json", Assert.Throws<InputException>(() => StepReportFile.Parse(text, "r.json")).Message, StringComparison.Ordinal);

    [Fact]
    public void Nesting_beyond_all_bounds_is_refused()
    {
        string deep = string.Concat(Enumerable.Repeat("[", 100_000));
        InputException problem = Assert.Throws<InputException>(() => StepReportFile.Parse($"{{\"x\": {deep}", "r.json"));
        Assert.StartsWith("r.json(1,", problem.Message, StringComparison.Ordinal);
        Assert.Contains("depth of 32", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_that_is_cut_anywhere_is_refused()
    {
        string report = TestReports.StepText.TrimEnd();
        for (int length = 0; length < report.Length; length += 997)
        {
            InputException problem = Assert.Throws<InputException>(() => StepReportFile.Parse(report[..length], "r.json"));
            Assert.Matches("^r[.]json[(][0-9]+,[0-9]+[)]: malformed JSON: ", problem.Message);
        }
    }

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
