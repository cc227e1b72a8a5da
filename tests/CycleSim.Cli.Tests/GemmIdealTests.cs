using System.Text.Json;
using CycleSim.Reference;

namespace CycleSim.Cli.Tests;

/// <summary>`cyclesim gemm --ideal` and `--tiles`: keys are the columns of the reference in lower case.</summary>
public sealed class GemmIdealTests
{
    private static readonly string[] Ideal =
        ["gemm", "--ideal", "--m", "64", "--n", "64", "--k", "64", "--rows", "8", "--columns", "8", "--tile", "16x16x16", "--order", "mnk"];

    [Fact]
    public void Lists_of_tiles_are_those_of_the_reference() => Assert.All(
        ReferenceFile.Table("systolic-ws/double_buffer.csv.gz"),
        row => AssertRow(
            row, ["n_tiles", "total_cycles", "dma_busy", "load_busy", "store_busy", "array_busy", "wait_load", "wait_store", "tail"],
            ["gemm", "--tiles", row.Text("tiles"), .. Machine(row), "--json"]));

    [Fact]
    public void Tiled_products_are_those_of_the_reference() => Assert.All(
        ReferenceFile.Table("systolic-ws/tiled_gemm.csv.gz"),
        row => AssertRow(
            row,
            [
                "M", "N", "K", "R", "C", "Tm", "Tn", "Tk", "element_bytes", "bytes_per_cycle", "latency", "operand_buffers",
                "output_buffers", "tiles", "a_bytes", "b_bytes", "c_bytes", "total_cycles", "dma_busy", "load_busy", "store_busy",
                "array_busy", "wait_load", "wait_store", "tail",
            ],
            [
                "gemm", "--ideal", "--m", row.Text("M"), "--n", row.Text("N"), "--k", row.Text("K"), "--rows", row.Text("R"),
                "--cols", row.Text("C"), "--variant", row.Text("variant"), "--tile", $"{row.Text("Tm")}x{row.Text("Tn")}x{row.Text("Tk")}",
                "--order", row.Text("order"), "--element-bytes", row.Text("element_bytes"), .. Machine(row), "--json",
            ]));

    [Theory]
    [InlineData("--tile", "16x16", "allowed are three whole numbers")]
    [InlineData("--tile", "16x16x0", "allowed are three whole numbers")]
    [InlineData("--order", "mmk", "allowed are mnk, mkn")]
    [InlineData("--order", "kmn", "must be the innermost loop")]
    [InlineData("--variant", "os", "--variant os: allowed are os_kstream")]
    [InlineData("--variant", "os_carry", "must lie on the array of 8 x 8 at once")]
    [InlineData("--policy", "fifo", "--policy fifo: allowed are program, ready, loads_first")]
    [InlineData("--latency-mode", "none", "allowed are held, piped")]
    [InlineData("--bytes-per-cycle", "0", "--bytes-per-cycle")]
    [InlineData("--latency", "-1", "--latency")]
    [InlineData("--operand-buffers", "0", "--operand-buffers")]
    [InlineData("--m", "1099511627776", "tiles are too many")]
    [InlineData("--buffer-a", "1MiB", "--buffer-a goes with --map-only, not with --ideal")]
    [InlineData("--halves", "2,2,2", "--halves goes with --map-only, not with --ideal")]
    [InlineData("--tiles", "1/1/1/1", "needs one of the options --map-only, --machine, --ideal, --tiles")]
    public void Nonsense_is_refused(string option, string value, string message)
    {
        // The first pair is "gemm --ideal"; options follow in pairs.
        string[] others = [.. Ideal.Chunk(2).Where(pair => pair[0] != option).SelectMany(pair => pair)];
        CliRun run = CliRun.Of([.. others, option, value]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_mode_needs_is_named()
    {
        CliRun withoutTile = CliRun.Of("gemm", "--ideal", "--m", "1", "--n", "1", "--k", "1");
        Assert.Contains("--tile is missing", withoutTile.Errors, StringComparison.Ordinal);
        CliRun withoutM = CliRun.Of("gemm", "--ideal", "--tile", "1x1x1", "--order", "mnk");
        Assert.Contains("--m is missing", withoutM.Errors, StringComparison.Ordinal);
        Assert.Contains("needs one of", CliRun.Of("gemm").Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--m", "8", "--m goes with --map-only, --machine or --ideal, not with --tiles")]
    [InlineData("--variant", "os_kstream", "--variant goes with --ideal, not with --tiles")]
    public void A_list_of_tiles_takes_no_product(string option, string value, string message)
    {
        CliRun run = CliRun.Of("gemm", "--tiles", "1/1/1/1", option, value);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_says_where_the_time_went()
    {
        CliRun run = CliRun.Of("gemm", "--tiles", "2*8/8/10/4", "--bytes-per-cycle", "1");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("2 tiles: 46 cycles", run.Output, StringComparison.Ordinal);
        Assert.Contains("array waits for operands", run.Output, StringComparison.Ordinal);
    }

    private static string[] Machine(ReferenceRow row) =>
    [
        "--bytes-per-cycle", row.Text("bytes_per_cycle"), "--latency", row.Text("latency"), "--latency-mode", row.Text("latency_mode"),
        "--operand-buffers", row.Text("operand_buffers"), "--output-buffers", row.Text("output_buffers"), "--policy", row.Text("policy"),
    ];

    private static void AssertRow(ReferenceRow row, string[] columns, string[] arguments)
    {
        CliRun run = CliRun.Of(arguments);
        Assert.True(run.ExitCode == 0, run.Errors);
        JsonElement result = JsonDocument.Parse(run.Output).RootElement;
        Assert.All(columns, column => Assert.Equal(row.Long(column), result.GetProperty(column.ToLowerInvariant()).GetInt64()));
    }
}
