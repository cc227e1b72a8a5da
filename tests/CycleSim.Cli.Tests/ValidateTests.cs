using System.Text.Json.Nodes;
using CycleSim.Reference;

namespace CycleSim.Cli.Tests;

/// <summary>`cyclesim validate`: measured kernels, simulated.</summary>
public sealed class ValidateTests
{
    private const string Table = "workload,measured_cycles,theirs\ngemm_300x200x500,4000,5000\nsoftmax_64x64,100,\n";

    [Fact]
    public void Json_has_rows_means_and_what_is_assumed()
    {
        using var folder = new TemporaryFolder();
        JsonNode result = JsonNode.Parse(Run($"--machine tpu-v3 --measured {folder.Write("m.csv", Table)} --json").Output)!;
        JsonNode row = result["rows"]![0]!;
        Assert.Equal(
            ["workload", "measured_cycles", "cycles", "error", "times", "tiles", "errors", "theirs"],
            row.AsObject().Select(pair => pair.Key));
        Assert.Equal(("gemm_300x200x500", 4000, 5000, 0.25), (
            (string?)row["workload"], (double)row["measured_cycles"]!, (double)row["theirs"]!, (double)row["errors"]!["theirs"]!));
        Assert.Equal((double)row["cycles"]! / 4000 - 1, (double)row["error"]!);
        Assert.Equal((long)row["cycles"]!, (long)row["times"]!["total_cycles"]!);
        Assert.Null(result["rows"]![1]!["theirs"]);
        Assert.Equal(["gemm", "softmax"], result["means"]!.AsArray().Select(mean => (string?)mean!["kind"]));
        Assert.Equal(Math.Abs((double)row["error"]!), (double)result["means"]![0]!["mean_absolute_error"]!);
        Assert.Equal(0.25, (double)result["means"]![0]!["others"]!["theirs"]!["mean_absolute_error"]!);
        Assert.NotEmpty(result["assumed"]!.AsArray());
        Assert.All(result["assumed"]!.AsArray(), assumed => Assert.Equal(
            ["name", "value", "other", "why", "means"], assumed!.AsObject().Select(pair => pair.Key)));
        Assert.Equal(24L << 20, (long)result["capacity_bytes"]!);
    }

    [Fact]
    public void A_product_takes_as_long_as_by_itself()
    {
        using var folder = new TemporaryFolder();
        string options = "--machine sensible --memory stt-mram --capacity 1MiB --json";
        JsonNode all = JsonNode.Parse(Run($"--measured {folder.Write("m.csv", Table)} {options}").Output)!;
        JsonNode alone = JsonNode.Parse(CliRun.Of($"gemm --m 300 --n 200 --k 500 {options}".Split(' ')).Output)!;
        Assert.Equal((long)alone["total_cycles"]!, (long)all["rows"]![0]!["cycles"]!);
    }

    [Fact]
    public void Tables_have_errors_means_and_what_is_assumed()
    {
        using var folder = new TemporaryFolder();
        string text = Run($"--machine tpu-v3 --measured {folder.Write("m.csv", Table)}").Output;
        Assert.Matches(@"gemm_300x200x500 +4,000 +[0-9,]+ +[+-][0-9.]+ %", text);
        Assert.Matches(@"gemm_300x200x500 +\+25\.0 %", text);
        Assert.Matches(@"softmax +1 +[0-9.]+ % +-", text);
        Assert.Matches(@"data in memory +fp32", text);
        Assert.Matches(@"data in memory +bf16", text);
        Assert.Matches(@"data in memory +[0-9.]+ % \([+-][0-9.]+\)", text);
    }

    [Fact]
    public void A_capacity_that_is_none_is_refused()
    {
        using var folder = new TemporaryFolder();
        CliRun run = Run($"--machine tpu-v3 --measured {folder.Write("m.csv", Table)} --capacity much");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--capacity: \"much\"", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--machine tpu-v3 --measured nowhere.csv", "nowhere.csv")]
    [InlineData("--machine nowhere --measured m.csv", "nowhere")]
    [InlineData("--machine tpu-v3", "--measured")]
    public void Nonsense_is_refused(string options, string message)
    {
        CliRun run = Run(options);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cell_of_the_shipped_table_that_is_no_number_is_located()
    {
        string shipped = Path.Combine(Repository.Root, "models", "measured", "tpu-v3.csv");
        using var folder = new TemporaryFolder();
        string broken = folder.Write("m.csv", File.ReadAllText(shipped).Replace(",9490,", ",none,", StringComparison.Ordinal));
        CliRun run = Run($"--machine tpu-v3 --measured {broken}");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("m.csv(5,18): tpu_v3_cycles = \"none\": is no number of cycles", run.Errors, StringComparison.Ordinal);
    }

    private static CliRun Run(string options) => CliRun.Of($"validate {options}".Split(' '));
}
