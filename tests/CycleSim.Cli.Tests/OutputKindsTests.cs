using CycleSim.Reference;

namespace CycleSim.Cli.Tests;

/// <summary>Every option that writes a file writes to pipes and devices, follows links, and replaces none of them.</summary>
public sealed class OutputKindsTests : IDisposable
{
    private const string Lenet = "simulate --network lenet5-28x28-mnist --batch 1 --capacity 256KiB";
    private const string Step = """{"kind": "step", "step": 0, "accuracy": 0.5}""";

    private static readonly string Sample = Path.Combine(Repository.Root, "traces", "lenet5-batch8.cst");

    private readonly TemporaryFolder _folder = new();

    /// <summary>What comes before the name of the output, and an ending that the name must have.</summary>
    public static TheoryData<string, string> Writers => new()
    {
        { $"{Lenet} --json", ".json" },
        { $"{Lenet} --timeline", ".svg" },
        { $"{Lenet} --timeline", ".html" },
        { $"{Lenet} --trace", ".cst" },
        { "dram REQUESTS --commands", ".csv" },
        { "dram REQUESTS --requests", ".csv" },
        { $"trace convert {Sample} --to 5us --format csv --out", ".csv" },
        { $"trace convert {Sample} --to 5us --format parquet --out", ".parquet" },
        { $"trace convert {Sample} --to 5us --format perfetto --out", ".pftrace" },
        { $"trace convert {Sample} --to 5us --format gem5 --out", ".trc" },
        { $"trace verify {Sample} --salvage", ".cst" },
        { $"plot timeline {Sample} --to 20us --out", ".html" },
        { $"plot timeline {Sample} --to 20us --out", ".svg" },
        { $"plot heatmap {Sample} --to 20us --out", ".svg" },
        { "plot energy REPORT --out", ".svg" },
        { "plot roofline REPORT --out", ".png" },
        { "train --runs LOG --plot", ".svg" },
        { "device trajectory --current-ua 150 --pulse-ns 1 --out", ".csv" },
        { "device trajectory --current-ua 150 --pulse-ns 1 --plot", ".svg" },
        { "device table --min-pulse-ns 9 --max-pulse-ns 10 --min-current-ua 100 --max-current-ua 110 --out", ".json" },
        { "array plot --memories sram --from 32KiB --to 64KiB --model table --out", ".svg" },
        { "array import NVSIM --out", ".json" },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Writers))]
    public void Links_are_followed_and_pipes_get_the_same_bytes(string command, string ending)
    {
        string plain = _folder.File("plain" + ending);
        CliRun first = Run(command, plain);
        Assert.True(first.ExitCode == 0, first.Errors);
        string link = _folder.File("link" + ending);
        string target = _folder.Write("target" + ending, "old");
        File.CreateSymbolicLink(link, target);
        Assert.Equal(0, Run(command, link).ExitCode);
        Assert.Equal("symbolic link", SpecialFiles.KindOf(link));
        Assert.Equal(File.ReadAllBytes(plain), File.ReadAllBytes(target));
        string pipe = SpecialFiles.Pipe(_folder.File("pipe" + ending));
        Assert.Equal(File.ReadAllBytes(plain), SpecialFiles.Read(pipe, () => Assert.Equal(0, Run(command, pipe).ExitCode)));
        Assert.Equal("fifo", SpecialFiles.KindOf(pipe));
        Assert.DoesNotContain(Directory.GetFiles(Path.GetDirectoryName(plain)!), file => Path.GetExtension(file) is ".part" or ".lock");
    }

    [DeviceTheory]
    [MemberData(nameof(Writers))]
    public void A_full_device_is_a_failure_with_its_reason_and_stays(string command, string ending)
    {
        string full = SpecialFiles.Full(_folder.File("full" + ending));
        CliRun run = Run(command, full);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"cyclesim: {full}: cannot be written: No space left on device", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("bug", run.Errors, StringComparison.Ordinal);
        Assert.Equal("character special file", SpecialFiles.KindOf(full));
        string nothing = SpecialFiles.Null(_folder.File("null" + ending));
        Assert.Equal(0, Run(command, nothing).ExitCode);
        Assert.Equal("character special file", SpecialFiles.KindOf(nothing));
    }

    private CliRun Run(string command, string output)
    {
        string[] words = [.. command.Split(' ').Select(word => word switch
        {
            "REQUESTS" => _folder.Write("requests.csv", "cycle,op,addr\n0,R,0x500c0\n0,W,0x50240\n"),
            "REPORT" => Report(),
            "LOG" => _folder.Write("log.jsonl", Step + "\n" + Step + "\n"),
            "NVSIM" => Path.Combine(Repository.Root, "tests", "Reference", "array", "sram_32MB.stock.out"),
            _ => word,
        })];
        return CliRun.Of([.. words, output]);
    }

    private string Report()
    {
        string report = _folder.File("report.json");
        if (!File.Exists(report))
            Assert.Equal(0, CliRun.Of([.. Lenet.Split(' '), $"--json={report}"]).ExitCode);
        return report;
    }
}
