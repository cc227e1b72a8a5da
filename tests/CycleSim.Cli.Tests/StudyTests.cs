using System.Globalization;
using System.Text.Json;

namespace CycleSim.Cli.Tests;

public sealed class StudyTests : IDisposable
{
    private const string Plan = """
        { "name": "example", "networks": ["lenet5-28x28-mnist"], "batches": [1],
          "memories": ["sram", "stt-mram"], "capacities": ["64 KiB", "1 MiB"] }
        """;

    private static readonly string[] Compare =
        ["compare", "--network", "lenet5-28x28-mnist", "--batch", "2", "--from", "256KiB", "--to", "1MiB", "--jobs", "1"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_sweep_leaves_a_file_for_each_point_and_tables_and_goes_on_with_them()
    {
        string plan = _folder.Write("plan.json", Plan);
        string folder = _folder.File("study");
        CliRun first = CliRun.Of("sweep", plan, "--out", folder);
        Assert.Equal(0, first.ExitCode);
        Assert.Equal(4, Directory.GetFiles(Path.Combine(folder, "points"), "*.json").Length);
        Assert.Equal(5, File.ReadAllLines(Path.Combine(folder, "points.csv")).Length);
        Assert.True(File.Exists(Path.Combine(folder, "points.parquet")));
        CliRun again = CliRun.Of("sweep", plan, "--out", folder);
        Assert.Equal(2, again.ExitCode);
        Assert.Contains("--resume reuses them", again.Errors, StringComparison.Ordinal);
        CliRun resumed = CliRun.Of("sweep", plan, "--out", folder, "--resume");
        Assert.Equal(first.Output, resumed.Output);
        Assert.Contains("4 points, 4 of them reused", resumed.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Tasks_of_an_array_job_make_what_one_run_makes()
    {
        string plan = _folder.Write("plan.json", Plan);
        string folder = _folder.File("tasks");
        CliRun script = CliRun.Of("sweep", plan, "--out", folder, "--executor", "slurm");
        Assert.Equal(0, script.ExitCode);
        Assert.Contains("--array=0-3", File.ReadAllText(Path.Combine(folder, "sweep.sbatch")), StringComparison.Ordinal);
        for (int point = 0; point < 4; point++)
            Assert.Equal(0, CliRun.Of("sweep", plan, "--out", folder, "--point", $"{point}").ExitCode);
        CliRun collected = CliRun.Of("sweep", plan, "--out", folder, "--resume");
        Assert.Contains("4 points, 4 of them reused", collected.Errors, StringComparison.Ordinal);
        Assert.Equal(2, CliRun.Of("sweep", plan, "--out", folder, "--point", "4").ExitCode);
    }

    [Fact]
    public void A_task_may_run_several_points_and_those_that_have_results_are_not_run_again()
    {
        string plan = _folder.Write("plan.json", Plan);
        string folder = _folder.File("tasks");
        CliRun first = CliRun.Of("sweep", plan, "--out", folder, "--points", "0..2");
        Assert.Contains("3 points, 0 of them", first.Errors, StringComparison.Ordinal);
        CliRun second = CliRun.Of("sweep", plan, "--out", folder, "--points", "1..3");
        Assert.Contains("3 points, 2 of them", second.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder, "points.csv")));
    }

    [Theory]
    [InlineData("points 0 to 3", "--points", "2..4")]
    [InlineData("points 0 to 3", "--points", "3..2")]
    [InlineData("write A..B", "--points", "two")]
    [InlineData("exclude each other", "--points", "0..1", "--point", "0")]
    [InlineData("goes with --executor slurm", "--points-per-task", "2")]
    [InlineData("goes with --executor slurm", "--task-time", "10")]
    [InlineData("--points: goes with --executor local", "--executor", "slurm", "--points", "0..1")]
    [InlineData("--jobs: goes with --executor local", "--executor", "slurm", "--jobs", "2")]
    [InlineData("--resume: goes with --executor local", "--executor", "slurm", "--resume")]
    [InlineData("--task-time soon: allowed are minutes", "--executor", "slurm", "--task-time", "soon")]
    [InlineData("allowed: 4 and more", "--executor", "slurm", "--max-tasks", "1", "--points-per-task", "3")]
    [InlineData("--task-memory", "--executor", "slurm", "--task-memory", "much")]
    public void Options_of_array_jobs_are_checked(string message, params string[] options)
    {
        CliRun run = CliRun.Of(["sweep", _folder.Write("plan.json", Plan), "--out", _folder.File("tasks"), .. options]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Errors, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Fact]
    public void A_comparison_prints_the_same_as_table_csv_and_json()
    {
        CliRun json = CliRun.Of([.. Compare, "--json"]);
        Assert.Equal(0, json.ExitCode);
        JsonElement[] rows = [.. JsonDocument.Parse(json.Output).RootElement.EnumerateArray()];
        Assert.Equal(6, rows.Length);
        Assert.All(rows.Chunk(2), pair => Assert.Equal(
            pair[0].GetProperty("energy_j").GetDouble() / pair[1].GetProperty("energy_j").GetDouble(),
                pair[1].GetProperty("improvement").GetDouble()));
        Assert.Equal(7, CliRun.Of([.. Compare, "--csv"]).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("improvement", CliRun.Of(Compare).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_comparison_on_equal_area_draws_its_picture()
    {
        string folder = _folder.File("area");
        CliRun run = CliRun.Of([.. Compare, "--iso", "area", "--out", folder]);
        Assert.Equal(0, run.ExitCode);
        // A table of three areas and two memories; each value that the picture writes on a point is one of the table.
        string[][] rows = [.. File.ReadAllLines(Path.Combine(folder, "compare.csv")).Select(line => line.Split(','))];
        Assert.Equal(1 + 2 * 3, rows.Length);
        int area = Array.IndexOf(rows[0], "iso_area_mm2");
        int energy = Array.IndexOf(rows[0], "energy_j");
        int improvement = Array.IndexOf(rows[0], "improvement");
        foreach (string[][] pair in rows.Skip(1).Chunk(2))
        {
            Assert.Equal(("sram", "stt-mram", pair[0][area], "1"), (pair[0][1], pair[1][1], pair[1][area], pair[0][improvement]));
            Assert.Equal(Number(pair[0][energy]) / Number(pair[1][energy]), Number(pair[1][improvement]));
        }

        IReadOnlyList<string> texts = SvgText.Of(Path.Combine(folder, "compare.svg"));
        foreach (string expected in new[]
        {
            "lenet5-28x28-mnist: improvement over sram, equal area", "lenet5-28x28-mnist: energy by component",
            "area of the on-chip memory (mm²)",
            "energy improvement (x)", "DRAM", "leakage", "scratchpad accesses", "compute",
        })
        {
            Assert.Contains(expected, texts);
        }

        foreach (string[] row in rows.Skip(1))
            Assert.Contains(texts, text => double.TryParse(text, CultureInfo.InvariantCulture, out double shown)
                && Math.Abs(shown - Number(row[area])) < 5e-3);

        static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
    }

    [Theory]
    [InlineData("capacity", "minimum energy of sram: 0.757 mJ at 2 MiB\nminimum energy of stt-mram: 0.584 mJ at 2 MiB\n")]
    [InlineData("area", "minimum energy of stt-mram: 0.584 mJ at 1.46 mm2, which holds 2 MiB\n")]
    public void A_comparison_says_where_each_memory_takes_the_minimum_energy(string iso, string expected)
    {
        CliRun run = CliRun.Of(
            "compare", "--iso", iso, "--network", "lenet5-28x28-mnist", "--batch", "16", "--from", "256KiB", "--to", "4MiB");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains(expected, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_networks_and_machines_are_compared_each()
    {
        string folder = _folder.File("several");
        CliRun run = CliRun.Of(
            "compare", "--network", "lenet5-28x28-mnist,lenet5-32x32-mnist", "--batches", "2,1", "--axis", "residency=atomic,tiled",
            "--from", "512KiB", "--to", "512KiB", "--jobs", "1", "--out", folder);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("lenet5-32x32-mnist, batch 1, on paper residency=tiled", run.Output, StringComparison.Ordinal);
        Assert.Contains("energy of stt-mram against sram: ", run.Output, StringComparison.Ordinal);
        string[][] rows = [.. File.ReadAllLines(Path.Combine(folder, "compare.csv")).Skip(1).Select(line => line.Split(','))];
        Assert.Equal(8, rows.Length);
        Assert.Equal(4, rows.Count(row => row[1] == "paper residency=tiled"));
        Assert.Equal(4, rows.Count(row => row[2] == "2"));
        Assert.Contains("lenet5-28x28-mnist, batch 2: time", SvgText.Of(Path.Combine(folder, "compare.svg")));
    }

    [Theory]
    [InlineData("--iso volume", "--iso volume: allowed are capacity, area")]
    [InlineData("--memories sram", "give at least two different ones")]
    [InlineData("--areas 1,2", "--areas: goes with --iso area")]
    [InlineData("--iso area --areas 1,x", "--areas x: is no area")]
    [InlineData("--from 1MiB --to 64KiB", "a sweep goes from a capacity to a larger one")]
    [InlineData("--batch 0", "--batch 0: allowed are 1 to")]
    [InlineData("--jobs 0", "--jobs 0: allowed are 1 to 1024")]
    [InlineData("--batches 1,2", "--batches and --batch exclude each other")]
    [InlineData("--machine paper,paper", "--machine: \"paper\" is there twice")]
    [InlineData("--axis residency", "--axis residency: give a key and its values, e.g. residency=atomic,tiled")]
    [InlineData("--axis residency=fast", "residency[0] = \"fast\": is unknown; allowed: atomic, tiled")]
    [InlineData("--axis rows=1", "unknown key \"rows\"")]
    [InlineData("--resume", "--resume: goes with --out DIR")]
    public void Wrong_input_of_a_comparison_is_explained(string options, string message)
    {
        string[] given = options.Split(' ');
        IEnumerable<string> rest = Compare.Skip(1).Chunk(2).Where(pair => !given.Contains(pair[0])).SelectMany(pair => pair);
        CliRun run = CliRun.Of(["compare", .. rest, .. given]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Reproduce_makes_what_it_is_asked_for_and_says_what_was_not_run()
    {
        string folder = _folder.File("paper");
        CliRun run = CliRun.Of("reproduce", "--quick", "--only", "table1,table2,fig8", "--out", folder);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("not run", run.Output, StringComparison.Ordinal);
        foreach (string file in new[] { "table1.csv", "table2.csv", "fig8.png", "fig8.svg", "fig8.csv", "report.md", "report.html" })
            Assert.True(File.Exists(Path.Combine(folder, file)), file);
        IReadOnlyList<string> figure = SvgText.Of(Path.Combine(folder, "fig8.svg"));
        string[] axes = ["capacity", "write latency (ns)", "write energy (pJ/access)"];
        foreach (string expected in axes.Concat(["sram", "stt-mram-p55", "stt-mram-p55-lowv", "stt-mram-p55-lowdur"]))
            Assert.Contains(expected, figure);
        CliRun wrong = CliRun.Of("reproduce", "--only", "fig4", "--out", _folder.File("wrong"));
        Assert.Equal(2, wrong.ExitCode);
        Assert.Contains("--only fig4: allowed are table1, fig5", wrong.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Codesign_needs_images()
    {
        CliRun run = CliRun.Of("codesign", "--data", _folder.File("nothing"), "--out", _folder.File("search"));
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("mnist", run.Errors, StringComparison.Ordinal);
    }

    /// <summary>The former name is read with its former options.</summary>
    [Fact]
    public void Optimize_is_codesign()
    {
        CliRun run = CliRun.Of(
            "optimize", "--network", "lenet5", "--dataset", "mnist", "--max-loss", "1", "--batch", "8", "--capacity", "1MiB", "--max-steps",
            "1", "--seeds", "1", "--learning-rate", "0.1", "--test-images", "10", "--error-model", "flip", "--energy", "write", "--resume",
            "--data", _folder.File("nothing"), "--allow-partial", "--out", _folder.File("search"));
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("note: optimize is now codesign", run.Errors, StringComparison.Ordinal);
        Assert.Contains("mnist", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--energy all: allowed are total, write", "--energy", "all")]
    [InlineData("--objective power: allowed are energy, time, area", "--objective", "power")]
    [InlineData("--barriers: 4x is no number", "--barriers", "40,4x")]
    [InlineData("--barriers: 900 is out of range", "--barriers", "900")]
    [InlineData("--pulses-ns 5,,10: an item of the list is empty", "--pulses-ns", "5,,10")]
    [InlineData("--codes: there is no code bch99", "--codes", "none,bch99")]
    [InlineData("--codes: sec/100: codewords of 100 data bits do not fill a line of 512 bits", "--codes", "sec/100")]
    [InlineData("--max-line-failure", "--max-line-failure", "2")]
    [InlineData("memory sram is no STT-MRAM with a circuit", "--memory", "sram")]
    [InlineData("memory stt-mram-heterogeneous has several arrays", "--memory", "stt-mram-heterogeneous")]
    public void Codesign_says_what_is_wrong_before_it_looks_for_images(string message, params string[] options)
    {
        CliRun run = CliRun.Of(["codesign", "--data", _folder.File("nothing"), "--out", _folder.File("search"), .. options]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Errors, StringComparison.Ordinal);
    }
}
