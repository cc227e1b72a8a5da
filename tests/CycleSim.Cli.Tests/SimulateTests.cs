using System.Text.Json;
using CycleSim.Traces;
using CycleSim.Traces.Format;

namespace CycleSim.Cli.Tests;

public sealed class SimulateTests : IDisposable
{
    private static readonly string[] Small = ["simulate", "--network", "lenet5-28x28-mnist", "--batch", "16", "--capacity", "1MiB"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_prints_a_summary_the_totals_and_the_layers_and_with_details_every_operation()
    {
        CliRun run = CliRun.Of([.. Small, "--memory", "sram"]);
        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("lenet5-28x28-mnist, batch 16, on paper with 1 MiB of sram", run.Output, StringComparison.Ordinal);
        foreach (string expected in new[] { "conv1", "cycles by cause", "weight scratchpad", "scratchpad leakage", "row hits" })
            Assert.Contains(expected, run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("update.bias", run.Output, StringComparison.Ordinal);
        CliRun detailed = CliRun.Of([.. Small, "--memory", "sram", "--details"]);
        Assert.StartsWith(run.Output, detailed.Output, StringComparison.Ordinal);
        foreach (string expected in new[] { "wgrad", "update.bias" })
            Assert.Contains(expected, detailed.Output, StringComparison.Ordinal);
        Assert.Contains("simulated cycles per second", run.Errors, StringComparison.Ordinal);
    }

    /// <summary>Where one layer of another kind is in a network, all its ReLUs are passes, and take time.</summary>
    [Fact]
    public void It_says_where_a_network_runs_as_operators()
    {
        const string Conv2 = "{ \"name\": \"conv2\",";
        string text = CliRun.Of("models", "show", "lenet5-28x28-mnist", "--raw").Output;
        string mixed = text.Replace(Conv2, "{ \"name\": \"bend\", \"type\": \"tanh\" }, " + Conv2, StringComparison.Ordinal);
        Assert.NotEqual(text, mixed);
        (CliRun run, JsonElement report, string page) fused = Run("lenet5-28x28-mnist");
        (CliRun run, JsonElement report, string page) operators = Run(_folder.Write("mixed.json", mixed));
        Assert.DoesNotContain("run as operators", fused.run.Output + fused.page, StringComparison.Ordinal);
        Assert.Contains("ReLU is fused", fused.page, StringComparison.Ordinal);
        Assert.False(fused.report.TryGetProperty("runs_as_operators", out _));
        Assert.Contains("  layers        run as operators: element-wise", operators.run.Output, StringComparison.Ordinal);
        Assert.Contains("run as operators: element-wise", operators.page, StringComparison.Ordinal);
        Assert.True(operators.report.GetProperty("runs_as_operators").GetBoolean());

        (CliRun, JsonElement, string) Run(string network)
        {
            (string json, string page) = (_folder.File("step.json"), _folder.File("step.html"));
            CliRun run = CliRun.Of("simulate", "--network", network, "--batch", "4", $"--json={json}", "--report", page);
            Assert.True(run.ExitCode == 0, run.Errors);
            using var report = JsonDocument.Parse(File.ReadAllText(json));
            return (run, report.RootElement.Clone(), File.ReadAllText(page));
        }
    }

    [Fact]
    public void Two_runs_give_the_same_bytes()
    {
        byte[][] files = [.. Enumerable.Range(0, 2).Select(i =>
        {
            string json = _folder.File($"{i}.json");
            string trace = _folder.File($"{i}.cst");
            string picture = _folder.File($"{i}.svg");
            Assert.Equal(0, CliRun.Of([.. Small, $"--json={json}", "--trace", trace, "--timeline", picture]).ExitCode);
            return (byte[])[.. File.ReadAllBytes(json), .. File.ReadAllBytes(trace), .. File.ReadAllBytes(picture)];
        })];
        Assert.Equal(files[0], files[1]);
    }

    /// <summary>Attempts of verified writes are all that is random in a step: --seed decides them, or else the machine.</summary>
    [Fact]
    public void The_seed_decides_the_attempts_of_verified_writes_and_is_recorded()
    {
        string machine = _folder.File("verify.json");
        string text = CliRun.Of("models", "show", "paper", "--raw").Output;
        File.WriteAllText(machine, text.Replace(
            "\"line_bytes\": 64,",
            "\"line_bytes\": 64, \"write_verify\": { \"max_attempts\": 3, \"write_error_rate\": 0.01, \"seed\": 7 },",
            StringComparison.Ordinal));
        Dictionary<string, (long Cycles, long Seed)> runs = new[] { "", "1", "2", "7" }.ToDictionary(seed => seed, Run);
        Assert.Equal([7L, 1, 2, 7], runs.Values.Select(run => run.Seed));
        Assert.Equal(3, runs.Values.Select(run => run.Cycles).Distinct().Count());
        Assert.Equal(runs[""], runs["7"]);
        CliRun refused = CliRun.Of([.. Small, "--machine", machine, "--seed", "2147483648"]);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("--seed 2147483648: is out of range; allowed where writes are verified: 0 to 2147483647", refused.Errors,
            StringComparison.Ordinal);

        (long, long) Run(string seed)
        {
            string[] given = seed.Length == 0 ? [] : ["--seed", seed];
            CliRun run = CliRun.Of([.. Small, "--memory", "stt-mram", "--machine", machine, "--json", .. given]);
            Assert.True(run.ExitCode == 0, run.Errors);
            JsonElement report = JsonDocument.Parse(run.Output).RootElement;
            return (report.GetProperty("totals").GetProperty("cycles").GetProperty("total").GetInt64(),
                report.GetProperty("seed").GetInt64());
        }
    }

    [Fact]
    public void A_timeline_can_be_a_page_that_needs_nothing_else()
    {
        string[] pages = [_folder.File("a.html"), _folder.File("b.HTML")];
        foreach (string page in pages)
            Assert.Equal(0, CliRun.Of([.. Small, "--timeline", page]).ExitCode);
        string text = File.ReadAllText(pages[0]);
        Assert.Equal(text, File.ReadAllText(pages[1]));
        Assert.Contains("<title>lenet5-28x28-mnist, batch 16, stt-mram 1 MiB, machine paper</title>", text, StringComparison.Ordinal);
        Assert.Contains("\"conv1 fwd\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("src=\"http", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Refreshes_of_single_banks_are_counted_beside_those_of_ranks()
    {
        string machine = _folder.Write("banks.json", CliRun.Of("models", "show", "paper", "--raw").Output
            .Replace("\"ddr3-1600-4gb-x8\"", "\"lpddr4-3200-8gb-x16\"", StringComparison.Ordinal));
        string json = _folder.File("run.json");
        CliRun run = CliRun.Of([.. Small, "--machine", machine, $"--json={json}"]);
        Assert.Equal(0, run.ExitCode);
        using var report = JsonDocument.Parse(File.ReadAllText(json));
        JsonElement dram = report.RootElement.GetProperty("totals").GetProperty("dram");
        long banks = dram.GetProperty("bank_refreshes").GetInt64();
        Assert.True(banks > 0 && dram.GetProperty("refreshes").GetInt64() == 0);
        Assert.Equal(banks, report.RootElement.GetProperty("operations").EnumerateArray().Sum(operation =>
            operation.GetProperty("dram").TryGetProperty("bank_refreshes", out JsonElement own) ? own.GetInt64() : 0));
        Assert.Matches(FormattableString.Invariant($@"\n +refreshes of single banks +{banks:N0}\n"), run.Output);
        Assert.DoesNotContain("bank_refreshes", CliRun.Of([.. Small, "--json"]).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Sram_and_stt_mram_move_the_same_dram_data_and_sram_leaks_more()
    {
        JsonElement sram = Totals("sram");
        JsonElement mram = Totals("stt-mram");
        foreach (string key in new[] { "read_bursts", "write_bursts" })
            Assert.Equal(sram.GetProperty("dram").GetProperty(key).GetInt64(), mram.GetProperty("dram").GetProperty(key).GetInt64());
        Assert.True(
            sram.GetProperty("energy").GetProperty("leakage_pj")
                .GetDecimal() > mram.GetProperty("energy").GetProperty("leakage_pj").GetDecimal());
    }

    [Fact]
    public void The_trace_holds_every_access_of_the_run()
    {
        string json = _folder.File("run.json");
        string trace = _folder.File("run.cst");
        Assert.Equal(0, CliRun.Of([.. Small, $"--json={json}", "--trace", trace]).ExitCode);
        using FileStream file = File.OpenRead(trace);
        using var reader = new TraceReader(file, trace);
        long[] reads = new long[3];
        long[] writes = new long[3];
        while (reader.Next() is { } chunk)
        {
            if (chunk.ContentCase != Chunk.ContentOneofCase.Accesses)
                continue;
            foreach (TraceAccess access in reader.Accesses(chunk.Accesses))
                (access.IsWrite ? writes : reads)[access.Scratchpad]++;
        }

        JsonElement totals = ReadTotals(json);
        string[] names = ["activation", "weight", "error"];
        for (int i = 0; i < names.Length; i++)
        {
            JsonElement counts = totals.GetProperty("scratchpads").GetProperty(names[i]);
            Assert.Equal(counts.GetProperty("read_accesses").GetInt64(), reads[i]);
            Assert.Equal(counts.GetProperty("write_accesses").GetInt64(), writes[i]);
        }

        Assert.Equal(16u, reader.Header.Batch);
        Assert.Equal("lenet5-28x28-mnist", reader.Header.Network);
    }

    [Fact]
    public void A_range_of_layers_runs_only_those()
    {
        CliRun run = CliRun.Of([.. Small, "--layers", "conv2..pool2"]);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("conv2", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("fc1", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("conv1 ", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--network", "vgg17", "vgg16")]
    [InlineData("--capacity", "0", "--capacity")]
    [InlineData("--capacity", "large", "large")]
    [InlineData("--capacity", "2048GiB", "512 MiB")]
    [InlineData("--memory", "flash", "stt-mram")]
    [InlineData("--machine", "nowhere.json", "nowhere.json")]
    [InlineData("--batch", "0", "65536")]
    [InlineData("--batch", "many", "many")]
    [InlineData("--layers", "conv9..conv1", "conv9")]
    [InlineData("--layers", "fc1..conv1", "after")]
    [InlineData("--timeline", "x.bmp", ".png, .html or .svg")]
    [InlineData("--trace", "/nonexistent-folder/x.json", "/nonexistent-folder/x.json")]
    [InlineData("--frobnicate", "1", "--frobnicate")]
    public void Wrong_input_gives_one_message_and_exit_code_2(string option, string value, string mentioned)
    {
        CliRun run = CliRun.Of([.. Small.Where((_, i) => i == 0 || Small[i - (i + 1) % 2] != option), option, value]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(mentioned, run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Fact]
    public void Malformed_models_are_located()
    {
        string paper = CliRun.Of("models", "show", "paper", "--raw").Output;
        AssertLocated("--machine", paper.Replace("\"banks\": 256", "\"banks\": 0", StringComparison.Ordinal), "banks");
        AssertLocated("--machine", paper.Replace("\"rows\": 256", "\"rows\": 256 256", StringComparison.Ordinal), "(");
        AssertLocated("--machine", paper.Replace("\"vector_words\"", "\"vector_wrods\"", StringComparison.Ordinal), "vector_wrods");
        string memory = CliRun.Of("models", "show", "sram", "--raw").Output;
        AssertLocated("--memory", memory.Replace("0.156", "NaN", StringComparison.Ordinal), "(");
        string network = CliRun.Of("models", "show", "lenet5-28x28-mnist", "--raw").Output;
        AssertLocated("--network", network.Replace("\"kernel\": 5", "\"kernel\": 29", StringComparison.Ordinal), "kernel");
        string dram = CliRun.Of("models", "show", "ddr3-1600-4gb-x8", "--raw").Output;
        string part = _folder.Write("part.json", dram.Replace("\"rows\": 65536", "\"rows\": 65535", StringComparison.Ordinal));
        AssertLocated("--machine", paper.Replace("\"ddr3-1600-4gb-x8\"", JsonSerializer.Serialize(part), StringComparison.Ordinal),
            "65535");
    }

    private void AssertLocated(string option, string text, string mentioned)
    {
        string file = _folder.Write("model.json", text);
        CliRun run = CliRun.Of([.. Small.Where((_, i) => i == 0 || Small[i - (i + 1) % 2] != option), option, file]);
        Assert.Equal(2, run.ExitCode);
        Assert.Matches(@"\.json\(\d+,\d+\): ", run.Errors);
        Assert.Contains(mentioned, run.Errors, StringComparison.Ordinal);
    }

    private JsonElement Totals(string memory)
    {
        string json = _folder.File(memory + ".json");
        Assert.Equal(0, CliRun.Of([.. Small, "--memory", memory, $"--json={json}"]).ExitCode);
        return ReadTotals(json);
    }

    private static JsonElement ReadTotals(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        return document.RootElement.GetProperty("totals").Clone();
    }
}
