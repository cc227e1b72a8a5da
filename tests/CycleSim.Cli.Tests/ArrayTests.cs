using System.Text.Json;
using CycleSim.Reference;

namespace CycleSim.Cli.Tests;

public sealed class ArrayTests
{
    internal static readonly string Report = Path.Combine(Repository.Root, "tests", "Reference", "array", "mram_128MB.stock.out");

    [Theory]
    [InlineData("circuit")]
    [InlineData("table")]
    public void Figures_of_one_array_as_json(string model)
    {
        CliRun run = CliRun.Of("array", "--memory", "stt-mram", "--capacity", "128MiB", "--model", model, "--json");
        Assert.Equal(0, run.ExitCode);
        JsonElement json = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal(128L << 20, json.GetProperty("capacity_bytes").GetInt64());
        Assert.Equal(512, json.GetProperty("access_bits").GetInt32());
        Assert.Equal(48.118, json.GetProperty("area_mm2").GetDouble(), 0.01);
        Assert.Equal(14.604, json.GetProperty("read_latency_ns").GetDouble(), 0.01);
        Assert.Equal(15.834, json.GetProperty("write_latency_ns").GetDouble(), 0.01);
        Assert.Equal(1608, json.GetProperty("read_energy_pj").GetDouble(), 2.0);
        Assert.Equal(2628, json.GetProperty("write_energy_pj").GetDouble(), 2.0);
        Assert.Equal(14573.485, json.GetProperty("leakage_mw").GetDouble(), 10.0);
        Assert.Equal(json.GetProperty("read_energy_pj").GetDouble() / 512, json.GetProperty("read_energy_pj_per_bit").GetDouble(), 1e-9);
        Assert.Equal(json.GetProperty("write_energy_pj").GetDouble() / 512, json.GetProperty("write_energy_pj_per_bit").GetDouble(), 1e-9);
        Assert.Equal("cache", json.GetProperty("organisation").GetProperty("kind").GetString());
        Assert.Equal(model, json.GetProperty("source").GetString());
    }

    [Theory]
    [InlineData("sram", "table")]
    [InlineData("sram-circuit", "circuit")]
    [InlineData("stt-mram-heterogeneous", "heterogeneous")]
    public void Every_command_takes_the_figures_from_the_same_source_and_names_it(string memory, string source)
    {
        JsonElement array = JsonDocument.Parse(CliRun.Of("array", "--memory", memory, "--capacity", "3MiB", "--json").Output).RootElement;
        using var folder = new TemporaryFolder();
        string file = folder.File("step.json");
        CliRun.Of(
            "simulate", "--network", "lenet5-28x28-mnist", "--batch", "1", "--memory", memory, "--capacity", "3MiB", "--layers", "0..0",
            $"--json={file}");
        JsonElement simulated = JsonDocument.Parse(File.ReadAllText(file)).RootElement.GetProperty("memory");
        Assert.Equal((source, source), (array.GetProperty("source").GetString(), simulated.GetProperty("source").GetString()));
        foreach (string property in new[] { "area_mm2", "read_latency_ns", "write_latency_ns", "read_energy_pj_per_bit", "leakage_mw" })
            Assert.Equal(array.GetProperty(property).GetDouble(), simulated.GetProperty(property).GetDouble());
        Assert.Contains($"source: {source}", CliRun.Of("array", "--memory", memory, "--capacity", "3MiB").Output, StringComparison.Ordinal);
        string table = CliRun.Of("array", "sweep", "--memories", memory, "--from", "1MiB", "--to", "2MiB", "--csv").Output;
        Assert.EndsWith($",{source}", table.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_option_of_the_circuit_takes_the_circuit_and_says_so() => Assert.Contains(
        "source: circuit", CliRun.Of("array", "--memory", "sram", "--capacity", "3MiB", "--transistors", "lstp").Output,
        StringComparison.Ordinal);

    [Fact]
    public void A_device_gives_the_write_point_and_the_output_says_so()
    {
        string[] command = ["array", "--memory", "stt-mram", "--capacity", "1MiB", "--device", "P55", "--write-error-rate", "1e-6"];
        string text = OneLine(CliRun.Of(command).Output);
        Assert.Contains("write point: 182.95 uA for 10 ns, write error rate 1E-06", text, StringComparison.Ordinal);
        Assert.Contains("--device P55 changed the write point alone", text, StringComparison.Ordinal);
        JsonElement point = JsonDocument.Parse(CliRun.Of([.. command, "--json"]).Output).RootElement.GetProperty("write_point");
        Assert.Equal(182.95, point.GetProperty("current_ua").GetDouble(), 0.01);
        Assert.Equal((10, 1e-6), (point.GetProperty("pulse_ns").GetDouble(), point.GetProperty("write_error_rate").GetDouble()));
        Assert.Equal("P55", point.GetProperty("junction").GetString());
        string plain = CliRun.Of("array", "--memory", "stt-mram", "--capacity", "1MiB", "--model", "circuit").Output;
        Assert.Contains("write point: 80 uA for 10 ns, write error rate 8.62E-10", plain, StringComparison.Ordinal);
        Assert.DoesNotContain("changed the write point", plain, StringComparison.Ordinal);
        Assert.DoesNotContain("write point", CliRun.Of("array", "--memory", "sram", "--capacity", "1MiB").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Energies_of_arrays_say_that_they_are_of_the_worst_word()
    {
        // What a table of a file means, the file knows.
        Assert.Contains(
            "what the memory's file states", OneLine(CliRun.Of("array", "--memory", "stt-mram", "--capacity", "1MiB").Output),
            StringComparison.Ordinal);
        foreach (string[] command in new string[][]
        {
            ["array", "--memory", "stt-mram", "--capacity", "1MiB", "--model", "circuit"],
            ["array", "sweep", "--from", "1MiB", "--to", "2MiB"],
        })
        {
            Assert.Contains("of the worst word", OneLine(CliRun.Of(command).Output), StringComparison.Ordinal);
        }
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Replace("   ", " ", StringComparison.Ordinal);

    /// <summary>A point of a junction is solved again where an option moves it; one with an energy from outside is stated.</summary>
    [Theory]
    [InlineData(100.0, 10.0, "--write-current-ua", "100")]
    [InlineData(null, 5.0, "--write-pulse-ns", "5")]
    public void Energy_and_error_rate_follow_current_and_pulse_of_a_junction(double? currentUa, double pulseNs, params string[] options)
    {
        JsonElement moved = WritePoint(options);
        double current = moved.GetProperty("current_ua").GetDouble();
        Assert.Equal(currentUa ?? WritePoint([]).GetProperty("current_ua").GetDouble(), current, 1e-9);
        string[] point = ["--current-ua", FormattableString.Invariant($"{current:R}"), "--pulse-ns", $"{pulseNs}"];
        JsonElement device = JsonDocument.Parse(CliRun.Of(["device", "write-point", .. point, "--json"]).Output).RootElement;
        foreach ((string ours, string theirs) in new[]
        {
            ("set_energy_pj", "energy_pj_ap"), ("reset_energy_pj", "energy_pj_p"), ("write_error_rate", "wer"),
        })
        {
            Assert.Equal(1, moved.GetProperty(ours).GetDouble() / device.GetProperty(theirs).GetDouble(), 1e-9);
        }

        Assert.Equal("P55", moved.GetProperty("junction").GetString());
        JsonElement stated = WritePoint([.. options, "--write-energy-pj", "1"]);
        Assert.False(stated.TryGetProperty("junction", out _) || stated.TryGetProperty("write_error_rate", out _));
        Assert.Equal(1, stated.GetProperty("set_energy_pj").GetDouble(), 1e-12);

        static JsonElement WritePoint(string[] options)
        {
            CliRun run = CliRun.Of(["array", "-m", "stt-mram-p55", "-c", "1MiB", "--json", .. options]);
            Assert.True(run.ExitCode == 0, run.Errors);
            return JsonDocument.Parse(run.Output).RootElement.GetProperty("write_point");
        }
    }

    [Fact]
    public void Every_option_of_the_circuit_changes_something()
    {
        string plain = Json();
        string[][] options =
        [
            ["--mode", "smooth"], ["--objective", "area"], ["--organisation", "ram"], ["--transistors", "lstp"], ["--temperature-k", "300"],
            ["--wires", "repeated"], ["--node-nm", "45"], ["--ways", "16"], ["--access-bits", "1024"], ["--write-current-ua", "200"],
            ["--write-pulse-ns", "5"],
            ["--write-energy-pj", "3"], ["--device", "P55", "--write-error-rate", "8e-4"], ["--capacity", "2MiB"],
        ];
        string[] changed = [.. options.Select(Json)];
        Assert.All(changed, text => Assert.NotEqual(plain, text));
        Assert.Equal(changed.Length, changed.Distinct().Count());

        static string Json(params string[] more)
        {
            string[] capacity = more is ["--capacity", ..] ? [] : ["--capacity", "1MiB"];
            CliRun run = CliRun.Of(["array", "--memory", "stt-mram", "--json", .. capacity, .. more]);
            Assert.Equal(0, run.ExitCode);
            return run.Output;
        }
    }

    [Theory]
    [InlineData("32x8,1024x1024,64/1/1", 14.604)]
    [InlineData("64x8,1024x512,8/2/2", 0)]
    public void An_organisation_can_be_given(string organisation, double readLatencyNs)
    {
        CliRun run = CliRun.Of("array", "--memory", "stt-mram", "--capacity", "128MiB", "--force", organisation, "--json");
        Assert.Equal(0, run.ExitCode);
        double found = JsonDocument.Parse(run.Output).RootElement.GetProperty("read_latency_ns").GetDouble();
        if (readLatencyNs > 0)
            Assert.Equal(readLatencyNs, found, 1e-3);
        else
            Assert.True(found > 14.604);
    }

    [Fact]
    public void An_area_asks_for_a_capacity()
    {
        CliRun run = CliRun.Of("array", "--memory", "sram", "--area-mm2", "0.5", "--json");
        JsonElement json = JsonDocument.Parse(run.Output).RootElement;
        Assert.InRange(json.GetProperty("area_mm2").GetDouble(), 0.499, 0.5);
        Assert.InRange(json.GetProperty("capacity_bytes").GetInt64(), 178L << 10, 190L << 10);
    }

    [Fact]
    public void A_sweep_prints_a_row_for_each_technology_and_capacity()
    {
        CliRun run = CliRun.Of("array", "sweep", "--memories", "sram,stt-mram", "--from", "32KiB", "--to", "1MiB", "--csv");
        Assert.Equal(0, run.ExitCode);
        string[] lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(1 + 2 * 6, lines.Length);
        Assert.StartsWith("technology,capacity_bytes,access_bits,area_mm2,", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("stt-mram,1048576,512,", lines[^1], StringComparison.Ordinal);
        CliRun json = CliRun.Of("array", "sweep", "--from", "32KiB", "--to", "1MiB", "--per-octave", "2", "--json");
        Assert.Equal(22, JsonDocument.Parse(json.Output).RootElement.GetArrayLength());
    }

    [Theory]
    [InlineData("7", "png")]
    [InlineData("7", "svg")]
    [InlineData("8", "svg")]
    public void Figures_are_drawn(string figure, string ending)
    {
        using var folder = new TemporaryFolder();
        string file = folder.File($"figure.{ending}");
        CliRun run = CliRun.Of("array", "plot", "--figure", figure, "--out", file, "--model", "table");
        Assert.Equal(0, run.ExitCode);
        byte[] bytes = File.ReadAllBytes(file);
        Assert.Contains(ending == "png" ? "PNG" : "<svg", System.Text.Encoding.Latin1.GetString(bytes, 0, 500), StringComparison.Ordinal);
        if (ending == "svg")
        {
            IReadOnlyList<string> texts = SvgText.Of(file);
            string[] both = ["capacity", "write latency (ns)", "write energy (pJ/access)", "sram", "stt-mram", "64 KiB", "1 MiB", "1", "10",
                "100", "1000"];
            string[] own = figure == "7"
                ? ["area (mm²)", "leakage (mW)", "read latency (ns)", "read energy (pJ/access)"]
                : ["read + write energy (pJ)", "stt-mram-lowv", "stt-mram-lowdur", "10000"];
            Assert.All(both.Concat(own), expected => Assert.Contains(expected, texts));
        }

        string again = folder.File($"again.{ending}");
        Assert.Equal(0, CliRun.Of("array", "plot", "--figure", figure, "--out", again, "--model", "table").ExitCode);
        Assert.Equal(bytes, File.ReadAllBytes(again));
    }

    [Fact]
    public void Table_two_stands_beside_the_papers()
    {
        CliRun text = CliRun.Of("array", "table2");
        Assert.Matches(@" 0\.0 %\n", text.Output);
        Assert.DoesNotMatch(@"[-+]0\.0 %|-\+", text.Output);
        Assert.Equal(0, text.ExitCode);
        Assert.Contains("14573", text.Output, StringComparison.Ordinal);
        JsonElement rows = JsonDocument.Parse(CliRun.Of("array", "table2", "--json").Output).RootElement;
        Assert.Equal(4, rows.GetArrayLength());
        foreach (JsonElement row in rows.EnumerateArray())
        {
            foreach (string key in new[] { "area_mm2", "leakage_mw", "capacity_bytes" })
            {
                double paper = row.GetProperty("paper").GetProperty(key).GetDouble();
                Assert.InRange(row.GetProperty("here").GetProperty(key).GetDouble() / paper, 0.9, 1.1);
            }
        }
    }

    [Fact]
    public void Sensitivity_varies_devices_wires_and_temperature()
    {
        CliRun run = CliRun.Of("array", "sensitivity", "--capacity", "1MiB", "--organisation", "ram", "--json");
        JsonElement[] rows = [.. JsonDocument.Parse(run.Output).RootElement.EnumerateArray()];
        Assert.Equal(2 * 3 * 2 * 2, rows.Length);
        Assert.Equal(rows.Length, rows.Select(row => row.GetProperty("leakage_mw").GetDouble()).Distinct().Count());
        Assert.Equal(0, CliRun.Of("array", "sensitivity", "--capacity", "1MiB", "--organisation", "ram").ExitCode);
        Assert.Equal(2, CliRun.Of("array", "sensitivity", "--model", "table").ExitCode);
    }

    [Fact]
    public void Where_the_write_energy_comes_from_is_said()
    {
        string[] sram = ["array", "--memory", "sram", "--capacity", "1MiB"];
        Assert.Contains("The write energy is what the memory's file states.", OneLine(CliRun.Of(sram).Output), StringComparison.Ordinal);
        Assert.Contains(
            "The write energy follows from the circuit; both states of a bit take the same.",
            OneLine(CliRun.Of([.. sram, "--model", "circuit"]).Output), StringComparison.Ordinal);
        Assert.Contains(
            "what the memory's file states, scaled to the bits of the code", OneLine(CliRun.Of([.. sram, "--code", "secded"]).Output),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_sweep_prints_one_form_of_its_result() => Assert.Contains(
        "--json and --csv exclude each other", CliRun.Of("array", "sweep", "--json", "--csv").Errors, StringComparison.Ordinal);

    /// <summary>What it varies by itself it does not take: the value would have no effect.</summary>
    [Theory]
    [InlineData("--temperature-k", "380")]
    [InlineData("--transistors", "lop")]
    [InlineData("--wires", "repeated")]
    public void Sensitivity_does_not_take_what_it_varies(string option, string value)
    {
        CliRun run = CliRun.Of("array", "sensitivity", "--capacity", "1MiB", option, value);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(option, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void An_imported_report_can_be_used_as_a_memory()
    {
        using var folder = new TemporaryFolder();
        string file = folder.File("mine.json");
        Assert.Equal(0, CliRun.Of("array", "import", Report, "--name", "mine", "--out", file).ExitCode);
        CliRun run = CliRun.Of("array", "--memory", file, "--capacity", "128MiB", "--json");
        Assert.Equal(14.604, JsonDocument.Parse(run.Output).RootElement.GetProperty("read_latency_ns").GetDouble());
        string broken = folder.Write("broken.out", File.ReadAllText(Report).Replace("48.118mm^2", "mm^2", StringComparison.Ordinal));
        CliRun refused = CliRun.Of("array", "import", broken);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("broken.out(33): ", refused.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("give either --capacity or --area-mm2")]
    [InlineData("give either --capacity or --area-mm2", "--capacity", "1MiB", "--area-mm2", "1")]
    [InlineData("allowed: 32 KiB to 512 MiB", "--capacity", "1024GiB")]
    [InlineData("this array has 32 KiB to 512 MiB", "--capacity", "0")]
    [InlineData("is not a model in models/memories", "--capacity", "1MiB", "--memory", "dram")]
    [InlineData("allowed are circuit, table", "--capacity", "1MiB", "--model", "guess")]
    [InlineData("allowed are compatible, smooth", "--capacity", "1MiB", "--mode", "rough")]
    [InlineData("allowed are read-latency", "--capacity", "1MiB", "--objective", "beauty")]
    [InlineData("allowed are cache, ram", "--capacity", "1MiB", "--organisation", "cam")]
    [InlineData("allowed are hp, lstp, lop", "--capacity", "1MiB", "--transistors", "finfet")]
    [InlineData("allowed are unrepeated, repeated", "--capacity", "1MiB", "--wires", "optical")]
    [InlineData("allowed are 22 to 65", "--capacity", "1MiB", "--node-nm", "7")]
    [InlineData("allowed are 300 to 400", "--capacity", "1MiB", "--temperature-k", "77")]
    [InlineData("pulse 0 ns is out of range", "--capacity", "1MiB", "--write-pulse-ns", "0")]
    [InlineData("--node-nm needs the circuit", "--capacity", "1MiB", "--model", "table", "--node-nm", "22")]
    [InlineData("are for STT-MRAM", "--capacity", "1MiB", "--memory", "sram", "--write-pulse-ns", "5")]
    [InlineData("--device needs --write-error-rate", "--capacity", "1MiB", "--device", "P55")]
    [InlineData("goes with --device", "--capacity", "1MiB", "--write-error-rate", "8e-4")]
    [InlineData("has no table", "--capacity", "1MiB", "--memory", "sram-circuit", "--model", "table")]
    [InlineData("describes no circuit", "--capacity", "1MiB", "--memory", "stt-mram-heterogeneous", "--model", "circuit")]
    [InlineData("no array of the model fits", "--area-mm2", "0.0001")]
    [InlineData("ways 3: allowed are powers of two from 1 to 32", "--capacity", "1MiB", "--ways", "3")]
    [InlineData("access bits 100: allowed are powers of two from 32 to 4096", "--capacity", "1MiB", "--access-bits", "100")]
    [InlineData("write mats,cells of a subarray,multiplexers", "--capacity", "1MiB", "--force", "32x8")]
    [InlineData("does not give 1 MiB", "--capacity", "1MiB", "--force", "32x8,1024x1024,64/1/1")]
    [InlineData("does not give 1 MiB", "--capacity", "1MiB", "--force", "3x8,1024x1024,64/1/1")]
    [InlineData("does not give 1 MiB", "--capacity", "1MiB", "--force", "1x1073741824,1024x1024,64/1/1")]
    [InlineData("does not give 1 MiB", "--capacity", "1MiB", "--force", "1x1,1024x1024,65536/65536/1")]
    [InlineData("does not give 1 MiB", "--capacity", "1MiB", "--force", "1x1,1024x1024,8/1/1073741824")]
    [InlineData("has a power of two from", "--capacity", "3MiB", "--force", "32x8,1024x1024,64/1/1")]
    [InlineData("--force needs the circuit", "--capacity", "1MiB", "--model", "table", "--force", "32x8,1024x1024,64/1/1")]
    [InlineData("out of range; allowed: above 0", "--area-mm2", "0")]
    public void Nonsense_is_refused(string message, params string[] options)
    {
        CliRun run = CliRun.Of(["array", .. options]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Errors, StringComparison.Ordinal);
        Assert.Equal("", run.Output);
    }

    [Theory]
    [InlineData("stt-mram-circuit")]
    [InlineData("stt-mram-heterogeneous")]
    [InlineData("stt-mram-p55-lowdur")]
    public void A_training_step_runs_with_the_figures_of_any_model(string memory)
    {
        using var folder = new TemporaryFolder();
        string file = folder.File("step.json");
        CliRun run = CliRun.Of(
            "simulate", "--network", "lenet5-28x28-mnist", "--batch", "8", "--memory", memory, "--capacity", "3MiB", $"--json={file}");
        Assert.Equal(0, run.ExitCode);
        JsonElement used = JsonDocument.Parse(File.ReadAllText(file)).RootElement.GetProperty("memory");
        JsonElement array = JsonDocument.Parse(CliRun.Of("array", "--memory", memory, "--capacity", "3MiB", "--json").Output).RootElement;
        string[] keys = ["read_latency_ns", "write_latency_ns", "read_energy_pj_per_bit", "write_energy_pj_per_bit", "leakage_mw"];
        foreach (string key in keys)
            Assert.Equal(array.GetProperty(key).GetDouble(), used.GetProperty(key).GetDouble(), 1e-9);
    }
}
