using System.Globalization;
using System.Text.Json.Nodes;
using CycleSim.Reference;

namespace CycleSim.Cli.Tests;

/// <summary>`cyclesim gemm --map-only`: the tiling with the fewest DRAM bytes, and the bytes of a given tiling.</summary>
public sealed class GemmTests
{
    private const string Shape = "gemm --map-only --m 8192 --n 512 --k 4608";
    private const string Machine = " --rows 256 --columns 256 --buffer-a 1MiB --buffer-b 1MiB --buffer-c 1MiB";
    private const string Tiling = Shape + " --tile 512x512x256";

    private static readonly string[] MapColumns =
    [
        "min_bytes", "Tm", "Tn", "Tk", "order", "a_bytes", "b_bytes", "c_write_bytes", "c_read_bytes", "min_mnk", "min_mkn", "min_nmk",
        "min_nkm", "min_kmn", "min_knm", "compulsory_bytes", "lower_bound_bytes", "M", "N", "K",
    ];

    private static readonly string[] TileColumns =
    [
        "M", "N", "K", "Tm", "Tn", "Tk", "order", "a_bytes", "b_bytes", "c_write_bytes", "c_read_bytes", "total_bytes", "a_loads",
        "b_loads", "c_stores", "c_reloads",
    ];

    [Fact]
    public void Mappings_equal_the_reference()
    {
        foreach (ReferenceRow row in ReferenceFile.Table("systolic-ws/traffic_optimum.csv.gz"))
        {
            // --rows gives both.
            Assert.Equal(row.Int("step_m"), row.Int("step_k"));
            CliRun run = Run(
                $"gemm --map-only --m {row.Text("M")} --n {row.Text("N")} --k {row.Text("K")} --rows {row.Text("step_m")} --columns " +
                $"{row.Text("step_n")} {Words(row)} --buffer-a {row.Text("buffer_a")} --buffer-b {row.Text("buffer_b")} --buffer-c " +
                $"{row.Text("buffer_c")} --halves {row.Text("halves_a")},{row.Text("halves_b")},{row.Text("halves_c")} --json");
            JsonNode result = Compare(row, run, MapColumns);
            Assert.Equal(
                row.Text("ratio_to_bound"), ((double)result["ratio_to_bound"]!).ToString("0.0000", CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void Given_tilings_equal_the_reference()
    {
        foreach (ReferenceRow row in ReferenceFile.Table("systolic-ws/traffic_tilings.csv.gz"))
        {
            CliRun run = Run(
                $"gemm --map-only --m {row.Text("M")} --n {row.Text("N")} --k {row.Text("K")} {Words(row)} --tile " +
                $"{row.Text("Tm")}x{row.Text("Tn")}x{row.Text("Tk")} --loop-order {row.Text("order")} --json");
            Compare(row, run, TileColumns);
        }
    }

    [Fact]
    public void Tables_show_choice_bytes_and_bound()
    {
        CliRun run = Run(Shape + Machine + " --serpentine");
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Contains("8192 x 512 x 4608 in tiles of 256 x 512 x 256, loop order mnk", run.Output, StringComparison.Ordinal);
        Assert.Matches("B loaded +576 +301989888 +288 MiB", run.Output);
        Assert.Contains("lower bound of any schedule: ", run.Output, StringComparison.Ordinal);
        Assert.Contains("minimum of each loop order, in bytes: mnk ", run.Output, StringComparison.Ordinal);
        Assert.Contains("with middle and inner loops that turn round:", run.Output, StringComparison.Ordinal);
    }

    /// <summary>Loops that turn round are counted beside the result, which does not change.</summary>
    [Fact]
    public void A_serpentine_is_an_addition()
    {
        JsonObject plain = JsonNode.Parse(Run(Shape + Machine + " --json").Output)!.AsObject();
        JsonObject both = JsonNode.Parse(Run(Shape + Machine + " --serpentine --json").Output)!.AsObject();
        Assert.False(plain.ContainsKey("serpentine"));
        JsonNode serpentine = both["serpentine"]!;
        Assert.True((long)serpentine["total_bytes"]! < (long)plain["min_bytes"]!);
        Assert.True(both.Remove("serpentine"));
        Assert.True(JsonNode.DeepEquals(plain, both));
    }

    [Fact]
    public void The_former_name_of_columns_is_read()
    {
        CliRun run = Run(Shape + Machine.Replace("--columns", "--cols", StringComparison.Ordinal) + " --json");
        Assert.Equal(Run(Shape + Machine + " --json").Output, run.Output);
        Assert.Contains("--cols is now --columns", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gemm --m 1 --n 1 --k 1", "gemm needs one of the options --map-only")]
    [InlineData("gemm --map-only --m 1 --k 1" + Machine, "--n is missing")]
    [InlineData(Shape + " --buffer-a 1MiB --buffer-c 1MiB", "--buffer-b is missing")]
    [InlineData(Shape, "--buffer-a is missing")]
    [InlineData(Shape + Machine + " --m 0", "--m 0")]
    [InlineData(Shape + Machine + " --k -4", "--k -4")]
    [InlineData(Shape + Machine + " --n 99999999999999999999999", "--n 99999999999999999999999")]
    [InlineData(Shape + Machine + " --n 1099511627777", "--n 1099511627777: allowed are 1 to 1099511627776")]
    [InlineData(Shape + Machine + " --rows 0", "--rows 0")]
    [InlineData(Shape + Machine + " --element-bytes 0", "--element-bytes 0: allowed are 1 to 16")]
    [InlineData(Shape + Machine + " --partial-bytes 17", "--partial-bytes 17")]
    [InlineData(Shape + Machine + " --output-bytes -1", "--output-bytes -1")]
    [InlineData(Shape + Machine + " --buffer-a 0", "--buffer-a")]
    [InlineData(Shape + Machine + " --halves 2,2", "--halves 2,2: allowed are three whole numbers from 1 to 16")]
    [InlineData(Shape + Machine + " --halves 2,0,1", "--halves 2,0,1")]
    [InlineData(Shape + Machine + " --halves 2,2,x", "--halves 2,2,x")]
    [InlineData(Shape + Machine + " --halves 17,2,2", "--halves 17,2,2")]
    [InlineData(
        Shape + Machine + " --buffer-b 512K --halves 2,4,2",
        "buffer B has 524288 bytes, but the smallest tile takes 1048576 bytes (256 x 256 words x 4 B, 4 halves)")]
    [InlineData(Shape + Machine + " --loop-order mnk", "--loop-order goes with --tile")]
    [InlineData(Tiling, "--tile needs --loop-order")]
    [InlineData(Tiling + " --loop-order mmk", "--loop-order mmk: allowed are mnk, mkn, nmk, nkm, kmn, knm")]
    [InlineData(Shape + " --tile 512x512 --loop-order mnk", "--tile 512x512: allowed are three whole numbers from 1 to 1099511627776")]
    [InlineData(Shape + " --tile 512x0x4 --loop-order mnk", "--tile 512x0x4")]
    [InlineData(Shape + " --tile 512x-1x4 --loop-order mnk", "--tile 512x-1x4")]
    [InlineData(Shape + " --tile 1099511627777x1x1 --loop-order mnk", "--tile 1099511627777x1x1")]
    [InlineData(Tiling + " --loop-order mnk --buffer-a 4K", "--buffer-b is missing")]
    [InlineData(
        Tiling + " --loop-order mnk --buffer-a 1M --buffer-b 1M --buffer-c 1M",
        "buffer C has 1048576 bytes, but the tile takes 2097152 bytes (512 x 512 words x 4 B, 2 halves)")]
    [InlineData(
        "gemm --map-only --m 1099511627776 --n 1099511627776 --k 1" + Machine, "the bytes exceed 2^63; take smaller dimensions")]
    public void What_cannot_be_is_refused(string arguments, string message)
    {
        CliRun run = Run(Last(arguments));
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Errors, StringComparison.Ordinal);
        Assert.Equal("", run.Output);
    }

    /// <summary>The last value of each option.</summary>
    private static string Last(string arguments)
    {
        string[] parts = arguments.Split(" --");
        IEnumerable<string> last = parts.Skip(1).GroupBy(part => part.Split(' ')[0]).Select(same => same.Last());
        return string.Join(" --", last.Prepend(parts[0]));
    }

    private static JsonNode Compare(ReferenceRow row, CliRun run, string[] columns)
    {
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        JsonNode result = JsonNode.Parse(run.Output)!;
        foreach (string column in columns)
            Assert.Equal(row.Text(column), result[column.ToLowerInvariant()]!.ToString());
        return result;
    }

    private static string Words(ReferenceRow row) =>
        $"--element-bytes {row.Text("e_in")} --partial-bytes {row.Text("e_partial")} --output-bytes {row.Text("e_out")}";

    private static CliRun Run(string arguments) => CliRun.Of(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
