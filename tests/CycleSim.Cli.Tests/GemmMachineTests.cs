using System.Text.Json.Nodes;

namespace CycleSim.Cli.Tests;

/// <summary>`cyclesim gemm --machine`: a product on a machine.</summary>
public sealed class GemmMachineTests
{
    private const string Product = "gemm --machine sensible --m 300 --n 200 --k 500 --memory sram --capacity 1MiB";

    [Fact]
    public void Busy_and_waiting_add_up_to_the_cycles()
    {
        JsonNode result = JsonNode.Parse(Run(Product + " --json").Output)!;
        long total = Number("total_cycles");
        Assert.Equal(total, Number("array_busy") + Number("wait_load") + Number("wait_store") + Number("tail"));
        Assert.Equal(total, Number("dma_busy") + Number("dma_idle"));
        Assert.Equal(Number("dma_busy"), Number("load_busy") + Number("store_busy"));
        Assert.Equal(total, (long)result["cycles_by_cause"]!["total"]!);
        Assert.Equal("tiled", (string?)result["residency"]);

        // Each row of C is stored once, in whole lines of 64 bytes.
        Assert.Equal(300 * 13 * 64, Number("dram_write_bytes"));

        long Number(string key) => (long)result[key]!;
    }

    [Fact]
    public void Chosen_tiles_are_taken_and_details_change_nothing()
    {
        string chosen = Product + " --tile 64x64x250 --loop-order nmk --json";
        string output = Run(chosen).Output;
        JsonNode result = JsonNode.Parse(output)!;
        Assert.Equal((64, 64, 250, "nmk", 5 * 4 * 2), (
            (int)result["tm"]!, (int)result["tn"]!, (int)result["tk"]!, (string?)result["order"], (int)result["tiles"]!));
        Assert.Equal(output, Run(chosen + " --no-fast-forward").Output);
    }

    [Fact]
    public void Tables_say_where_the_time_went()
    {
        CliRun run = Run(Product);
        Assert.Contains("300 x 200 x 500 on sensible, sram 1 MiB: ", run.Output, StringComparison.Ordinal);
        Assert.Contains("array waits for operands", run.Output, StringComparison.Ordinal);
        string onPaper = Run(Product.Replace("sensible", "paper", StringComparison.Ordinal)).Output;
        Assert.DoesNotContain("tiles of", onPaper, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Product + " --loop-order mnk", "--loop-order goes with --tile")]
    [InlineData(Product + " --tile 100x64x250", "--tile needs --loop-order")]
    [InlineData(Product + " --tile 300x200x500 --loop-order mnk", "no tile of 300 x 200 x 500 words of gemm fwd fits")]
    [InlineData("gemm --machine paper --m 3 --n 2 --k 5 --tile 1x1x1 --loop-order mnk", "only \"tiled\" has tiles")]
    [InlineData("gemm --machine paper --m 3000000000 --n 2 --k 5", "--m 3000000000: a tensor in memory has at most 2147483647")]
    [InlineData("gemm --machine paper --m 3 --n 2", "--k is missing")]
    [InlineData("gemm --machine paper --m 3 --n 2 --k 5 --rows 8", "--rows goes with --map-only or --ideal, not with --machine")]
    [InlineData("gemm --machine nowhere --m 3 --n 2 --k 5", "nowhere")]
    public void Nonsense_is_refused(string command, string message)
    {
        CliRun run = Run(command);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Errors, StringComparison.Ordinal);
    }

    private static CliRun Run(string command) => CliRun.Of(command.Split(' '));
}
