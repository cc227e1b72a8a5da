using System.Text.Json;

namespace CycleSim.Cli.Tests;

/// <summary>`cyclesim systolic` with dataflows: what it prints, and what it refuses.</summary>
public sealed class SystolicDataflowTests
{
    private const string Gemm = "--m 59 --n 100 --k 300 --rows 16 --columns 16";

    private static readonly string[] FormerKeys =
    [
        "m", "n", "k", "rows", "columns", "drain", "trim_edges", "cycles", "folds", "row_folds", "column_folds", "macs", "utilisation",
        "mapping_efficiency",
    ];

    [Fact]
    public void A_dataflow_adds_keys()
    {
        JsonElement result = JsonOf($"{Gemm} --dataflow weight_stationary --variant shadow --block 20 --gap 50");
        Assert.Equal(
            [
                .. FormerKeys, "dataflow", "variant", "block", "gap", "periods", "last_mac_cycles", "reads_first", "reads_second",
                "acc_writes", "acc_reads",
            ],
            result.EnumerateObject().Select(property => property.Name));
        Assert.Equal(
            ("weight_stationary", "shadow", "398x50"),
            (result.GetProperty("dataflow").GetString(), result.GetProperty("variant").GetString(),
                result.GetProperty("periods").GetString()));
        Assert.Equal(
            [399, 20, 50, 19966, 19965, 123900, 90000, 112100, 106200],
            new[] { "folds", "block", "gap", "cycles", "last_mac_cycles", "reads_first", "reads_second", "acc_writes", "acc_reads" }
                .Select(key => result.GetProperty(key).GetInt64()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("--drain overlapped")]
    [InlineData("--drain scalesim")]
    [InlineData("--trim-edges")]
    public void Without_a_dataflow_the_keys_are_those_of_version_0_1(string options) => Assert.Equal(
        FormerKeys, JsonOf($"{Gemm} {options}").EnumerateObject().Select(property => property.Name));

    [Theory]
    [InlineData("--variant ws_shadow", "--dataflow weight_stationary --variant shadow")]
    [InlineData("--variant is_reload", "--dataflow input_stationary --variant reload")]
    [InlineData("--variant os_kspill --block 7", "--variant kspill --block 7")]
    [InlineData("--variant os_kshadow", "--dataflow output_stationary --drain overlapped")]
    [InlineData("--dataflow output_stationary --drain physical", "--variant kstream --block 300 --gap 0")]
    [InlineData("--dataflow weight_stationary", "--dataflow weight_stationary --variant ws_serial --drain physical")]
    public void Names_of_one_meaning_give_one_result(string options, string others) =>
        Assert.Equal(JsonOf($"{Gemm} {options}").GetRawText(), JsonOf($"{Gemm} {others}").GetRawText());

    [Theory]
    [InlineData("--variant kstream", "")]
    [InlineData("--variant kstream --trim-edges", "--trim-edges")]
    [InlineData("--variant kshadow", "--drain overlapped")]
    [InlineData("--dataflow output_stationary --drain scalesim", "--drain scalesim")]
    public void Output_stationary_variants_are_the_drains(string options, string drain)
    {
        JsonElement expected = JsonOf($"{Gemm} {drain}"), actual = JsonOf($"{Gemm} {options}");
        Assert.All(
            expected.EnumerateObject(),
            property => Assert.Equal(property.Value.GetRawText(), actual.GetProperty(property.Name).GetRawText()));
    }

    [Theory]
    [InlineData("--dataflow weight_stationary --drain scalesim", 13964, 0)]
    [InlineData("--dataflow input_stationary --drain scalesim", 11095, 0)]
    [InlineData("--drain scalesim_v1", 8410, 0)]
    public void Scalesim_counts_have_no_variant(string options, long cycles, long reads)
    {
        JsonElement result = JsonOf($"{Gemm} {options}");
        Assert.Equal(cycles, result.GetProperty("cycles").GetInt64());
        Assert.Equal(reads, result.GetProperty("acc_reads").GetInt64());
        Assert.False(result.TryGetProperty("variant", out _) || result.TryGetProperty("block", out _));
    }

    [Fact]
    public void Tables_say_what_was_counted()
    {
        CliRun run = Run($"{Gemm} --variant is_serial --block 30 --trim-edges");
        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith(
            "59 x 100 x 300 on 16 x 16 (input_stationary, serial, block 30, trimmed edges): ", run.Output, StringComparison.Ordinal);
        Assert.Contains("17x77;2x73;", run.Output, StringComparison.Ordinal);
        Assert.Contains(";... (count x cycles)", run.Output, StringComparison.Ordinal);
        Assert.Equal(6, run.Output.TrimEnd().Split('\n').Length);
    }

    [Theory]
    [InlineData("--dataflow sideways", "--dataflow sideways: allowed are output_stationary, weight_stationary, input_stationary")]
    [InlineData("--variant shadow", "--variant shadow: with --dataflow output_stationary allowed are kstream, ksync, kspill and kshadow")]
    [InlineData("--dataflow weight_stationary --variant kstream", "--variant kstream: with --dataflow weight_stationary allowed are")]
    [InlineData("--dataflow input_stationary --variant ws_shadow", "--variant ws_shadow: belongs to --dataflow weight_stationary, not to")]
    [InlineData("--dataflow weight_stationary --drain overlapped", "--drain overlapped: with --dataflow weight_stationary allowed are")]
    [InlineData("--dataflow weight_stationary --drain scalesim_v1", "--drain scalesim_v1: with --dataflow weight_stationary allowed are")]
    [InlineData("--variant os_kshadow --drain physical", "--drain physical: with --variant os_kshadow allowed is overlapped")]
    [InlineData("--variant kstream --drain overlapped", "--drain overlapped: with --variant kstream allowed is physical")]
    [InlineData("--variant ws_shadow --drain scalesim", "--drain scalesim: with --variant ws_shadow allowed is physical")]
    [InlineData("--variant ws_shadow --trim-edges", "goes with --variant serial, not with shadow")]
    [InlineData("--variant ksync --trim-edges", "goes with --variant kstream, not with ksync")]
    [InlineData("--variant ws_serial --trim-edges --gap 3", "--gap 3: trimmed edges")]
    [InlineData("--drain scalesim_v1 --trim-edges", "not with --drain scalesim_v1")]
    [InlineData("--drain scalesim --block 4", "--block 4: SCALE-Sim knows")]
    [InlineData("--drain scalesim_v1 --gap 4", "--gap 4: SCALE-Sim knows")]
    [InlineData("--block 301", "--block 301: output_stationary takes --k 300 in blocks; allowed: 1 to 300")]
    [InlineData("--variant ws_shadow --block 60", "--block 60: weight_stationary takes --m 59 in blocks; allowed: 1 to 59")]
    [InlineData("--variant is_shadow --block 101", "--block 101: input_stationary takes --n 100 in blocks; allowed: 1 to 100")]
    [InlineData("--block 0", "--block 0: allowed are 1 to")]
    [InlineData("--gap -1", "--gap -1: allowed are 0 to")]
    public void What_has_no_meaning_is_refused(string options, string message)
    {
        CliRun run = Run($"{Gemm} {options}");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Errors, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Fact]
    public void Counts_beyond_any_counter_are_refused()
    {
        CliRun run = Run($"--m {1L << 40} --n {1L << 40} --k 300 --variant ws_follow");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("take smaller dimensions", run.Errors, StringComparison.Ordinal);
    }

    private static JsonElement JsonOf(string arguments)
    {
        CliRun run = Run($"{arguments} --json");
        Assert.True(run.ExitCode == 0, run.Errors);
        using var document = JsonDocument.Parse(run.Output);
        return document.RootElement.Clone();
    }

    private static CliRun Run(string arguments) =>
        CliRun.Of(["systolic", .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
}
