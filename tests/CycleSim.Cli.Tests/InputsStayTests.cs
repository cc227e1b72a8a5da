using CycleSim.Configuration.Models;

namespace CycleSim.Cli.Tests;

/// <summary>No output replaces a file that the same command reads: model files, plans and reports like traces.</summary>
public sealed class InputsStayTests
{
    [Theory]
    [InlineData(ModelKind.Machines, "paper", "simulate -n lenet5-28x28-mnist -b 1 -c 64KiB --machine FILE --json=FILE")]
    [InlineData(ModelKind.Networks, "lenet5-28x28-mnist", "simulate -b 1 -c 64KiB -n FILE --json=FILE")]
    [InlineData(ModelKind.Memories, "sram", "simulate -n lenet5-28x28-mnist -b 1 -c 64KiB -m FILE --json=FILE")]
    [InlineData(ModelKind.Memories, "sram", "simulate -n lenet5-28x28-mnist -b 1 -c 64KiB -m FILE --trace FILE")]
    [InlineData(ModelKind.Devices, "p55", "device trajectory --current-ua 100 --pulse-ns 1 --device FILE --out FILE")]
    [InlineData(ModelKind.Devices, "p55", "device table --device FILE --out FILE --max-pulse-ns 2 --min-current-ua " +
        "100 --max-current-ua 120")]
    [InlineData(ModelKind.Dram, "ddr3-1600-4gb-x8", "dram REQUESTS --dram FILE --commands FILE")]
    public void A_model_file_is_not_replaced(ModelKind kind, string model, string arguments)
    {
        using var folder = new TemporaryFolder();
        string text = ModelStore.ReadText(kind, model).Text;
        string file = folder.Write("my.json", text);
        string requests = folder.Write("r.csv", "cycle,op,addr\n0,R,64\n");
        File.CreateSymbolicLink(folder.File("link.json"), file);
        foreach (string output in new[] { file, folder.File("link.json") })
        {
            string[] parts = arguments.Replace("REQUESTS", requests, StringComparison.Ordinal).Split("FILE");
            CliRun run = CliRun.Of($"{parts[0]}{file}{parts[1]}{output}{parts[2]}".Split(' ', StringSplitOptions.RemoveEmptyEntries));
            Assert.Equal(2, run.ExitCode);
            Assert.Contains("is read by this command", run.Errors, StringComparison.Ordinal);
            Assert.Equal(text, File.ReadAllText(file));
        }
    }
}
