using System.Text.Json;

namespace CycleSim.Cli.Tests;

public sealed class AccountTests
{
    [Fact]
    public void It_prints_bytes_times_and_energies_that_add_up()
    {
        CliRun run = CliRun.Of("account", "--network", "lenet5-28x28-mnist", "--batch", "8", "-m", "sram", "-c", "1MiB", "--json");
        Assert.Equal(0, run.ExitCode);
        JsonElement result = JsonDocument.Parse(run.Output).RootElement;
        string[] keys = [.. result.EnumerateObject().Select(property => property.Name)];
        Assert.Equal(
            [
                "dram_bytes", "onchip_read_bytes", "onchip_written_bytes", "time_s", "dram_s", "folds_s", "onchip_s", "energy_j",
                "leakage_j", "dram_j", "accesses_j", "macs_j",
            ],
            keys);
        Assert.Equal(Sum(result, "dram_s", "folds_s", "onchip_s"), Sum(result, "time_s"), 1e-12);
        Assert.Equal(Sum(result, "leakage_j", "dram_j", "accesses_j", "macs_j"), Sum(result, "energy_j"), 1e-12);
    }

    [Theory]
    [InlineData("--layers", "conv", "--layers conv: allowed are conv-fc, all")]
    [InlineData("--off-chip", "twice", "--off-chip twice: allowed are distinct, operands, once")]
    [InlineData("--dram", "line", "--dram line: allowed are word, burst")]
    [InlineData("--on-chip", "no", "--on-chip no: allowed are serial, parallel, banks, none")]
    [InlineData("--properties", "half", "--properties half: allowed are third, whole")]
    [InlineData("--room", "half", "--room half: allowed are third, best, whole")]
    [InlineData("--update", "maybe", "--update maybe: allowed are on, off")]
    [InlineData("--capacity", "32KiB", "32 KiB")]
    [InlineData("--capacity", "2TiB", "512 MiB")]
    [InlineData("--batch", "0", "--batch")]
    [InlineData("--network", "bert-base", "the account knows")]
    [InlineData("--network", "some.onnx", "the account takes shipped networks and .json files")]
    [InlineData("--memory", "none-such", "none-such")]
    public void What_it_cannot_count_is_refused(string option, string value, string message)
    {
        CliRun run = CliRun.Of("account", option, value);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Errors, StringComparison.Ordinal);
    }

    private static double Sum(JsonElement result, params string[] keys) => keys.Sum(key => result.GetProperty(key).GetDouble());
}
