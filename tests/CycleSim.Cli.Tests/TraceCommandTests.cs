using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CycleSim.Reference;

namespace CycleSim.Cli.Tests;

/// <summary>`cyclesim trace` and `cyclesim plot` as a user calls them.</summary>
public sealed class TraceCommandTests : IDisposable
{
    private static readonly string Sample = Path.Combine(Repository.Root, "traces", "lenet5-batch8.cst");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>A file, or its hash, of what version 0.1.0 printed.</summary>
    [Fact]
    public void Replays_as_json_are_the_bytes_that_version_0_1_printed()
    {
        string closed = CliRun.Of("trace", "replay", Sample, "--json").Output;
        Assert.Equal(
            "39c1aee91ff2b2a9b94c5529f49c31661f7b867ad3adb9da2053394574211ee0",
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(closed))));
        string open = Path.Combine(Repository.Root, "tests", "Reference", "reports", "replay-open.json");
        Assert.Equal(File.ReadAllText(open), CliRun.Of("trace", "replay", Sample, "--memory", "sram", "--mode", "open", "--json").Output);
    }

    [Fact]
    public void Information_as_json_is_the_bytes_that_version_0_1_printed() => Assert.Equal(
        "42a4d22e80f7b9bb71a8f9d88ea7a7d0d372fd76bcbd0e801526e476936dfa7e",
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(CliRun.Of("trace", "info", Sample, "--json").Output))));

    [Fact]
    public void Text_stays_text_and_a_number_a_number_in_json_whatever_they_are()
    {
        string network = Digits("networks/lenet5-28x28-mnist.json", "123");
        string machine = Digits("machines/paper.json", "007");
        string trace = _folder.File("run.cst");
        Assert.Equal(0, CliRun.Of("simulate", "--network", network, "--machine", machine, "--batch", "1", "--capacity", "128KiB",
            "--layers", "fc3", "--seed", $"{ulong.MaxValue}", "--trace", trace).ExitCode);
        using var info = JsonDocument.Parse(CliRun.Of("trace", "info", trace, "--json").Output);
        Assert.Equal("123", info.RootElement.GetProperty("network").GetString());
        Assert.Equal("007", info.RootElement.GetProperty("machine").GetString());
        Assert.Equal(ulong.MaxValue, info.RootElement.GetProperty("seed").GetUInt64());
        Assert.Contains("network               123\n", CliRun.Of("trace", "info", trace).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_machine_with_several_channels_and_bank_groups_says_so_and_replays_exactly()
    {
        string machine = _folder.File("hbm2.json");
        string paper = File.ReadAllText(Path.Combine(Repository.Root, "models", "machines", "paper.json"));
        File.WriteAllText(machine, paper.Replace("ddr3-1600-4gb-x8", "hbm2-2000-8gb-bl4", StringComparison.Ordinal));
        string trace = _folder.File("run.cst");
        using var run = JsonDocument.Parse(CliRun.Of("simulate", "--network", "lenet5-28x28-mnist", "--machine", machine, "--batch", "2",
            "--capacity", "64KiB", "--trace", trace, "--json").Output);
        using var info = JsonDocument.Parse(CliRun.Of("trace", "info", trace, "--json").Output);
        Assert.Equal(
            ["dram", "dram_channels", "dram_bank_groups", "seed"],
            info.RootElement.EnumerateObject().Select(property => property.Name).SkipWhile(name => name != "dram").Take(4));
        Assert.Equal(8, info.RootElement.GetProperty("dram_channels").GetInt32());
        Assert.Contains("dram_bank_groups      4\n", CliRun.Of("trace", "info", trace).Output, StringComparison.Ordinal);
        string[] dump = CliRun.Of("trace", "dump", trace, "--components", "commands").Output.Split('\n');
        int column = Array.IndexOf(dump[0].Split(','), "channel");
        Assert.Equal(8, dump.Skip(1).Where(line => line.Length > 0).Select(line => line.Split(',')[column]).Distinct().Count());
        using var replay = JsonDocument.Parse(CliRun.Of("trace", "replay", trace, "--json").Output);
        foreach (string part in new[] { "cycles", "dram", "energy" })
        {
            Assert.Equal(
                run.RootElement.GetProperty("totals").GetProperty(part).GetRawText(),
                replay.RootElement.GetProperty("totals").GetProperty(part).GetRawText());
        }

        Assert.DoesNotContain("channel", CliRun.Of("trace", "dump", Sample, "--limit", "1").Output, StringComparison.Ordinal);
        Assert.DoesNotContain("channel", CliRun.Of("trace", "info", Sample, "--json").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_replay_gives_the_numbers_of_the_simulation()
    {
        string json = _folder.File("run.json");
        string trace = _folder.File("run.cst");
        Assert.Equal(0, CliRun.Of("simulate", "--network", "lenet5-28x28-mnist", "--batch", "4", "--capacity", "128KiB", $"--json={json}",
            "--trace", trace).ExitCode);
        CliRun replay = CliRun.Of("trace", "replay", trace, "--json");
        Assert.Equal(0, replay.ExitCode);
        using var expected = JsonDocument.Parse(File.ReadAllText(json));
        using var found = JsonDocument.Parse(replay.Output);
        foreach (string part in new[] { "cycles", "scratchpads", "dram", "energy" })
            Assert.True(JsonElement.DeepEquals(expected.RootElement.GetProperty("totals").GetProperty(part),
                found.RootElement.GetProperty("totals").GetProperty(part)), part);
        Assert.Equal(
            expected.RootElement.GetProperty("operations").GetArrayLength(), found.RootElement.GetProperty("operations").GetArrayLength());
    }

    [Fact]
    public void Without_fast_forward_result_and_trace_are_the_same_bytes()
    {
        string[] run = ["simulate", "--network", "lenet5-28x28-mnist", "--batch", "6", "--capacity", "96KiB"];
        string[] Files(string name) => [$"--json={_folder.File(name + ".json")}", "--trace", _folder.File(name + ".cst")];
        Assert.Equal(0, CliRun.Of([.. run, .. Files("fast")]).ExitCode);
        Assert.Equal(0, CliRun.Of([.. run, .. Files("plain"), "--no-fast-forward"]).ExitCode);
        foreach (string kind in new[] { ".json", ".cst" })
            Assert.Equal(File.ReadAllBytes(_folder.File("plain" + kind)), File.ReadAllBytes(_folder.File("fast" + kind)));
        // With nothing observed the fast run really skips.
        Assert.Equal(0, CliRun.Of([.. run, $"--json={_folder.File("skipped.json")}"]).ExitCode);
        Assert.Equal(File.ReadAllBytes(_folder.File("plain.json")), File.ReadAllBytes(_folder.File("skipped.json")));
    }

    [Fact]
    public void An_open_loop_on_the_recorded_memory_waits_as_recorded()
    {
        using var info = JsonDocument.Parse(CliRun.Of("trace", "info", Sample, "--json").Output);
        using var replay = JsonDocument.Parse(CliRun.Of("trace", "replay", Sample, "--loop", "open", "--json").Output);
        foreach (string pad in new[] { "activation", "weight", "error" })
        {
            Assert.Equal(
                info.RootElement.GetProperty("components").GetProperty(pad).GetProperty("waited_cycles").GetInt64(),
                replay.RootElement.GetProperty("scratchpads").GetProperty(pad).GetProperty("bank_conflict_wait_cycles").GetInt64());
        }

        Assert.Equal(0, replay.RootElement.GetProperty("dram_contention").GetProperty("delay_cycles").GetInt64());
        // A slower memory makes the same requests wait longer.
        using var slow = JsonDocument.Parse(
            CliRun.Of("trace", "replay", Sample, "--loop", "open", "--memory", "stt-mram", "--capacity", "128MiB", "--json").Output);
        Assert.True(
            slow.RootElement.GetProperty("scratchpads").GetProperty("activation").GetProperty("bank_conflict_wait_cycles").GetInt64()
            > replay.RootElement.GetProperty("scratchpads").GetProperty("activation").GetProperty("bank_conflict_wait_cycles").GetInt64());
    }

    [Fact]
    public void Requests_of_other_programs_are_replayed_on_dram()
    {
        string csv = _folder.Write("requests.csv", "cycle,op,addr\n0,R,0x0\n1000,R,0x40\n");
        string sample = Path.Combine(Repository.Root, "tests", "Reference", "traces", "tgen-simple-mem.trc");
        using var open = JsonDocument.Parse(CliRun.Of("trace", "replay", csv, "--loop", "open", "--json").Output);
        using var closed = JsonDocument.Parse(CliRun.Of("trace", "replay", csv, "--json").Output);
        Assert.True(open.RootElement.GetProperty("sim_cycles").GetInt64() > 1000);
        Assert.True(closed.RootElement.GetProperty("sim_cycles").GetInt64() < 100);
        using var gem5 = JsonDocument.Parse(CliRun.Of("trace", "replay", sample, "--json").Output);
        // Two packets of 64 bytes that are not aligned: four bursts.
        Assert.Equal(4, gem5.RootElement.GetProperty("n_req").GetInt64());
        CliRun wrong = CliRun.Of("trace", "replay", csv, "--memory", "sram");
        Assert.Equal(2, wrong.ExitCode);
        Assert.Contains("--memory", wrong.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_trace_is_verified_and_saved()
    {
        string cut = _folder.File("cut.cst");
        File.WriteAllBytes(cut, File.ReadAllBytes(Sample)[..60_000]);
        string saved = _folder.File("saved.cst");
        CliRun verify = CliRun.Of("trace", "verify", cut, "--salvage", saved);
        Assert.Equal(1, verify.ExitCode);
        Assert.Contains("is cut off inside a chunk", verify.Output, StringComparison.Ordinal);
        Assert.Equal(0, CliRun.Of("trace", "verify", saved).ExitCode);
        string about = CliRun.Of("trace", "info", saved).Output;
        Assert.Contains("salvaged", about, StringComparison.Ordinal);
        // The sample is older than checkpoints.
        Assert.Contains("complete_to_ps        unknown", about, StringComparison.Ordinal);
        Assert.Contains("unknown (recorded by a version without checkpoints)", verify.Output, StringComparison.Ordinal);
        CliRun info = CliRun.Of("trace", "info", cut);
        Assert.Equal(2, info.ExitCode);
        Assert.Contains("--salvage", info.Errors, StringComparison.Ordinal);
        Assert.Equal(2, CliRun.Of("trace", "verify", cut, "--salvage", cut).ExitCode);
        Assert.Equal(60_000, new FileInfo(cut).Length);
        Assert.Equal(1, CliRun.Of("trace", "diff", Sample, saved).ExitCode);
        Assert.Equal(0, CliRun.Of("trace", "diff", Sample, Sample).ExitCode);
    }

    [Fact]
    public void A_selection_holds_only_what_was_asked_for()
    {
        string trace = _folder.File("part.cst");
        Assert.Equal(0, CliRun.Of(
            "simulate", "--network", "lenet5-28x28-mnist", "--batch", "4", "--capacity", "128KiB", "--trace", trace, "--trace-from", "20us",
            "--trace-to", "30us", "--trace-components", "weight,dram").ExitCode);
        using var info = JsonDocument.Parse(CliRun.Of("trace", "info", trace, "--json").Output);
        JsonElement components = info.RootElement.GetProperty("components");
        Assert.Equal(["weight", "dram", "transfers"], components.EnumerateObject().Select(component => component.Name));
        Assert.InRange(components.GetProperty("weight").GetProperty("first_ps").GetInt64(), 20_000_000, 30_000_000);
        Assert.InRange(components.GetProperty("weight").GetProperty("last_ps").GetInt64(), 20_000_000, 30_000_000);
        Assert.Equal(2, CliRun.Of("trace", "replay", trace).ExitCode);
    }

    [Fact]
    public void A_window_behind_the_end_holds_nothing()
    {
        CliRun run = CliRun.Of("trace", "dump", Sample, "--from", "9223372036854775000ps", "--to", "9223372036854775807ps");
        Assert.Equal(0, run.ExitCode);
        Assert.Single(run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void A_selection_is_replayed_in_an_open_loop_over_its_window()
    {
        string folds = Path.Combine(Repository.Root, "traces", "vgg16-conv11-folds.cst");
        using var replay = JsonDocument.Parse(CliRun.Of("trace", "replay", folds, "--loop", "open", "--json").Output);
        Assert.Equal(250_000, replay.RootElement.GetProperty("recorded_cycles").GetInt64());
        double busy = replay.RootElement.GetProperty("scratchpads").GetProperty("weight_contention").GetProperty("busy_share").GetDouble();
        Assert.InRange(busy, 0.01, 1);
        string dram = Path.Combine(Repository.Root, "traces", "lenet5-dram.cst");
        using var only = JsonDocument.Parse(CliRun.Of("trace", "replay", dram, "--loop", "open", "--json").Output);
        Assert.Empty(only.RootElement.GetProperty("scratchpads").EnumerateObject());
        Assert.True(only.RootElement.GetProperty("dram_contention").GetProperty("transfers").GetInt64() > 100);
    }

    [Fact]
    public void A_machine_that_would_make_other_accesses_is_refused()
    {
        string raw = CliRun.Of("models", "show", "paper", "--raw").Output;
        foreach ((string old, string changed, string key) in new[]
        {
            ("\"rows\": 256", "\"rows\": 64", "systolic_array"), ("\"drain\": \"physical\"", "\"drain\": \"overlapped\"",
                "systolic_array"),
            ("\"vector_words\": 256", "\"vector_words\": 16", "vector_words"),
            ("\"memory_metrics\": \"total\"", "\"memory_metrics\": \"per_scratchpad\"", "memory_metrics"),
            ("\"memory_metrics\": \"total\"", "\"array_metrics\": \"per_scratchpad\"", "memory_metrics"),
            ("\"memory_metrics\": \"total\"", "\"array_figures\": \"per_scratchpad\"", "memory_metrics"),
        })
        {
            CliRun run = CliRun.Of("trace", "replay", Sample, "--machine",
                _folder.Write("m.json", raw.Replace(old, changed, StringComparison.Ordinal)));
            Assert.Equal(2, run.ExitCode);
            Assert.Contains(key, run.Errors, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_cut_off_trace_says_up_to_which_time_it_is_complete_and_its_window_up_to_there_is_the_recording()
    {
        string whole = _folder.File("whole.cst");
        Assert.Equal(0, CliRun.Of("simulate", "--network", "lenet5-28x28-mnist", "--batch", "512", "--capacity", "512KiB", "--trace", whole,
            "--trace-components", "array,dram").ExitCode);
        byte[] bytes = File.ReadAllBytes(whole);
        string cut = _folder.File("cut.cst");
        File.WriteAllBytes(cut, bytes[..(bytes.Length * 3 / 4)]);
        string saved = _folder.File("saved.cst");
        CliRun verify = CliRun.Of("trace", "verify", cut, "--salvage", saved);
        Assert.Equal(1, verify.ExitCode);
        using var info = JsonDocument.Parse(CliRun.Of("trace", "info", saved, "--json").Output);
        long completePs = info.RootElement.GetProperty("complete_to_ps").GetInt64();
        Assert.True(completePs > 0);
        Assert.Contains($"all components are complete up to {completePs}ps (", verify.Output, StringComparison.Ordinal);
        Assert.Contains($"complete up to {completePs}ps", CliRun.Of("trace", "verify", saved).Output, StringComparison.Ordinal);
        string[] window = ["--from", $"{completePs - 500_000_000}ps", "--to", $"{completePs}ps", "--components", "commands,folds"];
        CliRun found = CliRun.Of(["trace", "dump", saved, .. window]);
        Assert.Equal(0, found.ExitCode);
        Assert.Equal(CliRun.Of(["trace", "dump", whole, .. window]).Output, found.Output);
        Assert.DoesNotContain("complete_to_ps", CliRun.Of("trace", "info", whole).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("perfetto")]
    [InlineData("gem5")]
    [InlineData("csv")]
    [InlineData("parquet")]
    public void Every_format_is_written_twice_alike(string format)
    {
        byte[][] files = [.. Enumerable.Range(0, 2).Select(i =>
        {
            string path = _folder.File($"{i}.out");
            Assert.Equal(0, CliRun.Of("trace", "convert", Sample, "--format", format, "--out", path, "--from", "60us", "--to",
                "66us").ExitCode);
            return File.ReadAllBytes(path);
        })];
        Assert.True(files[0].Length > 1000);
        Assert.Equal(files[0], files[1]);
    }

    [Theory]
    [InlineData("t.png")]
    [InlineData("t.svg")]
    [InlineData("t.html")]
    public void A_timeline_is_drawn(string name)
    {
        string path = _folder.File(name);
        Assert.Equal(0, CliRun.Of("plot", "timeline", Sample, "--out", path, "--from", "60us", "--to", "70us").ExitCode);
        string content = System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(path));
        if (name.EndsWith(".png", StringComparison.Ordinal))
        {
            Assert.StartsWith("\u0089PNG", content, StringComparison.Ordinal);
            return;
        }

        // The layers, tensors and rows of these ten microseconds, and none of others.
        foreach (string expected in new[]
        {
            "lenet5-28x28-mnist, batch 8, stt-mram 256 KiB, machine paper", "fc2.weight", "fc3.weight", "weight bandwidth",
            "error occupied", "vector unit",
        })
        {
            Assert.Contains(expected, content, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Other_plots_are_drawn()
    {
        string json = _folder.File("run.json");
        Assert.Equal(0, CliRun.Of("simulate", "--network", "lenet5-28x28-mnist", "--batch", "4", "--capacity", "128KiB",
            $"--json={json}").ExitCode);
        Assert.Equal(0, CliRun.Of("plot", "roofline", json, "--out", _folder.File("r.svg")).ExitCode);
        Assert.Equal(0, CliRun.Of("plot", "energy", json, json, "--out", _folder.File("e.svg")).ExitCode);
        Assert.Equal(0, CliRun.Of("plot", "heatmap", Sample, "--what", "conflicts", "--out", _folder.File("h.svg")).ExitCode);
        Assert.Contains("scratchpad leakage", SvgText.Of(_folder.File("e.svg")));
        IReadOnlyList<string> roofline = SvgText.Of(_folder.File("r.svg"));
        string[] shown = ["multiply-accumulates per DRAM byte", "array: 65.54 T MAC/s", "DRAM: 12.8 GB/s", "conv2",
            "input gradient, no DRAM traffic"];
        Assert.All(shown, text => Assert.Contains(text, roofline));
        IReadOnlyList<string> heatmap = SvgText.Of(_folder.File("h.svg"));
        Assert.Contains("time (us)", heatmap);
        Assert.Contains("lenet5-28x28-mnist, stt-mram: activation scratchpad, accesses that waited per bank and cycle", heatmap);
    }

    [Theory]
    [InlineData("trace info nofile.cst", "nofile.cst: there is no such file")]
    [InlineData("trace dump SAMPLE --from 10", "--from")]
    [InlineData("trace dump SAMPLE --from 10us --to 10us", "--to 10us: must be later")]
    [InlineData("trace dump SAMPLE --components banana", "activation, weight, error")]
    [InlineData("trace dump SAMPLE --format xml", "csv, json")]
    [InlineData("trace dump SAMPLE --limit 0", "--limit 0")]
    [InlineData("trace convert SAMPLE --format xls --out x", "perfetto, gem5, csv, parquet")]
    [InlineData("trace replay SAMPLE --loop half", "closed, open")]
    [InlineData("trace replay SAMPLE --memory sramm", "sramm")]
    [InlineData("trace replay SAMPLE --memory sram --capacity 900GiB", "allowed")]
    [InlineData("trace replay SAMPLE --capacity 1MiB", "--memory")]
    [InlineData("trace replay SAMPLE --dram ddr3-800-4gb-x8-1rank", "--machine")]
    [InlineData("trace convert SAMPLE --format csv --out SAMPLE", "named twice")]
    [InlineData("trace dump SAMPLE --from 9223372036854775807ps", "must be later")]
    [InlineData("simulate --trace -", "cannot go to stdout")]
    [InlineData("simulate --trace x.cst --json=x.cst", "named twice")]
    [InlineData("simulate --trace-to 1us", "--trace FILE")]
    [InlineData("plot timeline SAMPLE --out t.pdf", ".png, .html or .svg")]
    [InlineData("plot timeline SAMPLE --out t.png --from 1s", "the run ends at")]
    [InlineData("plot heatmap SAMPLE --out t.png --scratchpad dram", "activation, weight, error")]
    [InlineData("plot roofline SAMPLE --out t.png", "SAMPLE")]
    [InlineData("plot energy nofile.json --out t.png", "there is no such file")]
    public void A_mistake_is_named_and_ends_with_2(string line, string mentioned)
    {
        CliRun run = CliRun.Of([.. line.Split(' ').Select(word => word == "SAMPLE" ? Sample : word)]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(mentioned == "SAMPLE" ? Sample : mentioned, run.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists("t.png") || File.Exists("t.pdf"));
    }

    /// <summary>A shipped model under a name of digits.</summary>
    private string Digits(string model, string name)
    {
        string text = File.ReadAllText(Path.Combine(Repository.Root, "models", model));
        var comments = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
        JsonNode root = JsonNode.Parse(text, documentOptions: comments)!;
        root["name"] = name;
        return _folder.Write($"{name}.json", root.ToJsonString());
    }
}
