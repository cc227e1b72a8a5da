using System.Text.Json;
using CycleSim.Reference;

namespace CycleSim.Cli.Tests;

/// <summary>
/// Populations, write-verify and termination from the command line: rows of the public tables, whose columns are options and keys.
/// </summary>
public sealed class PopulationCommandTests
{
    [Theory]
    [InlineData("variation_population", "device population", 0, 5e-4)]
    [InlineData("variation_population_butler", "device population", 23, 1e-4)]
    [InlineData("variation_margin", "device population", 3, 1e-4)]
    [InlineData("variation_switching_current", "device population", 7, 1e-3)]
    [InlineData("write_verify_independent", "reliability verify", 77, 1e-10)]
    [InlineData("write_termination", "reliability terminate", 40, 1e-3)]
    public void Columns_are_options_and_keys(string table, string command, int index, double tolerance)
    {
        ReferenceRow row = ReferenceFile.Table($"reliability/{table}.csv")[index];
        string[] notOptions = ["set"];
        IEnumerable<string> options = row.Columns.TakeWhile(column => !IsResult(column)).Where(column => !notOptions.Contains(column))
            .SelectMany(column => new[] { "--" + column.Replace('_', '-'), row.Text(column) });
        JsonElement result = Json([.. command.Split(' '), .. options]);
        foreach (string column in row.Columns.SkipWhile(column => !IsResult(column)))
        {
            if (row.Text(column).Length == 0 || column.StartsWith("importance_", StringComparison.Ordinal))
                continue;
            double expected = row.Number(column);
            Assert.True(result.TryGetProperty(column, out JsonElement value), $"{column} is missing");
            Assert.True(
                Math.Abs(value.GetDouble() - expected) <= Math.Max(tolerance, column.StartsWith("approx", StringComparison.Ordinal)
                    ? 1e-3 : 0) * Math.Abs(expected) + 1e-12,
                $"{column}: {value} instead of {row.Text(column)}");
        }
    }

    [Fact]
    public void Sets_are_files()
    {
        JsonElement typical = Json("device", "population", "--current-ua", "235.8699", "--pulse-ns", "10", "--variation", "typical");
        Assert.Equal(1, typical.GetProperty("wer_population_mean").GetDouble() / 3.8405572e-9, 1e-3);
        JsonElement verified = Json(
            "reliability", "verify", "--max-attempts", "3", "--pulse-ns", "10", "--target-residual-wer", "8.62e-10", "--variation",
            "pessimistic");
        ReferenceRow row = ReferenceFile.Table("reliability/write_verify_optimum.csv").First(
            row => row.Text("set") == "pessimistic-current" && row.Text("pulse_ns") == "10" && row.Text("max_attempts") == "3");
        foreach (string column in (string[])["current_ua", "energy_p_pj_per_pulse", "write_energy_pj_per_stored_bit_at_toggle_0.5"])
            Assert.Equal(1, verified.GetProperty(column).GetDouble() / row.Number(column), 1e-4);
    }

    [Theory]
    [InlineData("device population --pulse-ns 10", "--current-ua, --target-wer or --wer-that-defines-switching is missing")]
    [InlineData("device population --current-ua 150", "--pulse-ns is missing")]
    [InlineData("device population --current-ua 150 --pulse-ns 10 --sigma-diameter nan", "--sigma-diameter")]
    [InlineData("device population --current-ua 150 --pulse-ns 10 --sigma-diameter 0.3", "--sigma-diameter")]
    [InlineData("device population --current-ua -1 --pulse-ns 10", "a current of -1 uA is out of range")]
    [InlineData("device population --current-ua inf --pulse-ns 10", "--current-ua")]
    [InlineData("device population --current-ua 150 --pulse-ns 10 --drive power", "--drive power: allowed are current, voltage")]
    [InlineData("device population --current-ua 150 --pulse-ns 10 --method exact", "--method exact: allowed are fokker-planck, butler")]
    [InlineData("device population --current-ua 150 --pulse-ns 10 --distribution flat", "--distribution flat: allowed are")]
    [InlineData("device population --current-ua 150 --pulse-ns 10 --sigma-ra 0.1", "--sigma-ra 0.1: has no effect with --drive current")]
    [InlineData("device population --current-ua 150 --pulse-ns 10 --sigma-ki 0.1 --variation typical", "exclude each other")]
    [InlineData("device population --current-ua 150 --pulse-ns 10 --variation nice", "\"nice\" is not a model in models/variations")]
    [InlineData("device population --pulse-ns 10 --target-wer 1", "--target-wer")]
    [InlineData("device population --pulse-ns 0.3 --target-wer 1e-9", "no current up to 4783 uA gives the nominal cell")]
    [InlineData("device population --pulse-ns 100 --target-wer 1e-9", "allowed: up to 61.08 ns")]
    [InlineData("device population --pulse-ns 10 --target-wer 1e-9 --wer-first 0.1", "go together")]
    [InlineData("device population --pulse-ns 10 --target-wer 1e-9 --wer-first 0.1 --wer-second 0.1", "--wer-second 0.1")]
    [InlineData("reliability verify --wer-per-attempt 0.1", "--max-attempts is missing")]
    [InlineData("reliability verify --max-attempts 0 --wer-per-attempt 0.1", "--max-attempts")]
    [InlineData("reliability verify --max-attempts 2 --wer-per-attempt 1.5", "--wer-per-attempt")]
    [InlineData("reliability verify --max-attempts 2 --wer-per-attempt 0.5 --variation typical", "exclude each other")]
    [InlineData("reliability verify --max-attempts 2", "give exactly one of --wer-per-attempt, --current-ua and --target-residual-wer")]
    [InlineData("reliability verify --max-attempts 2 --current-ua 150", "--pulse-ns is missing")]
    [InlineData("reliability terminate --current-ua 150", "--longest-pulse-ns is missing")]
    [InlineData("reliability terminate --current-ua 150 --longest-pulse-ns 5 --detection-delay-ns 6", "a detection delay of 6 ns")]
    [InlineData("reliability terminate --current-ua 0 --longest-pulse-ns 5", "a current of 0 uA is out of range; allowed: above 0")]
    [InlineData("reliability terminate --current-ua 1e9 --longest-pulse-ns 5", "a current of 1E+09 uA is out of range")]
    public void Mistakes_are_named(string arguments, string message)
    {
        CliRun run = CliRun.Of(arguments.Split(' '));
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "name": "x" }""", "gives no spread")]
    [InlineData("""{ "name": "x", "current_drive": { "sigma_diameter": 0.5 } }""", "sigma_diameter")]
    [InlineData("""{ "name": "x", "current_drive": { "sigma_ra": 0.1 } }""", "unknown key \"sigma_ra\"")]
    [InlineData("""{ "name": "x", "voltage_drive": { "sigma_ra": 0.1 } }""", "gives no spread for this drive; expected current_drive")]
    public void Files_that_are_wrong_are_refused(string text, string message)
    {
        using var folder = new TemporaryFolder();
        CliRun run = CliRun.Of(
            "device", "population", "--current-ua", "150", "--pulse-ns", "10", "--variation", folder.Write("mine.json", text));
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("mine.json", run.Errors, StringComparison.Ordinal);
        Assert.Contains(message, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Distributions_are_drawn()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(0, CliRun.Of("device", "plot", "--figure", "population", "--out", folder.File("cells.svg")).ExitCode);
        Assert.Contains("pessimistic, voltage drive", File.ReadAllText(folder.File("cells.svg")), StringComparison.Ordinal);
    }

    // Input columns come first; these are the first results of the tables.
    private static bool IsResult(string column) => column is "wer_nominal_cell" or "current_ua_without_variation"
        or "switching_current_ua_nominal" or "residual_wer_per_toggling_bit" or "wer_at_longest_pulse";

    private static JsonElement Json(params string[] arguments)
    {
        CliRun run = CliRun.Of([.. arguments, "--json"]);
        Assert.True(run.ExitCode == 0, run.Errors);
        return JsonDocument.Parse(run.Output).RootElement;
    }
}
