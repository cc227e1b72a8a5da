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

    /// <summary>JSON beside other files of the same command replaces none of them, whatever name leads to it.</summary>
    [Theory]
    [InlineData("device table --out FOLDER/t.json --json=FOLDER/./t.json --max-pulse-ns 6 --min-current-ua 100 --max-current-ua 120")]
    [InlineData("workload -n lenet5-28x28-mnist -b 1 --csv-folder FOLDER --json=FOLDER/lenet5-28x28-mnist_b1.layers.csv")]
    [InlineData("compare -n lenet5-28x28-mnist -b 1 --memories sram,stt-mram --from 1MiB --to 1MiB --out FOLDER --json=FOLDER/compare.csv")]
    [InlineData("compare -n lenet5-28x28-mnist -b 1 --memories sram,stt-mram --from 1MiB --to 1MiB --out FOLDER --json=FOLDER/compare.png")]
    public void Json_replaces_no_other_output(string arguments)
    {
        using var folder = new TemporaryFolder();
        CliRun run = CliRun.Of(arguments.Replace("FOLDER", folder.File(""), StringComparison.Ordinal).Split(' '));
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("is named twice", run.Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.File("")));
    }

    /// <summary>The names of results of points are known only when they are there: then they stay, and the command says so.</summary>
    [Fact]
    public void Json_does_not_replace_the_result_of_a_point()
    {
        using var folder = new TemporaryFolder();
        string[] compare =
        [
            "compare", "-n", "lenet5-28x28-mnist", "-b", "1", "--memories", "sram,stt-mram", "--from", "1MiB", "--to", "1MiB", "--out",
            folder.File(""),
        ];
        Assert.Equal(0, CliRun.Of(compare).ExitCode);
        string point = Directory.GetFiles(Path.Combine(folder.File(""), "points"))[0];
        byte[] result = File.ReadAllBytes(point);
        File.WriteAllText(point, "");
        CliRun again = CliRun.Of([.. compare, "--resume", $"--json={point}"]);
        Assert.Equal(2, again.ExitCode);
        Assert.Equal(result, File.ReadAllBytes(point));
    }
}
