using System.Text.Json;

namespace CycleSim.Cli.Tests;

public sealed class DeviceTests
{
    [Theory]
    [InlineData("write-point --write-error-rate 1e-4 --pulse-ns 10 --scheme foo", "--scheme: goes with --method mc-extrapolate")]
    [InlineData("wer --current-ua 150 --pulse-ns 10 --step-ps 500", "--step-ps: goes with --method monte-carlo and mc-extrapolate")]
    [InlineData("wer --current-ua 150 --pulse-ns 10 --precision double", "--precision: goes with --method monte-carlo and mc-extrapolate")]
    public void Options_without_effect_are_refused(string arguments, string message)
    {
        CliRun run = CliRun.Of(["device", .. arguments.Split(' ')]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Info_has_the_figures_of_table_one()
    {
        JsonElement info = Json("device", "info", "--device", "t1");
        Assert.Equal(59.4893, info.GetProperty("thermal_stability").GetDouble(), 1e-3);
        Assert.Equal(3352.4, info.GetProperty("hk_oe").GetDouble(), 0.1);
        Assert.Equal(51.73, info.GetProperty("ic0_ua").GetDouble(), 0.01);
        Assert.Equal(0.92195, info.GetProperty("nz").GetDouble(), 1e-5);
        Assert.Equal(info.GetProperty("nx").GetDouble(), info.GetProperty("ny").GetDouble(), 1e-12);
        Assert.Equal(1.225e-24, info.GetProperty("volume_m3").GetDouble(), 1e-30);
        Assert.Equal(2.8235, JsonNumber(info, "tau_d_ns"), 1e-3);
    }

    [Fact]
    public void Wer_by_each_method()
    {
        string[] pulse = ["device", "wer", "--current-ua", "131.456", "--pulse-ns", "10"];
        Assert.Equal(8e-4, JsonNumber(Json(pulse), "wer"), 2e-6);
        JsonElement counted = Json([.. pulse, "--trajectories", "20000", "--seed", "3", "--scheme", "rotating-frame"]);
        Assert.InRange(8e-4, JsonNumber(counted, "wer_lo95"), JsonNumber(counted, "wer_hi95"));
        Assert.Equal(counted.ToString(),
            Json([.. pulse, "--trajectories", "20000", "--seed", "3", "--scheme", "rotating-frame", "--threads", "1"]).ToString());
        JsonElement line = Json([.. pulse, "--method", "mc-extrapolate", "--scheme", "rotating-frame"]);
        Assert.Equal(8e-4, JsonNumber(line, "wer"), 2e-4);
    }

    [Fact]
    public void Operating_points_both_ways()
    {
        JsonElement point = Json("device", "write-point", "--write-error-rate", "8.62e-10", "--pulse-ns", "10");
        Assert.Equal(235.87, JsonNumber(point, "current_ua"), 0.05);
        Assert.Equal(2.37, JsonNumber(point, "energy_pj_p"), 0.005);
        Assert.Equal(2.92, JsonNumber(point, "energy_pj_ap"), 0.005);
        Assert.Equal(1.006, JsonNumber(point, "voltage_v"), 1e-3);
        Assert.Equal(4.6573, JsonNumber(
            Json("device", "write-point", "--write-error-rate", "8e-4", "--current-ua", "235.87"), "pulse_ns"), 1e-3);
        JsonElement line = Json(
            "device", "write-point", "--write-error-rate", "1e-3", "--pulse-ns", "10", "--method", "mc-extrapolate", "--scheme",
            "rotating-frame");
        Assert.InRange(JsonNumber(line, "current_ua"), JsonNumber(line, "current_ua_lo95"), JsonNumber(line, "current_ua_hi95"));
        Assert.Equal(129.686, JsonNumber(line, "current_ua_fokker_planck"), 0.01);
        Assert.Equal(4.6573, JsonNumber(
            Json("device", "write-point", "--write-error-rate", "8e-4", "--voltage-v", "1.00606"), "pulse_ns"), 1e-3);
    }

    [Fact]
    public void Table_trajectory_and_plots_write_their_files()
    {
        using TemporaryFolder folder = new();
        JsonElement table = Json(
            "device", "table", "--min-current-ua", "100", "--max-current-ua", "200", "--min-pulse-ns", "4", "--max-pulse-ns", "8", "--out",
            folder.File("t.json"));
        Assert.InRange(JsonNumber(table, "interpolation_error"), 0, 0.005);
        Assert.True(File.Exists(folder.File("t.json")));

        CliRun run = CliRun.Of(
            "device", "trajectory", "--current-ua", "150", "--pulse-ns", "1", "--every-ps", "100", "--trajectories", "3", "--out",
            folder.File("m.csv"),
            "--plot", folder.File("m.svg"));
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(1 + 3 * 11, File.ReadAllLines(folder.File("m.csv")).Length);

        foreach (string figure in new[] { "5", "6a", "6b" })
        {
            foreach (string name in figure == "6a" ? new[] { "f.png", "f.svg" } : ["f.svg"])
            {
                Assert.Equal(0, CliRun.Of("device", "plot", "--figure", figure, "--trajectories", "1000", "--out",
                    folder.File(name)).ExitCode);
            }

            IReadOnlyList<string> texts = SvgText.Of(folder.File("f.svg"));
            Assert.Contains(texts, text => text.StartsWith("P55: ", StringComparison.Ordinal));
            Assert.Contains(texts, text => text.Contains("1,000 trajectories with 95 % intervals", StringComparison.Ordinal));
            if (figure == "5")
            {
                // An axis from 0 to 1, a curve for each pulse width, the currents that were asked for.
                foreach (string expected in new[] { "switching probability", "current (uA)", "0", "0.4", "1", "2 ns", "3 ns", "5 ns",
                    "10 ns", "20 ns", "100", "280" })
                    Assert.Contains(expected, texts);
            }
        }
    }

    [Fact]
    public void Retention_of_ten_years() =>
        Assert.Equal(5.5e-7, JsonNumber(Json("device", "retention"), "error_probability"), 1e-8);

    [Theory]
    [InlineData("allowed are 0.01 to 1000 ns", "write-point", "--write-error-rate", "1e-9", "--pulse-ns", "0")]
    [InlineData("allowed are 1E-18 to below 1", "write-point", "--write-error-rate", "0", "--pulse-ns", "10")]
    [InlineData("allowed are 1E-18 to below 1", "write-point", "--write-error-rate", "1", "--pulse-ns", "10")]
    [InlineData("possible: from", "write-point", "--write-error-rate", "1e-9", "--current-ua", "30")]
    [InlineData("exactly two", "write-point", "--write-error-rate", "1e-9")]
    [InlineData("exactly two", "write-point", "--write-error-rate", "1e-9", "--current-ua", "300", "--pulse-ns", "10")]
    [InlineData("exclude each other", "write-point", "--write-error-rate", "1e-9", "--current-ua", "300", "--voltage-v", "1")]
    [InlineData("--pulse-ns 0", "wer", "--current-ua", "100", "--pulse-ns", "0")]
    [InlineData("--pulse-ns", "wer", "--current-ua", "100")]
    [InlineData("--current-ua", "wer", "--pulse-ns", "10")]
    [InlineData("finite", "wer", "--current-ua", "NaN", "--pulse-ns", "10")]
    [InlineData("--method guess", "wer", "--current-ua", "100", "--pulse-ns", "10", "--method", "guess")]
    [InlineData("--trajectories 0: allowed are 1 to 2147483648", "wer", "--current-ua", "100", "--pulse-ns", "10", "--trajectories", "0")]
    [InlineData("--step-ps 0: allowed are 0.001 to 1000 ps", "wer", "--current-ua", "100", "--pulse-ns", "10", "--step-ps", "0")]
    [InlineData("--threads -1: allowed are 0 to 1024", "wer", "--current-ua", "100", "--pulse-ns", "10", "--threads", "-1")]
    [InlineData("anisotropy field", "wer", "--current-ua", "100", "--pulse-ns", "10", "--field-oe", "-4000")]
    [InlineData("did you mean", "info", "--device", "P5")]
    [InlineData("no such file", "info", "--device", "nothing.json")]
    [InlineData("single argument but 2", "info", "--device", "nothing.json", "--device", "P55")]
    [InlineData("--out is missing", "table")]
    [InlineData("no range", "table", "--min-current-ua", "200", "--max-current-ua", "100", "--out", "t.json")]
    [InlineData("out of range", "table", "--max-current-ua", "1e6", "--out", "t.json")]
    [InlineData("--max-pulse-ns 1e5: allowed are 0.01 to 1000 ns", "table", "--max-pulse-ns", "1e5", "--out", "t.json")]
    [InlineData("--figure 7", "plot", "--figure", "7", "--out", "t.png")]
    [InlineData(".png or .svg", "plot", "--figure", "5", "--out", "t.pdf")]
    [InlineData("--damping 2", "trajectory", "--current-ua", "1", "--pulse-ns", "1", "--damping", "2")]
    [InlineData("starting angle", "trajectory", "--current-ua", "1", "--pulse-ns", "1", "--temperature-k", "0")]
    [InlineData("--temperature-k 1: the energy barrier is", "info", "--temperature-k", "1")]
    [InlineData("a pulse width of 0 ns is out of range; allowed: above 0 to 1000 ns", "trajectory", "--current-ua", "1", "--pulse-ns", "0")]
    [InlineData("moments every 0.3 ps are closer than the time steps of 0.5 ps", "trajectory", "--current-ua", "1", "--pulse-ns", "1",
        "--every-ps", "0.3", "--step-ps", "0.5")]
    [InlineData("--field-oe 1e7: allowed are -1000000 to 1000000 Oe", "trajectory", "--current-ua", "1", "--pulse-ns", "1",
        "--field-oe", "1e7")]
    [InlineData("--angle-deg 200: allowed are 0 to 180", "trajectory", "--current-ua", "1", "--pulse-ns", "1", "--angle-deg", "200")]
    [InlineData("--time-s 0: allowed are above 0 to 31557600000 s", "retention", "--time-s", "0")]
    [InlineData("--read-ns -1: allowed are above 0", "retention", "--current-ua", "5", "--read-ns", "-1")]
    [InlineData("--read-ns 2000: allowed are 0.01 to 1000 ns", "read-disturb", "--read-current-ua", "5", "--read-ns", "2000")]
    public void Nonsense_is_refused_with_what_is_possible(string message, params string[] arguments)
    {
        CliRun run = CliRun.Of(["device", .. arguments]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Errors, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    private static JsonElement Json(params string[] arguments)
    {
        CliRun run = CliRun.Of([.. arguments, "--json"]);
        Assert.True(run.ExitCode == 0, run.Errors);
        return JsonDocument.Parse(run.Output).RootElement;
    }

    private static double JsonNumber(JsonElement element, string key) => element.GetProperty(key).GetDouble();
}
